import { movedTo, toldZone } from '../account/rules.ts';
import { readZone } from '../drill/zones.ts';
import { type Context, type Outcome, replyOnly } from '../outcome.ts';
import { sayReminderStays } from '../remind/replies.ts';
import type { Change } from '../state.ts';
import { whichZone, zoneSet } from './zone-replies.ts';

/** Nothing, or words that name no zone and do not try to. */
const asksWhich = /^[\s?!.]*(?:(?:what|which|where|show|change|set|mine|my|the|is|it|zone|time|please|now)(?![\p{L}])[\s?!.]*)*$/iu;

/** Sets the learner's own zone, or says what it is. */
export function setZone(typed: string, context: Context): Outcome {
  if (asksWhich.test(typed)) return replyOnly(whichZone(toldZone(context), likelyZones(context)));
  const read = readZone(typed);
  if (read.kind === 'problem') return replyOnly(whichZone(toldZone(context), likelyZones(context), { typed, remedy: read.remedy }));
  return {
    reply: zoneSet(read.zone, context.from.now, sayReminderStays(context.state.reminder, read.zone)),
    changes: [{ kind: 'preferences-set', learner: context.from.learner, preferences: movedTo(read.zone, context) }],
  };
}

/** Nobody is asked twice. */
export function askedForZone({ state, from }: Context): Change {
  const preferences = { zone: null, asksConfidence: true, ...state.preferences, zoneAsked: true };
  return { kind: 'preferences-set', learner: from.learner, preferences };
}

/** Where most people who take the exam live; before them, where the group of this channel does. */
const usual = ['America/New_York', 'America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata'];

/** As many as fit in one row of buttons. */
const mostOffered = 4;

export function likelyZones({ state }: Context): readonly string[] {
  const { group } = state;
  return [...new Set([...(group ? [group.zone] : []), ...usual])].slice(0, mostOffered);
}
