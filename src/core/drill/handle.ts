import type { Action } from '../action.ts';
import type { Course } from '../course.ts';
import { readWish, usualSchedule } from './rules.ts';
import { only, type Outcome } from '../outcome.ts';
import { cueById } from '../pack-index.ts';
import { isRight } from '../quiz/rules.ts';
import {
  badWish,
  closedDrill,
  drillGone,
  drillOff,
  drillPost,
  drillSet,
  drillStatus,
  mayNotManage,
  noDrillYet,
  revealPost,
  voteReply,
} from './replies.ts';
import type { DrillWish, From } from '../request.ts';
import type { Attempt, Group, State, Tally } from '../state.ts';

/** The channel's latest drill as this learner may see it: open, with their own answer, or revealed. */
export function showDrill({ group, drill }: State, { pack }: Course, from: From): Outcome {
  const cue = drill && cueById(pack, drill.drill.cue);
  if (drill === undefined || cue === undefined || drill.drill.status === 'failed') return only(noDrillYet(group, from.now));
  if (drill.drill.status === 'revealed') return only(revealPost(pack, drill.drill, cue, drill.tally));
  if (drill.own) return only(voteReply(pack, drill.drill, cue, drill.own.picks, true));
  return only(drillPost(pack, drill.drill, cue, answeredIn(drill.tally)));
}

export function answeredIn(tally: Tally): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}

/** One vote a person: the first one counts, and its answer is shown to nobody else. */
export function vote(action: Action & { kind: 'vote' }, { drill }: State, { pack }: Course, from: From): Outcome {
  const cue = drill && cueById(pack, drill.drill.cue);
  if (drill === undefined || cue === undefined) return only(drillGone());
  if (drill.own) return only(voteReply(pack, drill.drill, cue, drill.own.picks, true));
  if (drill.drill.status === 'revealed') return only(closedDrill(pack, drill.drill, cue));
  const option = cue.options.find(({ id }) => id === action.pick);
  if (option === undefined || cue.version !== action.version) return only(drillGone());
  const attempt: Attempt = {
    learner: from.learner,
    occasion: drill.drill.id,
    item: cue.id,
    lesson: cue.lesson,
    picks: option.id,
    right: isRight(cue, option.id),
    at: from.now,
  };
  return { reply: voteReply(pack, drill.drill, cue, option.id, false), changes: [{ kind: 'attempted', attempt }], counted: drill.drill.id };
}

export function setUpDrill(wish: DrillWish, { group }: State, from: From): Outcome {
  if (!from.mayManage) return only(mayNotManage());
  const before = group ?? { ...usualSchedule, ...(from.zone && { zone: from.zone }) };
  const schedule = readWish(wish, before);
  if (Array.isArray(schedule)) return only(badWish(schedule));
  const { time, zone, weekdays, grace, reveal } = schedule;
  const set: Group = {
    id: from.group,
    channel: from.channel,
    time,
    zone,
    weekdays,
    grace,
    reveal,
    setBy: from.learner,
    setAt: from.now,
    active: true,
  };
  return { reply: drillSet(set, from.now), changes: [{ kind: 'group-set', group: set }] };
}

export function turnOff({ group }: State, from: From): Outcome {
  if (!from.mayManage) return only(mayNotManage());
  const on = group?.active === true;
  return { reply: drillOff(on), changes: on ? [{ kind: 'group-off', group: group.id }] : [] };
}

export function showStatus({ group, drill }: State, from: From): Outcome {
  if (!from.mayManage) return only(mayNotManage());
  return only(drillStatus(group, drill?.drill, drill ? answeredIn(drill.tally) : 0, from.now));
}
