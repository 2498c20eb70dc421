import type { Attempt, GroupId, LearnerId, Moment } from '../state.ts';

/** What a group has chosen for its board. A group that chose nothing has a board all the same. */
export interface Board {
  readonly group: GroupId;
  /** Where the adapter posts: the platform's own channel id. */
  readonly channel: string;
  /** IANA name: a week of the group begins on its Monday. */
  readonly zone: string;
  /** Answers a week of all members together. */
  readonly goal: number | null;
  /** Since when the board is posted once a week; null when it is not. */
  readonly weeklySince: Moment | null;
}

/** Somebody who wants to be on the board of a group. Nobody else is on it, or counted. */
export interface BoardMember {
  readonly learner: LearnerId;
  readonly group: GroupId;
  /** Null is shown as “somebody”. */
  readonly nickname: string | null;
  readonly joinedAt: Moment;
}

export type BoardAnswer = Pick<Attempt, 'learner' | 'item' | 'at' | 'correct' | 'confidence' | 'isCram'>;

/** What somebody on the board has come to in a week. */
export interface Standing {
  readonly member: BoardMember;
  /** Answers of the week; of each day, so many at most. */
  readonly effort: number;
  /** Items that were not known when the week began, and are by now. */
  readonly mastery: number;
}

/** One week of a group, as it stood at the moment for which it was looked up. */
export interface BoardWeek {
  readonly group: GroupId;
  readonly board?: Board;
  readonly zone: string;
  readonly week: Week;
  readonly members: readonly BoardMember[];
  /** Those who have not answered for so long that they are left out, until they do. */
  readonly idle: readonly BoardMember[];
  /** Of those who have answered. */
  readonly standings: readonly Standing[];
  /** Why the last post of the board did not come. */
  readonly trouble?: string;
}

/** A week as ISO 8601 has it, in some zone. */
export interface Week {
  /** `2026-W48`. */
  readonly name: string;
  /** The local dates of its Monday and Sunday. */
  readonly monday: string;
  readonly sunday: string;
  /** When its seven days begin, and the next Monday. */
  readonly days: readonly Moment[];
}

/** What is to be remembered of boards. */
export type BoardChange =
  /** In the place of an earlier membership of the same learner. Nobody else of the group has the nickname. */
  | { readonly kind: 'board-joined'; readonly member: BoardMember }
  /** Of one group, or of all. */
  | { readonly kind: 'board-left'; readonly learner: LearnerId; readonly group?: GroupId }
  | { readonly kind: 'board-set'; readonly board: Board };
