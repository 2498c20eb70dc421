import { makeCourse } from '../src/core/course.ts';
import { handle, needsOf } from '../src/core/handle.ts';
import { shownOptions } from '../src/core/quiz/rules.ts';
import { lessonsOf } from '../src/core/pack-index.ts';
import type { Pack } from '../src/core/pack.ts';
import type { From, Request } from '../src/core/request.ts';
import { randomId } from '../src/bot.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Store } from '../src/storage/store.ts';
import { median, type Row, timed } from './measure.ts';

const answers = 300;

/** What a quiz answer costs, with its durable commit, on a database with few and with many attempts. */
export async function benchStore(pack: Pack, address: (name: string) => string, name: string): Promise<Row[]> {
  const course = makeCourse(pack);
  const { store: few } = await openStorage(address('few'), pack.id);
  const { store: many } = await openStorage(address('many'), pack.id);
  await fill(few, pack, 100);
  await fill(many, pack, 100_000);
  const samples = { few: [] as number[], many: [] as number[] };
  const quiz = (store: Store, learner: string) => takeQuiz(store, course, learner);
  for (let round = 0; round < answers / 20; round += 1) {
    samples.few.push(...(await quiz(few, `console:f${round}`)));
    samples.many.push(...(await quiz(many, `console:m${round}`)));
  }
  await few.close();
  await many.close();
  return [
    {
      what: `${name}: a quiz answer with 100,000 attempts stored`,
      unit: 'ms',
      ours: median(samples.many),
      peer: { name: 'with 100', value: median(samples.few) },
      bar: { ratio: 1.2 },
    },
  ];
}

/** Attempts of a thousand learners, in quizzes of twenty. */
async function fill(store: Store, pack: Pack, attempts: number): Promise<void> {
  const questions = lessonsOf(pack).flatMap((lesson) => lesson.questions);
  for (let at = 0; at < attempts; at += 1000) {
    await store.decide('console:filler', {}, () => ({
      reply: { summary: '', blocks: [] },
      changes: Array.from({ length: Math.min(1000, attempts) }, (_, nth) => {
        const number = at + nth;
        const item = questions[number % questions.length];
        const attempt = {
          learner: `console:l${number % 1000}`,
          askedIn: `past${Math.floor(number / 20)}`,
          item: item?.id ?? '',
          lesson: item?.lesson ?? '',
          picks: 'a',
          correct: number % 3 === 0,
          at: number,
        };
        return { kind: 'attempted', attempt } as const;
      }),
    }));
  }
}

/** Answers a quiz of twenty, and says how long each answer took, in milliseconds. */
export async function takeQuiz(store: Store, course: ReturnType<typeof makeCourse>, learner: string): Promise<number[]> {
  const from = (): From => ({ learner, group: 'console:here', channel: 'here', mayManage: false, now: Date.now(), randomId: randomId() });
  const ask = (request: Request) => {
    const asked = from();
    return store.decide(learner, needsOf(request, asked), (state) => handle(request, { state, course, from: asked }));
  };
  const started = await ask({ kind: 'quiz', lesson: '', count: '20' });
  const [change] = started.changes.filter((entry) => entry.kind === 'quiz-started');
  if (change === undefined) throw new Error('No quiz was started.');
  const samples: number[] = [];
  for (const id of change.session.questions) {
    const question = lessonsOf(course.pack)
      .flatMap((lesson) => lesson.questions)
      .find((known) => known.id === id);
    if (question === undefined) continue;
    const picks = question.options
      .filter((option) => option.correct)
      .map((option) => option.id)
      .join('');
    shownOptions(question, change.session.id);
    samples.push(
      await timed(() =>
        ask({ kind: 'press', action: { kind: 'answer', session: change.session.id, item: id, picks, version: question.version } }),
      ),
    );
  }
  return samples;
}
