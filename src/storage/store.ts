import type { Board } from '../core/board/board.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ItemId } from '../core/pack.ts';
import type { RoutingCorrection } from '../core/find/routed.ts';
import type { Change, Drill, Group, GroupId, LearnerId, Moment, Needs, State, Tally } from '../core/state.ts';

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

  /** What the pack was called at the last start; undefined where it was never taught. */
  identity(): Promise<PackIdentity | undefined>;
  setIdentity(identity: PackIdentity): Promise<void>;

  /** Questions that nobody corrected are forgotten. */
  expireRoutedQuestions(before: Moment): Promise<void>;
  routingCorrections(): Promise<RoutingCorrection[]>;

  readonly mocks: MockTimes;
  /** Says that a platform is served: when it was not for a while, nobody's streak ends with it. */
  beat(platform: string, now: Moment): Promise<void>;
  readonly reminders: Reminders;
  readonly boardWeeks: BoardWeeks;

  /** Writes what is there already: throws when the database does not answer, only reads, or has a full disk. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** What tells a pack from another one that was given the same id. */
export interface PackIdentity {
  readonly title: string;
  /** Their ids. */
  readonly chapters: readonly string[];
}

/** Mock exams whose time is up. */
export interface MockTimes {
  /** Those of a platform that still run, or whose learner does not know that they are over. */
  over(platform: string, now: Moment): Promise<OverMock[]>;
  /** True for the one who has to tell the learner, once for good: who dies of it has told them, or they find out when they look. */
  claimTelling(mock: OverMock, now: Moment): Promise<boolean>;
  /** They could not be told: another try is due. */
  unclaimTelling(mock: OverMock): Promise<void>;
}

export interface OverMock {
  readonly learner: LearnerId;
  readonly exam: string;
  readonly endsAt: Moment;
}

/** Whose reminder is to be looked at: with a zone, because what is due today depends on it. */
export interface Reminders {
  /** The next ones of a platform whose hour has come, at most so many. */
  due(platform: string, now: Moment, most: number): Promise<{ readonly learner: LearnerId; readonly zone: string }[]>;
  /** Those that a clock which was wrong has put off for longer than any reminder waits. */
  astray(platform: string, now: Moment, most: number): Promise<{ readonly learner: LearnerId; readonly zone: string }[]>;
}

/** Which boards are posted once a week, and who posts them. */
export interface BoardWeeks {
  posted(platform: string): Promise<Board[]>;
  /** Writes the row of a week. False when somebody has: nobody posts it again, whatever has become of it. */
  claim(group: GroupId, week: string, now: Moment): Promise<boolean>;
  confirm(group: GroupId, week: string, message: string): Promise<void>;
  /** Keeps why it did not come, as a sentence for people. */
  fail(group: GroupId, week: string, reason: string): Promise<void>;
}

/** Who posts which drill, on which day. Each question to it is one statement, so replicas need no lock of ours. */
export interface Ledger {
  /** Groups of one platform that want drills. */
  activeGroups(platform: string): Promise<Group[]>;
  /** Sets a group as the environment says, unless someone set it by command, or turned off what the environment still says. */
  setGroup(group: Group): Promise<void>;
  /** Ends the drills of these platforms that the environment named once and names no more; says which. */
  endUnnamed(platforms: readonly string[], named: readonly GroupId[]): Promise<GroupId[]>;
  /** How often each cue was drilled in a group. */
  cueCounts(group: GroupId): Promise<Map<ItemId, number>>;
  /** The group's drill of a day, if there is one. */
  findDrill(group: GroupId, day: string): Promise<Drill | undefined>;
  /** Writes the row. False when another process, or an earlier try, has that day. */
  claim(drill: Drill): Promise<boolean>;
  /** Takes over what was not confirmed, under a claim of one's own. False when somebody else did, or it is confirmed by now. */
  reclaim(drill: Drill, claim: string, now: Moment): Promise<boolean>;
  /** Right before the post: keeps what is about to be shown. False when the claim is not ours any more. */
  hold(drill: Drill, now: Moment): Promise<boolean>;
  /** It is in the channel. True for the one who may tell, once for good, that a trouble is over: of the next one is told whether that arrives or not. */
  confirm(drill: string, message: string): Promise<boolean>;
  fail(drill: string, reason: string): Promise<void>;
  /** Keeps the trouble of a try that will be made again; what is posted has none. */
  setReason(drill: string, reason: string): Promise<void>;
  /** True for the one who has to show the answer. */
  reveal(drill: string): Promise<boolean>;
  /** True for the one who has to say that the answer is out, once for good: who dies of it has said it, or nobody does. */
  claimNotice(drill: string, now: Moment): Promise<boolean>;
  /** True for the one who may draw the message anew, for so long; {@link setShown} ends it. */
  claimDrawing(drill: Drill, now: Moment): Promise<boolean>;
  /** What the message in the channel shows by now. */
  setShown(drill: string, shown: Drill['shown']): Promise<void>;
  /** Drills of one platform that are not finished: claimed, posted, or revealed without the channel showing it. Without the cues that were shown. */
  openDrills(platform: string): Promise<OpenDrill[]>;
  /** One of them, with all that is known of it. */
  openDrill(drill: string): Promise<OpenDrill | undefined>;
  /** Groups whose last drill did not come, or has not come yet, and why. */
  troubles(): Promise<Trouble[]>;
  /** True for the one who has to tell about the trouble, until {@link setTold}: telling may fail, and another try is due then. */
  claimTelling(group: GroupId, now: Moment): Promise<boolean>;
  /** The trouble was told. */
  setTold(group: GroupId, now: Moment): Promise<void>;
}

export interface Trouble {
  readonly group: Group;
  readonly day: string;
  readonly reason: string;
  /** Whether it is not tried any more. */
  readonly isFinal: boolean;
  /** Whether somebody has been told. */
  readonly isTold: boolean;
}

export interface OpenDrill {
  readonly drill: Drill;
  readonly group: Group;
  readonly tally: Tally;
}
