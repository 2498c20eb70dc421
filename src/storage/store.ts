import type { Outcome } from '../core/outcome.ts';
import type { ItemId } from '../core/pack.ts';
import type { Change, Drill, Group, GroupId, LearnerId, Moment, Needs, RoutingCorrection, State, Tally } from '../core/state.ts';

/** All that outlives the process, for one pack: what another pack keeps in the same database is not seen from here. */
export interface Storage {
  readonly store: Store;
  readonly ledger: Ledger;
}

/**
 * What learners did. Two kinds exist, SQLite and PostgreSQL, and one suite tests both. Every method is one transaction; a promise that is kept
 * means the change is on disk.
 */
export interface Store {
  /**
   * Loads what `needs` names, lets `decide` decide, and saves its changes, all in one transaction. When somebody else was quicker, nothing
   * is saved and it is decided again on what is true now, so `decide` must be pure.
   */
  decide(learner: LearnerId, needs: Needs, decide: (state: State) => Outcome): Promise<Outcome>;

  /** Saves what needs no decision, all of it or nothing. */
  save(changes: readonly Change[]): Promise<void>;

  /** The key of this installation's buttons, made at its first start. */
  signingKey(): Promise<string>;

  /** Questions that nobody corrected are forgotten. */
  expireRoutedQuestions(before: Moment): Promise<void>;
  routingCorrections(): Promise<RoutingCorrection[]>;

  /** Throws when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Who posts which drill, on which day. Each question to it is one statement, so replicas need no lock of ours. */
export interface Ledger {
  /** Groups of one platform that want drills. */
  activeGroups(platform: string): Promise<Group[]>;
  /** Sets a group as the environment says, unless someone set it by command. */
  setGroup(group: Group): Promise<void>;
  /** How often each cue was drilled in a group. */
  cueCounts(group: GroupId): Promise<Map<ItemId, number>>;
  /** The group's drill of a day, if there is one. */
  findDrill(group: GroupId, day: string): Promise<Drill | undefined>;
  /** Writes the row. False when another process, or an earlier try, has that day. */
  claim(drill: Drill): Promise<boolean>;
  /** Claims again what was not confirmed. False when somebody else did, or it is confirmed by now. */
  reclaim(drill: Drill, now: Moment): Promise<boolean>;
  confirm(drill: string, message: string): Promise<void>;
  fail(drill: string): Promise<void>;
  reveal(drill: string): Promise<void>;
  /** What the message in the channel shows by now. */
  setShown(drill: string, shown: Drill['shown']): Promise<void>;
  /** Drills of one platform that are not finished: claimed, posted, or revealed without the channel showing it. */
  openDrills(platform: string): Promise<OpenDrill[]>;
  /** True for the first caller only, until {@link clearFailureNotice}: the one who has to tell about the trouble. */
  claimFailureNotice(group: GroupId, now: Moment): Promise<boolean>;
  clearFailureNotice(group: GroupId): Promise<void>;
}

export interface OpenDrill {
  readonly drill: Drill;
  readonly group: Group;
  readonly tally: Tally;
}
