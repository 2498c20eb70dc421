import type { Pack } from '../core/pack.ts';
import type { Router } from './route.ts';
import { decide } from './decide.ts';
import { makeModel } from './model/model.ts';
import { read } from './predict.ts';

/** Learns the way to each lesson from what the pack says of it; the same pack gives the same router. */
export function makeRouter(pack: Pack): Router {
  const model = makeModel(pack);
  return { route: (question) => decide(model, read(model, question), question) };
}
