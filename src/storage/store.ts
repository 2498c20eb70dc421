import type { Outcome } from '../core/outcome.ts';
import type { Change, Drill, Group, GroupId, LearnerId, Moment, State, Tally, Wants } from '../core/state.ts';
import type { ItemId, LessonId } from '../core/pack.ts';

/** What the router got wrong, as a learner corrected it. */
export interface Rather {
  readonly question: string;
  readonly shown: readonly LessonId[];
  readonly rather: LessonId | null;
  readonly at: Moment;
}

/**
 * All that outlives the process. Two kinds exist, SQLite and PostgreSQL, and one suite tests both. Every method is one transaction; a promise
 * that is kept means the change is on disk.
 */
export interface Store {
  /**
   * Loads what `wants` names, lets `decide` decide, and saves its changes, all in one transaction. When somebody else was quicker, nothing
   * is saved and it is decided again on what is true now, so `decide` must be pure.
   */
  decide(learner: LearnerId, wants: Wants, decide: (state: State) => Outcome): Promise<Outcome>;

  /** Saves what needs no decision, all of it or nothing. */
  save(changes: readonly Change[]): Promise<void>;

  /** The key of this installation's buttons, made at its first start. */
  key(): Promise<string>;

  /** Groups of one platform that want drills. */
  activeGroups(platform: string): Promise<Group[]>;
  /** Sets a group as the environment says, unless someone set it by command. */
  setGroup(group: Group): Promise<void>;
  /** How often each cue was drilled in a group. */
  usedCues(group: GroupId): Promise<Map<ItemId, number>>;
  /** The group's drill of a day, if there is one. */
  drillOn(group: GroupId, day: string): Promise<Drill | undefined>;
  /** Writes the ledger's row. False when another process, or an earlier try, has that day. */
  claim(drill: Drill): Promise<boolean>;
  /** Takes over a claim that was not confirmed. False when somebody else did, or it is confirmed by now. */
  takeOver(drill: Drill, now: Moment): Promise<boolean>;
  confirm(drill: string, message: string): Promise<void>;
  fail(drill: string): Promise<void>;
  reveal(drill: string): Promise<void>;
  drawn(drill: string, drawn: Drill['drawn']): Promise<void>;
  /** Drills of one platform that are not finished: claimed, posted, or revealed without the channel showing it. */
  openDrills(platform: string): Promise<{ drill: Drill; group: Group; tally: Tally }[]>;
  /** True for the first caller only, until {@link wellAgain}: the one who has to tell about the trouble. */
  mayTell(group: GroupId, now: Moment): Promise<boolean>;
  wellAgain(group: GroupId): Promise<void>;

  /** Questions that nobody corrected are forgotten. */
  forgetAsked(before: Moment): Promise<void>;
  rathers(): Promise<Rather[]>;

  /** Throws when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
