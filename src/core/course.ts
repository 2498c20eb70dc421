import type { Weights } from '../router/model/model.ts';
import type { Router } from '../router/route.ts';
import { finish } from '../router/slices.ts';
import { type Finder, makeFinder } from './find/finder.ts';
import { type LessonPassage, passagesOf } from './find/passages.ts';
import { learnLessons, routerOf } from './find/route.ts';
import type { Pack } from './pack.ts';

/** A pack and what is made of it once, when it is loaded: all that the core knows of the subject. */
export interface Course {
  readonly pack: Pack;
  readonly router: Router;
  readonly finder: Finder;
  /** What the router names by its place when it has found what answers a question. */
  readonly passages: readonly LessonPassage[];
}

/** A course whose router may still be learning: that takes longer than all the rest of a start. */
export interface LearningCourse extends Course {
  /** Learns a little more; what was learned when there is nothing left to learn. Whoever asks for the router before waits for the rest. */
  learnMore(): Weights | undefined;
}

/** `kept` is what was learned from this very pack at an earlier start. */
export function makeCourse(pack: Pack, kept?: Weights): LearningCourse {
  const passages = once(() => passagesOf(pack));
  // Begun when it is needed: what is kept from an earlier start makes even the reading of the examples needless.
  const learning = once(() => learnLessons(pack, passages()));
  let weights = kept;
  const learned = () => (weights ??= finish(learning()));
  const router = once(() => routerOf(pack, learned(), passages()));
  return {
    pack,
    finder: makeFinder(pack),
    get passages() {
      return passages();
    },
    get router() {
      return router();
    },
    learnMore() {
      const step = weights === undefined ? learning().next() : undefined;
      if (step?.done === true) weights = step.value;
      return weights;
    },
  };
}

/** Made when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
