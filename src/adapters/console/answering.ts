import type { Choice, Reply } from '../../core/reply.ts';
import { buttonsOf } from './keys.ts';
import { optionsIn, type Screen } from './screen.ts';
import { noSuchAnswer, oneAnswer } from './words.ts';

/** How something on the screen is pressed. */
export interface Press {
  /** Presses, and shows what comes of it. */
  readonly press: (choice: Choice) => Promise<void>;
  /** Presses without showing: one of several. */
  readonly pressed: (choice: Choice) => Promise<Reply>;
}

/** One letter presses its option. Several are the whole answer to a question that wants several: what was picked before is put back. */
export async function answer(letters: readonly string[], screen: Screen, { press, pressed }: Press): Promise<void> {
  const { options = [], reply } = screen.asked() ?? {};
  const [first, ...others] = letters.map((letter) => options.find((option) => option.letter === letter));
  if (!reply || !first || others.includes(undefined)) return screen.window.say(noSuchAnswer(options.map(({ letter }) => letter)));
  if (others.length === 0) return press(first.choice);
  if (first.choice.action.kind !== 'pick') return screen.window.say(oneAnswer);
  const picked = await pickAll(letters, reply, pressed);
  const submit = wronglyPicked(picked, letters) === undefined ? submitOf(picked) : undefined;
  return submit ? press(submit) : screen.show(picked);
}

/** More presses than any answer needs: three letters where two are wanted would push one another out for ever. */
const mostPicks = 8;

/** Picks just these letters, as far as they can be picked together; resolves with the question as it stands then. */
async function pickAll(letters: readonly string[], asked: Reply, pressed: Press['pressed']): Promise<Reply> {
  let reply = asked;
  for (let presses = 0; presses < mostPicks; presses += 1) {
    const wrong = wronglyPicked(reply, letters);
    if (wrong === undefined) break;
    reply = await pressed(wrong);
  }
  return reply;
}

/** An option that is picked although the letters do not name it, or the other way round. Unwanted ones go first, for there is room for so many only. */
function wronglyPicked(reply: Reply, letters: readonly string[]): Choice | undefined {
  const options = optionsIn(reply) ?? [];
  const isPicked = (choice: Choice) => choice.emphasis === 'picked';
  const unwanted = options.find(({ letter, choice }) => isPicked(choice) && !letters.includes(letter));
  const wanted = options.find(({ letter, choice }) => !isPicked(choice) && letters.includes(letter));
  return (unwanted ?? wanted)?.choice;
}

function submitOf(reply: Reply): Choice | undefined {
  return buttonsOf(reply).find(({ choice }) => choice.action.kind === 'answer')?.choice;
}
