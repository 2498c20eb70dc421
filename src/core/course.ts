import type { Router } from '../router/route.ts';
import { finish } from '../router/slices.ts';
import { type Finder, makeFinder } from './find/finder.ts';
import { learnLessons } from './find/route.ts';
import type { Pack } from './pack.ts';

/** A pack and what is made of it once, when it is loaded: all that the core knows of the subject. */
export interface Course {
  readonly pack: Pack;
  readonly router: Router;
  readonly finder: Finder;
}

/** A course whose router may still be learning: that takes longer than all the rest of a start. */
export interface LearningCourse extends Course {
  /** Learns a little more; true when there is nothing left to learn. Whoever asks for the router before waits for the rest. */
  learnMore(): boolean;
}

export function makeCourse(pack: Pack): LearningCourse {
  const learning = learnLessons(pack);
  let router: Router | undefined;
  return {
    pack,
    finder: makeFinder(pack),
    get router() {
      router ??= finish(learning);
      return router;
    },
    learnMore() {
      const step = router === undefined ? learning.next() : undefined;
      if (step?.done === true) router = step.value;
      return router !== undefined;
    },
  };
}
