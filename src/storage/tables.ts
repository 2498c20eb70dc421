import type { Confidence } from '../core/card.ts';
import type { ReportReason } from '../core/report/report.ts';
import type { Drill, Moment, QuizSession } from '../core/state.ts';

/** The tables, as Kysely sees them. Moments are milliseconds; truth is 0 or 1, which both databases bind alike. */
export interface Tables {
  settings: { name: string; value: string };
  quizzes: {
    id: string;
    pack: string;
    learner: string;
    lesson: string | null;
    purpose: QuizSession['purpose'] | null;
    questions: string;
    started_at: Moment;
    stopped_at: Moment | null;
  };
  attempts: {
    asked_in: string;
    pack: string;
    learner: string;
    item: string;
    lesson: string;
    picks: string;
    is_correct: number;
    at: Moment;
    press: string | null;
    confidence: Confidence | null;
    is_practice: number | null;
    version: string | null;
  };
  cards: {
    pack: string;
    learner: string;
    item: string;
    lesson: string;
    stability: number;
    difficulty: number;
    due: Moment;
    at: Moment;
    is_correct: number;
    confidence: Confidence | null;
    answers: number;
    lapses: number;
  };
  board_members: {
    pack: string;
    learner: string;
    group_id: string;
    nickname: string | null;
    nickname_key: string | null;
    joined_at: Moment;
  };
  board_weeks: { pack: string; group_id: string; week: string; claimed_at: Moment; message: string | null; reason: string | null };
  boards: {
    pack: string;
    group_id: string;
    platform: string;
    channel: string;
    zone: string;
    goal: number | null;
    weekly_since: Moment | null;
  };
  reminders: {
    pack: string;
    learner: string;
    platform: string;
    time: string;
    zone: string;
    weekdays: string;
    quiet_from: string | null;
    quiet_to: string | null;
    next_at: Moment | null;
    last_at: Moment | null;
    unreachable_at: Moment | null;
    active: number;
    set_at: Moment;
  };
  mock_exams: {
    pack: string;
    learner: string;
    id: string;
    form: number;
    questions: string;
    started_at: Moment;
    ends_at: Moment;
    zone: string;
    submitted_at: Moment | null;
    marks: string;
    told_at: Moment | null;
  };
  mock_answers: {
    pack: string;
    learner: string;
    exam: string;
    item: string;
    picks: string;
    version: string;
    at: Moment;
    flagged: number;
    presses: string;
  };
  plans: { pack: string; learner: string; exam_day: string; minutes: number; set_at: Moment; begun_at: Moment | null };
  learners: {
    pack: string;
    learner: string;
    zone: string | null;
    asks_confidence: number;
    zone_asked: number | null;
    earlier_zones: string | null;
  };
  heartbeats: { pack: string; platform: string; at: Moment };
  outages: { pack: string; platform: string; began: Moment; ended: Moment };
  study_groups: {
    id: string;
    pack: string;
    platform: string;
    channel: string;
    time: string;
    zone: string;
    weekdays: string;
    grace: number;
    reveal: string | null;
    set_by: string;
    place: string | null;
    active: number;
    set_at: Moment;
    notified_at: Moment | null;
    telling_at: Moment | null;
  };
  drills: {
    id: string;
    pack: string;
    group_id: string;
    day: string;
    cue: string;
    status: Drill['status'];
    due_at: Moment;
    claimed_at: Moment;
    late: number;
    message: string | null;
    shown: string;
    claim: string | null;
    post_by: Moment | null;
    cue_shown: string | null;
    reveal_at: Moment | null;
    drawing_at: Moment | null;
    reason: string | null;
    noticed_at: Moment | null;
  };
  routed_questions: { id: string; pack: string; learner: string; question: string; shown: string; at: Moment };
  reports: { pack: string; mark: string; item: string; reason: ReportReason; at: Moment };
  routing_corrections: {
    pack: string;
    question: string;
    shown: string;
    corrected: string | null;
    at: Moment;
    press: string | null;
    group_id: string | null;
  };
}
