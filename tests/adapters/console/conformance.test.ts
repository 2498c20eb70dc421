import { adapterConformance, type OpenScene, type Shown, type Somebody } from '../conformance.ts';
import { openTerminal } from './setting.ts';

const open: OpenScene = async (around) => {
  const terminal = await openTerminal({ ...(around && { around }) });
  let last = '';
  const type = async (line: string, who: Somebody) => {
    await terminal.type(`@${who}`);
    last = await terminal.type(line);
    return shownIn(last);
  };
  const press = (label: string, who: Somebody) => type(keysIn(last).get(label) ?? keysIn(terminal.screen()).get(label) ?? '0', who);
  const none = () => Promise.reject(new Error('Nobody can do that at a terminal.'));
  const { adapter, bot, store, ledger, stop } = terminal;
  return {
    adapter,
    bot,
    store,
    ledger,
    stop,
    channel: 'here',
    nowhere: 'elsewhere',
    idOf: (who) => `console:${who}`,
    // A line end would be the end of the command, in a terminal.
    say: (line, who) => type(line.replaceAll('\n', ' '), who),
    press,
    pick: press,
    pressTwice: none,
    pressId: none,
    pickId: none,
    files: async () => [],
    sees: () => (terminal.screen().includes('For you alone:') ? [shownIn(terminal.screen())] : []),
    channelShows: () => terminal.screen().split('In the channel:\n').slice(1).map(shownIn),
  };
};

/** A terminal has no menus: what would stand in one is numbered, too. */
function shownIn(text: string): Shown {
  const buttons = [...keysIn(text).keys()];
  return { text: text.trim(), buttons, menu: buttons, alive: text.match(/(?!\n)\p{Cc}/gu) ?? [] };
}

/** The label of everything that can be pressed, and what is typed for it. An answer's label is its letter, as elsewhere. */
function keysIn(text: string): Map<string, string> {
  const answers = [...text.matchAll(/^\[([A-H])\] .*?( \(picked\))?$/gm)].map(
    ([, letter = '', picked]) => [picked ? `✓ ${letter} picked` : letter, letter] as const,
  );
  const others = [...text.matchAll(/\[(\d+|\d\.\d|[a-z]+)\] (.+?)(?= {2}\[|\n|$)/g)].map(
    ([, key = '', label = '']) => [label, key] as const,
  );
  return new Map([...answers, ...others]);
}

const numbers = 'buttons are keys of what is on the screen, so no other button can be pressed';

adapterConformance('the console', open, {
  'answers a command, and nobody else sees it': 'everybody shares one screen',
  'tells one person in private': 'everybody shares one screen',
  'brings a picture and a file to the one who asked, and nobody else': 'everybody shares one screen, and files lie beside it',
  'takes one vote a person, and shows the others none of it': 'everybody shares one screen',
  'refuses that to people who may not': 'whoever sits at the terminal may manage it',
  'redraws a drill in its place': 'what scrolled away cannot be redrawn; a line below tells of the change',
  'finds a drill that an earlier try has posted': 'a terminal does not keep what a process before this one has shown',
  'tells at the start that a channel of the environment takes no drill': 'the console has no drills of the environment',
  'answers a forged button kindly, and nothing happens': numbers,
  'answers a forged entry of a menu kindly, and nothing happens': numbers,
  'answers somebody else’s button kindly, and nothing happens': numbers,
  'answers a button of a quiz that is over, and nothing happens': numbers,
  'counts one of two quick presses': 'lines are read one after the other, and by the second one the screen shows other buttons',
});
