import type { ActionOf } from '../action.ts';
import type { DrillSettingsInput } from '../commands.ts';
import { type Context, type Entry, type Outcome, replyOnly } from '../outcome.ts';
import { cueById } from '../pack-index.ts';
import { isCorrect } from '../quiz/rules.ts';
import type { From, RequestOf } from '../request.ts';
import type { Attempt, Group } from '../state.ts';
import {
  badSettings,
  closedDrill,
  drillGone,
  drillOff,
  drillPost,
  drillSet,
  drillStatus,
  noDrillYet,
  revealPost,
  voteReply,
} from './replies.ts';
import { answeredIn } from './rules.ts';
import { parseSettings, usualSettings } from './settings.ts';

const ofGroup = (_: unknown, { group }: From) => ({ group });
const ofGroupAndDrill = (_: unknown, { group }: From) => ({ group, drill: { latestOf: group } });

export const drillRequests = {
  drill: { needs: ofGroupAndDrill, handle: (_, context) => showDrill(context) } satisfies Entry<RequestOf<'drill'>>,
  'drill-setup': { needs: ofGroup, handle: ({ settings }, context) => setUpDrill(settings, context) } satisfies Entry<
    RequestOf<'drill-setup'>
  >,
  'drill-off': { needs: ofGroup, handle: (_, context) => turnOff(context) } satisfies Entry<RequestOf<'drill-off'>>,
  'drill-status': { needs: ofGroupAndDrill, handle: (_, context) => showStatus(context) } satisfies Entry<RequestOf<'drill-status'>>,
};

export const drillActions = {
  vote: { needs: ({ drill }) => ({ drill: { id: drill } }), handle: vote } satisfies Entry<ActionOf<'vote'>>,
};

/** The channel's latest drill as this learner may see it: open, with their own answer, or revealed. */
export function showDrill({ state: { group, drill }, course: { pack }, from }: Context): Outcome {
  const cue = drill && cueById(pack, drill.drill.cue);
  if (drill === undefined || cue === undefined || drill.drill.status === 'failed') return replyOnly(noDrillYet(group, from.now));
  if (drill.drill.status === 'revealed') return replyOnly(revealPost(pack, drill.drill, cue, drill.tally));
  if (drill.own) return replyOnly(voteReply(pack, drill.drill, cue, drill.own.picks, { again: true }));
  return replyOnly(drillPost(pack, drill.drill, cue, answeredIn(drill.tally)));
}

/** One vote a person: the first one counts, and its answer is shown to nobody else. */
function vote(action: ActionOf<'vote'>, { state: { drill }, course: { pack }, from }: Context): Outcome {
  const cue = drill && cueById(pack, drill.drill.cue);
  if (drill === undefined || cue === undefined) return replyOnly(drillGone());
  if (drill.own) return replyOnly(voteReply(pack, drill.drill, cue, drill.own.picks, { again: true }));
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
  };
  const reply = voteReply(pack, drill.drill, cue, option.id);
  return { reply, changes: [{ kind: 'attempted', attempt }], voteCounted: drill.drill.id };
}

function setUpDrill(input: DrillSettingsInput, { state: { group }, from }: Context): Outcome {
  const before = group ?? { ...usualSettings, ...(from.zone && { zone: from.zone }) };
  const parsed = parseSettings(input, before);
  if (parsed.kind === 'problems') return replyOnly(badSettings(parsed.problems));
  const set: Group = {
    ...parsed.settings,
    id: from.group,
    channel: from.channel,
    setBy: from.learner,
    setAt: from.now,
    active: true,
  };
  return { reply: drillSet(set, from.now), changes: [{ kind: 'group-set', group: set }] };
}

function turnOff({ state: { group } }: Context): Outcome {
  const on = group?.active === true;
  return { reply: drillOff(on), changes: on ? [{ kind: 'group-off', group: group.id }] : [] };
}

function showStatus({ state: { group, drill }, from }: Context): Outcome {
  return replyOnly(drillStatus(group, drill?.drill, drill ? answeredIn(drill.tally) : 0, from.now));
}
