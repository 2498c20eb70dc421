import { adapterConformance, type OpenScene, type Shown, type Somebody } from '../conformance.ts';
import { openTerminal } from './setting.ts';

const open: OpenScene = async (around) => {
  const terminal = await openTerminal({ ...(around && { around }) });
  let last: Shown = shownIn('');
  const type = async (line: string, who: Somebody) => {
    await terminal.type(`@${who}`);
    return (last = shownIn(await terminal.type(line)));
  };
  const none = () => Promise.reject(new Error('Nobody can do that at a terminal.'));
  const { adapter, bot, store, ledger, stop } = terminal;
  return {
    adapter,
    bot,
    store,
    ledger,
    stop,
    channel: 'here',
    idOf: (who) => `console:${who}`,
    // A line end would be the end of the command, in a terminal.
    say: (line, who) => type(line.replaceAll('\n', ' '), who),
    press: (label, who) => type(numberOf(label, last), who),
    pressTwice: none,
    pressId: none,
    sees: () => (terminal.screen().includes('--- only for you ---') ? [shownIn(terminal.screen())] : []),
    channelShows: () => terminal.screen().split('--- #here ---\n').slice(1).map(shownIn),
  };
};

function shownIn(text: string): Shown {
  const buttons = [...text.matchAll(/\[\d+\] (.+?)(?= {2}\[|\n|$)/g)].map(([, label = '']) => label);
  return { text: text.trim(), buttons, alive: text.match(/(?!\n)\p{Cc}/gu) ?? [] };
}

function numberOf(label: string, { buttons }: Shown): string {
  return String(buttons.indexOf(label) + 1);
}

const numbers = 'buttons are numbers of what is on the screen, so no other button can be pressed';

adapterConformance('the console', open, {
  'answers a command, and nobody else sees it': 'everybody shares one screen',
  'tells one person in private': 'everybody shares one screen',
  'takes one vote a person, and shows the others none of it': 'everybody shares one screen',
  'refuses that to people who may not': 'whoever sits at the terminal may manage it',
  'redraws a drill in its place': 'what scrolled away cannot be redrawn; a line below tells of the change',
  'finds a drill that an earlier try has posted': 'a terminal does not keep what a process before this one has shown',
  'answers a forged button kindly, and nothing happens': numbers,
  'answers somebody else’s button kindly, and nothing happens': numbers,
  'answers a button of a quiz that is over, and nothing happens': numbers,
  'counts one of two quick presses': 'lines are read one after the other, and by the second one the screen shows other buttons',
});
