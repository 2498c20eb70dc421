import { type Confidence, confidences } from '../card.ts';
import { choice, choices, note, quizOn, shortReply } from '../blocks.ts';
import type { Action } from '../action.ts';
import type { Block, Reply } from '../reply.ts';
import type { Attempt } from '../state.ts';

type Answered = Pick<Attempt, 'correct' | 'confidence'>;

const labels: Readonly<Record<Confidence, string>> = { sure: 'Sure', 'think-so': 'Think so', guess: 'Guess' };

/** One more tap after an answer, for those who want to. What was tapped is said, and can be changed. `lead` is said before, on the same line. */
export function confidenceBlocks(attempt: Answered, actionOf: (confidence: Confidence) => Action, lead = ''): Block[] {
  const { confidence } = attempt;
  const said = confidence === undefined ? 'How sure were you?' : sayNoted(attempt);
  const buttons = confidences.map((one) =>
    one === confidence ? choice(`✓ ${labels[one]}`, actionOf(one), 'picked') : choice(labels[one], actionOf(one)),
  );
  return [note(`${lead} ${said}`.trim()), choices(...buttons)];
}

function sayNoted({ correct, confidence }: Answered): string {
  if (!correct)
    return confidence === 'sure'
      ? 'Noted: wrong and sure. These are worth the most before an exam, so they have a list: `/mlpro review sure-wrong`.'
      : 'Noted. It comes back soon.';
  if (confidence === 'sure') return 'Noted: right and sure. It comes back later than it would have.';
  return confidence === 'guess' ? 'Noted: right, but a guess. It comes back sooner than it would have.' : 'Noted.';
}

/** In place of the question how sure one was. */
export function notAskedAgain(): Block {
  return note('You won’t be asked how sure you were any more. To be asked again: `/mlpro data`.');
}

export function askedAgain(): Reply {
  return shortReply('You will be asked again', 'After each answer you can tap how sure you were.', quizOn(null, 'Quiz me', 'main'));
}
