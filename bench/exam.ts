import { randomId } from '../src/bot.ts';
import type { Action } from '../src/core/action.ts';
import { type Course, makeCourse } from '../src/core/course.ts';
import type { MockExam } from '../src/core/exam/mock.ts';
import { handle, needsOf } from '../src/core/handle.ts';
import type { Outcome } from '../src/core/outcome.ts';
import { choiceCount, type Pack } from '../src/core/pack.ts';
import { questionById } from '../src/core/pack-index.ts';
import type { From } from '../src/core/request.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Store } from '../src/storage/store.ts';
import { median, type Row, timed } from './measure.ts';

const sittings = 20;

/** What it costs to submit a mock exam with every question answered: attempts, cards and the result. */
export async function benchMockExam(pack: Pack, address: string, name: string): Promise<Row[]> {
  const { store } = await openStorage(address, pack.id);
  const samples = await submissions(store, makeCourse(pack), () => `console:${randomId()}`);
  await store.close();
  return [{ what: `${name}: submitting a mock exam of 59 answers`, unit: 'ms', ours: median(samples), bar: { most: 100 } }];
}

/** How long it took each of some learners to submit a mock exam with every question answered, in milliseconds. */
export async function submissions(store: Store, course: Course, learnerOf: (nth: number) => string): Promise<number[]> {
  const { pack } = course;
  const press = (learner: string, action: Action): Promise<Outcome> => {
    const from: From = { learner, group: 'console:here', channel: 'here', mayManage: false, now: Date.now(), randomId: randomId() };
    const request = { kind: 'press', action } as const;
    return store.decide(learner, needsOf(request, from), (state) => handle(request, { state, course, from }));
  };
  const samples: number[] = [];
  for (let nth = 0; nth < sittings; nth += 1) {
    const learner = learnerOf(nth);
    const begun = await press(learner, { kind: 'mock-start', questions: 59, form: 1 });
    const exam = examIn(begun);
    for (const action of answersTo(pack, exam)) await press(learner, action);
    samples.push(await timed(() => press(learner, { kind: 'mock-submit', exam: exam.id })));
  }
  return samples;
}

function examIn({ changes }: Outcome): MockExam {
  const [exam] = changes.flatMap((change) => (change.kind === 'mock-started' ? [change.exam] : []));
  if (exam === undefined) throw new Error('No mock exam was started.');
  return exam;
}

function answersTo(pack: Pack, exam: MockExam): Action[] {
  return exam.questions.flatMap((id) => {
    const question = questionById(pack, id);
    if (question === undefined) return [];
    const picks = question.options
      .slice(0, choiceCount(question))
      .map((option) => option.id)
      .join('');
    return [{ kind: 'mock-pick', exam: exam.id, item: id, picks, version: question.version } as const];
  });
}
