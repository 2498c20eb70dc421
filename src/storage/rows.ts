import type { KeptLine } from '../core/account/kept.ts';
import type { Card } from '../core/card.ts';
import type { Cue, PackId } from '../core/pack.ts';
import type { RoutedQuestion, RoutingCorrection } from '../core/find/routed.ts';
import type { Attempt, Drill, Group, LearnerId, Preferences, QuizSession, Weekday } from '../core/state.ts';
import { keptZone } from '../core/time.ts';
import type { Tables } from './tables.ts';

// Pairs: what a table's row says in the core's words, and back.

export function makeQuizRow(session: QuizSession, pack: PackId): Tables['quizzes'] {
  const { id, learner, lesson, purpose = null, questions, startedAt, stoppedAt } = session;
  return { id, pack, learner, lesson, purpose, questions: questions.join(' '), started_at: startedAt, stopped_at: stoppedAt };
}

export function parseQuizRow(row: Tables['quizzes']): QuizSession {
  const { id, learner, lesson } = row;
  const asked = { questions: row.questions.split(' '), startedAt: row.started_at, stoppedAt: row.stopped_at };
  return { id, learner, lesson, ...(row.purpose && { purpose: row.purpose }), ...asked };
}

export function makeAttemptRow(
  { correct, askedIn, press = '', confidence, isCram, version, ...attempt }: Attempt,
  pack: PackId,
): Tables['attempts'] {
  const said = { confidence: confidence ?? null, is_practice: isCram ? 1 : null, version: version ?? null };
  return { ...attempt, pack, asked_in: askedIn, is_correct: Number(correct), press: press || null, ...said };
}

export function parseAttemptRow(row: Tables['attempts']): Attempt {
  const { learner, item, lesson, picks, at } = row;
  const answer = { learner, askedIn: row.asked_in, item, lesson, picks, correct: row.is_correct === 1, at };
  return {
    ...answer,
    press: row.press ?? undefined,
    confidence: row.confidence ?? undefined,
    ...(row.is_practice === 1 && { isCram: true }),
    ...(row.version !== null && { version: row.version }),
  };
}

export function makePreferencesRow({
  zone,
  asksConfidence,
  zoneAsked = false,
  earlierZones = [],
}: Preferences): Omit<Tables['learners'], 'pack' | 'learner'> {
  const earlier = earlierZones.map(({ zone: name, until }) => `${name} ${until}`).join('\n');
  return { zone, asks_confidence: Number(asksConfidence), zone_asked: Number(zoneAsked), earlier_zones: earlier || null };
}

export function parsePreferencesRow(row: Tables['learners']): Preferences {
  const earlierZones = (row.earlier_zones ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ zone: line.split(' ')[0] ?? '', until: Number(line.split(' ')[1]) }));
  return {
    zone: row.zone,
    asksConfidence: row.asks_confidence === 1,
    ...(row.zone_asked === 1 && { zoneAsked: true }),
    ...(earlierZones.length > 0 && { earlierZones }),
  };
}

export function makeCardRow({ correct, ...card }: Card, pack: PackId, learner: LearnerId): Tables['cards'] {
  return { ...card, pack, learner, is_correct: Number(correct) };
}

export function parseCardRow({ pack: _, learner: __, is_correct, ...card }: Tables['cards']): Card {
  return { ...card, correct: is_correct === 1 };
}

/** A line of any table with something of a learner in it; only answers are right or wrong. */
export function parseKeptRow(row: Omit<KeptLine, 'correct'> & { readonly is_correct: number }): KeptLine {
  const { at, pack, kind, about, detail, is_correct } = row;
  return { at, pack, kind, about, detail, ...(kind === 'answer' && { correct: is_correct === 1 }) };
}

export function makeGroupRow(group: Group, pack: PackId): Tables['study_groups'] {
  const { id, channel, time, zone, weekdays, grace, reveal, setBy, channelName, active } = group;
  const platform = id.split(':')[0] ?? '';
  return {
    id,
    pack,
    platform,
    channel,
    time,
    zone,
    weekdays: weekdays.join(''),
    grace,
    reveal,
    set_by: setBy,
    place: channelName ?? null,
    active: Number(active),
    set_at: group.setAt,
    notified_at: null,
    telling_at: null,
  };
}

export function parseGroupRow(row: Tables['study_groups']): Group {
  const { id, channel, time, grace, reveal, place } = row;
  const weekdays = [...row.weekdays].map((day) => Number(day) as Weekday);
  return {
    id,
    channel,
    time,
    zone: keptZone(row.zone),
    weekdays,
    grace,
    reveal,
    setBy: row.set_by,
    channelName: place ?? undefined,
    setAt: row.set_at,
    active: row.active === 1,
  };
}

export function makeDrillRow(drill: Drill, pack: PackId): Tables['drills'] {
  const { id, group, day, cue, status, dueAt, claimedAt, late, message, shown } = drill;
  return {
    id,
    pack,
    group_id: group,
    day,
    cue,
    status,
    due_at: dueAt,
    claimed_at: claimedAt,
    late: Number(late),
    message,
    shown: String(shown),
    claim: drill.claim ?? null,
    post_by: drill.postBy ?? null,
    cue_shown: drill.cueShown === undefined ? null : JSON.stringify(drill.cueShown),
    reveal_at: drill.revealAt ?? null,
    drawing_at: null,
    reason: drill.reason ?? null,
    noticed_at: null,
  };
}

/** Without the cue that was shown, which is long and seldom asked for. */
export function parseDrillRow(row: Omit<Tables['drills'], 'cue_shown'>): Drill {
  const { id, day, cue, status, message } = row;
  return {
    id,
    group: row.group_id,
    day,
    cue,
    status,
    dueAt: row.due_at,
    claimedAt: row.claimed_at,
    late: row.late === 1,
    message,
    shown: row.shown === 'reveal' ? 'reveal' : Number(row.shown),
    claim: row.claim ?? undefined,
    postBy: row.post_by ?? undefined,
    revealAt: row.reveal_at ?? undefined,
    reason: row.reason ?? undefined,
  };
}

export function parseWholeDrillRow(row: Tables['drills']): Drill {
  // Nobody else writes there, so what is in it is a cue.
  const cueShown: Cue | undefined = row.cue_shown === null ? undefined : JSON.parse(row.cue_shown);
  return { ...parseDrillRow(row), cueShown };
}

export function makeRoutedRow({ shown, ...routed }: RoutedQuestion, pack: PackId): Tables['routed_questions'] {
  return { ...routed, pack, shown: shown.join(' ') };
}

export function parseRoutedRow({ pack: _, shown, ...row }: Tables['routed_questions']): RoutedQuestion {
  return { ...row, shown: lessonsIn(shown) };
}

export function makeCorrectionRow({ shown, press, group, ...correction }: RoutingCorrection, pack: PackId): Tables['routing_corrections'] {
  return { ...correction, pack, shown: shown.join(' '), press: press ?? null, group_id: group ?? null };
}

/** Which press made it, and where, is nobody's business but the next delivery's and the group's. */
export function parseCorrectionRow({ pack: _, press: __, group_id: ___, shown, ...row }: Tables['routing_corrections']): RoutingCorrection {
  return { ...row, shown: lessonsIn(shown) };
}

function lessonsIn(shown: string): string[] {
  return shown.split(' ').filter(Boolean);
}
