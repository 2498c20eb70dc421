import { type Finder, makeFinder } from './finder.ts';
import type { Pack } from './pack.ts';
import { makeRouter, type Router } from './route.ts';

/** A pack and what is made of it once, when it is loaded: all that the core knows of the subject. */
export interface Course {
  readonly pack: Pack;
  readonly router: Router;
  readonly finder: Finder;
}

export function makeCourse(pack: Pack): Course {
  return { pack, router: makeRouter(pack), finder: makeFinder(pack) };
}
