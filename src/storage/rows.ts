import type { Attempt, Drill, Group, QuizSession, Weekday } from '../core/state.ts';
import type { Tables } from './tables.ts';

/** Pairs: what a table's row says in the core's words, and back. */

export function makeQuizRow(session: QuizSession): Tables['quizzes'] {
  const { id, learner, lesson, questions, startedAt, stoppedAt } = session;
  return { id, learner, lesson, questions: questions.join(' '), started_at: startedAt, stopped_at: stoppedAt };
}

export function parseQuizRow(row: Tables['quizzes']): QuizSession {
  const { id, learner, lesson } = row;
  return { id, learner, lesson, questions: row.questions.split(' '), startedAt: row.started_at, stoppedAt: row.stopped_at };
}

export function makeAttemptRow({ right, ...attempt }: Attempt): Tables['attempts'] {
  return { ...attempt, is_right: Number(right) };
}

export function parseAttemptRow({ is_right, ...row }: Tables['attempts']): Attempt {
  return { ...row, right: is_right === 1 };
}

export function makeGroupRow(group: Group): Tables['study_groups'] {
  const { id, channel, time, zone, weekdays, grace, reveal, setBy, active } = group;
  const platform = id.split(':')[0] ?? '';
  return {
    id,
    platform,
    channel,
    time,
    zone,
    weekdays: weekdays.join(''),
    grace,
    reveal,
    set_by: setBy,
    active: Number(active),
    set_at: group.setAt,
    told_at: null,
  };
}

export function parseGroupRow(row: Tables['study_groups']): Group {
  const { id, channel, time, zone, grace, reveal } = row;
  const weekdays = [...row.weekdays].map((day) => Number(day) as Weekday);
  return { id, channel, time, zone, weekdays, grace, reveal, setBy: row.set_by, setAt: row.set_at, active: row.active === 1 };
}

export function makeDrillRow(drill: Drill): Tables['drills'] {
  const { id, group, day, cue, status, dueAt, claimedAt, late, message, drawn } = drill;
  return { id, group_id: group, day, cue, status, due_at: dueAt, claimed_at: claimedAt, late: Number(late), message, drawn: String(drawn) };
}

export function parseDrillRow(row: Tables['drills']): Drill {
  const { id, day, cue, status, message } = row;
  const drawn = row.drawn === 'reveal' ? 'reveal' : Number(row.drawn);
  return { id, group: row.group_id, day, cue, status, dueAt: row.due_at, claimedAt: row.claimed_at, late: row.late === 1, message, drawn };
}
