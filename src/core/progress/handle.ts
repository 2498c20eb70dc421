import { toldZone, zoneOf } from '../account/rules.ts';
import type { ActionOf } from '../action.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import { chapterByNumber } from '../pack-index.ts';
import type { From, RequestOf } from '../request.ts';
import type { Needs } from '../state.ts';
import { readinessOf } from './estimate.ts';
import { masteryOf } from './mastery.ts';
import { pictureOf } from './picture.ts';
import { readyReply } from './ready-replies.ts';
import { chapterProgressReply, inWords, nothingYet, progressReply } from './replies.ts';
import { progressViewOf } from './view.ts';
import { askedForZone, likelyZones, setZone } from './zones.ts';

const toProgress = (_: unknown, { group }: From): Needs => ({ cards: true, practice: true, preferences: true, plan: true, group });
const toReady = (): Needs => ({ cards: true, answers: true });
const toZone = (_: unknown, { group }: From): Needs => ({ preferences: true, reminder: true, group });

export const progressRequests = {
  progress: { needs: toProgress, handle: (_, context) => progress(context) } satisfies Handler<RequestOf<'progress'>>,
  ready: { needs: toReady, handle: (_, context) => ready(context) } satisfies Handler<RequestOf<'ready'>>,
  zone: { needs: toZone, handle: ({ zone }, context) => setZone(zone, context) } satisfies Handler<RequestOf<'zone'>>,
};

export const progressActions = {
  progress: { needs: toProgress, handle: (_, context) => progress(context) } satisfies Handler<ActionOf<'progress'>>,
  'progress-chapter': {
    needs: toProgress,
    handle: ({ chapter }, context) => chapterProgress(chapter, context),
  } satisfies Handler<ActionOf<'progress-chapter'>>,
  ready: { needs: toReady, handle: (_, context) => ready(context) } satisfies Handler<ActionOf<'ready'>>,
  zone: { needs: toZone, handle: ({ zone }, context) => setZone(zone, context) } satisfies Handler<ActionOf<'zone'>>,
};

/** Where nobody tells the learner's zone, they are asked for it, once. */
function progress(context: Context): Outcome {
  const { state, course, from } = context;
  const { cards = new Map(), practice = { quarters: [], outages: [], missed: [] } } = state;
  if (practice.quarters.length === 0) return replyOnly(nothingYet());
  const zone = zoneOf(context);
  const { earlierZones = [] } = state.preferences ?? {};
  const view = progressViewOf({ pack: course.pack, cards, practice, now: from.now, zone, earlierZones, examDay: state.plan?.examDay });
  const asks = toldZone(context) === undefined && state.preferences?.zoneAsked !== true;
  const said = { isZoneTold: toldZone(context) !== undefined, likely: asks ? likelyZones(context) : [] };
  return {
    reply: progressReply(view, said),
    changes: asks ? [askedForZone(context)] : [],
    drawing: { name: 'progress.png', svg: pictureOf(view), alt: inWords(view) },
  };
}

/** Of a chapter that is gone again, all of it. */
function chapterProgress(number: number, context: Context): Outcome {
  const { state, course, from } = context;
  const chapter = chapterByNumber(course.pack, number);
  if (chapter === undefined) return progress(context);
  return replyOnly(chapterProgressReply(course.pack, chapter, masteryOf(course.pack, state.cards ?? new Map(), from.now)));
}

function ready({ state: { cards = new Map(), answers = [] }, course: { pack }, from: { now } }: Context): Outcome {
  return replyOnly(readyReply(pack, readinessOf(pack, { answers, cards, now })));
}
