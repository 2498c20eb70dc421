import { choice, choices, text, titled } from '../blocks.ts';
import type { Reply } from '../reply.ts';
import type { Knowledge } from './choose.ts';
import { type QuizView, standing } from './rules.ts';

/** Ten minutes of practice are over: what was won, and that it is a good place to stop. */
export function pauseReply(view: QuizView, knowledge: Knowledge): Reply {
  const { answered, correct, total } = standing(view);
  return titled(
    'Ten minutes: a good place to stop',
    text(`${answered} answered, ${correct} right. ${sayComingBack(view, knowledge)}`.trim()),
    text('Short and often beats long and rarely. What is left of this quiz waits for you.'),
    choices(
      choice('Stop here', { kind: 'stop', session: view.session.id }, 'main'),
      choice(`Go on (${total - answered} left)`, { kind: 'go-on', session: view.session.id }),
    ),
  );
}

const day = 86_400_000;

/** When what was answered comes back: `They come back: 3 tomorrow, 9 within a week, 2 later.` Nothing where no card is known. */
export function sayComingBack({ attempts }: QuizView, { cards, dueBefore }: Knowledge): string {
  const due = attempts.flatMap(({ item }) => cards.get(item)?.due ?? []);
  const [tomorrow, week] = [dueBefore + day, dueBefore + 7 * day];
  const counts = [
    [due.filter((at) => at < tomorrow).length, 'tomorrow'],
    [due.filter((at) => at >= tomorrow && at < week).length, 'within a week'],
    [due.filter((at) => at >= week).length, 'later'],
  ] as const;
  const said = counts.flatMap(([count, when]) => (count > 0 ? [`${count} ${when}`] : []));
  if (said.length === 0) return '';
  return due.length === 1 ? `It comes back ${said[0]?.replace(/^1 /, '') ?? ''}.` : `They come back: ${said.join(', ')}.`;
}
