import type { Adapter } from './adapters/platform.ts';
import type { Clock } from './bot.ts';
import type { Course } from './core/course.ts';
import { endedUnseen } from './core/exam/handle.ts';
import type { Log } from './log.ts';
import type { OverMock, Store } from './storage/store.ts';

/** Ends mock exams whose time is up while nobody looks. */
export interface Mocks {
  /** Submits those of one platform, and tells their learners. */
  lookAfter(adapter: Adapter): Promise<void>;
}

export interface MockParts {
  readonly course: () => Course;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Whoever comes back after this finds the result when they look; a message would only be strange. */
const tellsFor = 86_400_000;

export function makeMocks(parts: MockParts): Mocks {
  return {
    lookAfter: async (adapter) => {
      if (!adapter.isReady()) return;
      // One after the other: few end in the same minute, and people are answered between them.
      for (const mock of await parts.store.mocks.over(adapter.name, parts.clock())) await guarded(parts, adapter, mock);
    },
  };
}

/** One that cannot be ended, or whose learner cannot be told, keeps nobody else waiting. */
async function guarded(parts: MockParts, adapter: Adapter, mock: OverMock): Promise<void> {
  try {
    await end(parts, adapter, mock);
  } catch (error) {
    parts.log.warn({ err: error, exam: mock.exam }, 'A mock exam could not be ended or its learner not told; the next minute tries again.');
  }
}

async function end({ course, store, clock }: MockParts, adapter: Adapter, mock: OverMock): Promise<void> {
  const needs = { mock: { exam: mock.exam }, mocks: true } as const;
  const { reply } = await store.decide(mock.learner, needs, (state) => endedUnseen(state, course(), clock()));
  if (reply.blocks.length === 0 || !(await store.mocks.claimTelling(mock, clock()))) return;
  if (clock() - mock.endsAt > tellsFor) return;
  try {
    await adapter.tell(mock.learner, reply);
  } catch (error) {
    await store.mocks.unclaimTelling(mock);
    throw error;
  }
}
