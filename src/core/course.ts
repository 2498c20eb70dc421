import { type Finder, makeFinder } from './find/finder.ts';
import type { Pack } from './pack.ts';
import { lessonRouter } from './find/route.ts';
import type { Router } from '../router/route.ts';

/** A pack and what is made of it once, when it is loaded: all that the core knows of the subject. */
export interface Course {
  readonly pack: Pack;
  readonly router: Router;
  readonly finder: Finder;
}

/** The router learns when it is first asked for: that takes longer than all the rest of a start. */
export function makeCourse(pack: Pack): Course {
  let router: Router | undefined;
  return {
    pack,
    finder: makeFinder(pack),
    get router() {
      router ??= lessonRouter(pack);
      return router;
    },
  };
}
