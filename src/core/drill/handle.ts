import type { ActionOf } from '../action.ts';
import type { DrillSettingsInput } from './typed.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import type { Cue, Pack } from '../pack.ts';
import { cueById } from '../pack-index.ts';
import { setAsking } from '../quiz/afterwards.ts';
import { asksIn } from '../quiz/own.ts';
import { isCorrect } from '../quiz/rules.ts';
import type { Reply } from '../reply.ts';
import type { From, RequestOf } from '../request.ts';
import type { Attempt, Change, Drill, Group, Moment, State } from '../state.ts';
import { dayAt } from '../time.ts';
import { closedDrill, dated, drillGone, drillPost, noDrillInPrivate, noDrillYet, revealPost, voteReply } from './replies.ts';
import { answeredIn } from './rules.ts';
import { drillOff, drillStatus, mayNotManage, scheduleLine } from './schedule-replies.ts';
import { badSettings, drillSet, howToSetUp, whichZone } from './setup-replies.ts';
import { readDrillSettings, usualSettings } from './settings.ts';

const ofGroup = (_: unknown, { group }: From) => ({ group });
const ofGroupAndDrill = (_: unknown, { group }: From) => ({ group, drill: { latestOf: group } });
const ofGroupAndDays = (_: unknown, { group }: From) => ({ group, drillDays: group });

export const drillRequests = {
  drill: { needs: ofGroupAndDrill, handle: (_, context) => showDrill(context) } satisfies Handler<RequestOf<'drill'>>,
  'drill-setup': { needs: ofGroupAndDays, handle: ({ settings }, context) => setUpDrill(settings, context) } satisfies Handler<
    RequestOf<'drill-setup'>
  >,
  'drill-off': { needs: ofGroup, handle: (_, context) => turnOff(context) } satisfies Handler<RequestOf<'drill-off'>>,
  'drill-status': { needs: ofGroupAndDrill, handle: (_, context) => showStatus(context) } satisfies Handler<RequestOf<'drill-status'>>,
};

export const drillActions = {
  vote: { needs: ({ drill }) => ({ drill: { id: drill }, preferences: true }), handle: vote } satisfies Handler<ActionOf<'vote'>>,
  'confide-vote': { needs: ({ drill }) => ({ drill: { id: drill }, preferences: true }), handle: confideVote } satisfies Handler<
    ActionOf<'confide-vote'>
  >,
  'own-vote': { needs: ({ drill }) => ({ drill: { id: drill }, preferences: true }), handle: showVote } satisfies Handler<
    ActionOf<'own-vote'>
  >,
  'drill-off': {
    needs: ({ group }) => ({ group }),
    handle: (_, context) => (maySteer(context) ? turnOff(context) : replyOnly(mayNotManage())),
  } satisfies Handler<ActionOf<'drill-off'>>,
  status: {
    needs: ({ group }) => ({ group, drill: { latestOf: group } }),
    handle: (_, context) => (maySteer(context) ? showStatus(context) : replyOnly(mayNotManage())),
  } satisfies Handler<ActionOf<'status'>>,
};

/** A button about a drill works for the one who set it up, wherever it is pressed, and for whoever manages its channel, there. */
function maySteer({ state: { group }, from }: Context): boolean {
  return group?.setBy === from.learner || (from.mayManage && group?.id === from.group);
}

/** How long the answer to a drill is shown when somebody asks for today's: over a weekend and a holiday. */
const shownFor = 5 * 86_400_000;

/** The channel's latest drill as this learner may see it: open, with their own answer, or revealed. One of another day says which. */
export function showDrill({ state: { group, drill }, course: { pack }, from }: Context): Outcome {
  const cue = drill && cueOf(pack, drill.drill);
  const place = drill?.of ?? group;
  if (from.isPrivate && drill === undefined) return replyOnly(noDrillInPrivate());
  if (drill === undefined || cue === undefined || drill.drill.status === 'failed' || isPast(drill.drill, place, from.now))
    return replyOnly(noDrillYet(place, from.now, drill?.drill));
  const shown = drillShown(pack, drill, cue, from, place?.zone);
  const isToday = drill.drill.day === dayAt(from.now, place?.zone ?? 'UTC');
  return replyOnly(isToday ? shown : dated(shown, drill.drill.day));
}

function drillShown(pack: Pack, { drill, tally, own }: NonNullable<State['drill']>, cue: Cue, from: From, zone?: string): Reply {
  if (drill.status === 'revealed') return revealPost(pack, drill, cue, tally);
  if (own) return voteReply(pack, drill, cue, own, { again: own.press !== from.randomId, zone });
  return drillPost(pack, drill, cue, answeredIn(tally), zone);
}

/** Whether an answer is too old to be shown as today's: of a drill that was turned off, or long ago. */
function isPast({ status, day, dueAt }: Drill, group: Group | undefined, now: Moment): boolean {
  if (status !== 'revealed' || group === undefined || day === dayAt(now, group.zone)) return false;
  return !group.active || now - dueAt > shownFor;
}

/** What people were shown counts, whatever the content says by now. Drills of earlier versions did not keep it. */
function cueOf(pack: Pack, drill: Drill): Cue | undefined {
  return drill.cueShown ?? cueById(pack, drill.cue);
}

/** One vote a person: the first one counts, and its answer is shown to nobody else. */
function vote(action: ActionOf<'vote'>, { state, course: { pack }, from }: Context): Outcome {
  const { drill } = state;
  const cue = drill && cueOf(pack, drill.drill);
  if (drill === undefined || cue === undefined) return replyOnly(drillGone());
  const zone = drill.of?.zone;
  const asks = asksIn(state);
  if (drill.own) return replyOnly(voteReply(pack, drill.drill, cue, drill.own, { again: drill.own.press !== from.randomId, zone, asks }));
  if (drill.drill.status === 'revealed') return replyOnly(closedDrill(pack, drill.drill, cue));
  const option = cue.options.find(({ id }) => id === action.pick);
  if (option === undefined || cue.version !== action.version) return replyOnly(drillGone());
  const attempt: Attempt = {
    learner: from.learner,
    askedIn: drill.drill.id,
    item: cue.id,
    lesson: cue.lesson,
    picks: option.id,
    correct: isCorrect(cue, option.id),
    at: from.now,
    press: from.randomId,
    version: cue.version,
  };
  const reply = voteReply(pack, drill.drill, cue, attempt, { zone, asks });
  return { reply, changes: [{ kind: 'attempted', attempt }], voteCounted: drill.drill.id };
}

/** The learner's own answer again; nothing counts. */
function showVote(_: ActionOf<'own-vote'>, { state, course: { pack } }: Context): Outcome {
  const { drill } = state;
  const cue = drill && cueOf(pack, drill.drill);
  if (drill?.own === undefined || cue === undefined) return replyOnly(drillGone());
  return replyOnly(voteReply(pack, drill.drill, cue, drill.own, { zone: drill.of?.zone, asks: asksIn(state) }));
}

/** How sure one was of one's vote, or that one does not want to be asked. */
function confideVote({ confidence }: ActionOf<'confide-vote'>, context: Context): Outcome {
  const { state, course } = context;
  const { drill } = state;
  const cue = drill && cueOf(course.pack, drill.drill);
  if (drill?.own === undefined || cue === undefined) return replyOnly(drillGone());
  const zone = drill.of?.zone;
  if (confidence === 'never')
    return { reply: voteReply(course.pack, drill.drill, cue, drill.own, { zone, asks: 'never' }), changes: [setAsking(context, false)] };
  const reply = voteReply(course.pack, drill.drill, cue, { ...drill.own, confidence }, { zone, asks: true });
  return { reply, changes: drill.own.confidence === confidence ? [] : [{ kind: 'confided', attempt: drill.own, confidence }] };
}

/** Without a word, nothing is set. Moving a drill that is on takes nothing away from the day on which it is moved: what was owed stays owed. */
function setUpDrill(input: DrillSettingsInput, { state: { group, drillDays }, from }: Context): Outcome {
  if (Object.values(input).every((typed) => typed === '')) return replyOnly(howToSetUp(group, from.zone, from));
  const before = group ?? { ...usualSettings, ...(from.zone && { zone: from.zone }) };
  const parsed = readDrillSettings(input, before);
  if (parsed.kind === 'problems') return replyOnly(badSettings(parsed.problems));
  if (input.zone === '' && group === undefined && from.zone === undefined) return replyOnly(whichZone(parsed.settings));
  const set: Group = {
    ...parsed.settings,
    id: from.group,
    channel: from.channel,
    channelName: from.channelName,
    setBy: from.learner,
    setAt: group?.active ? group.setAt : from.now,
    active: true,
  };
  const isNews = !group?.active || scheduleLine(group).summary !== scheduleLine(set).summary;
  return { reply: drillSet(set, from, drillDays), changes: [{ kind: 'group-set', group: set }], ...(isNews && { announces: set }) };
}

function turnOff({ state: { group }, from }: Context): Outcome {
  const changes: Change[] = group?.active ? [{ kind: 'group-off', group: group.id }] : [];
  return { reply: drillOff(group, isElsewhere(group, from)), changes };
}

function showStatus({ state: { group, drill }, from }: Context): Outcome {
  const said = { now: from.now, isElsewhere: isElsewhere(group, from), obstacle: from.obstacle };
  return replyOnly(drillStatus(group, drill?.drill, drill ? answeredIn(drill.tally) : 0, said));
}

function isElsewhere(group: Group | undefined, from: From): boolean {
  return from.isElsewhere === true || (group !== undefined && group.id !== from.group);
}
