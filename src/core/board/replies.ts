import { choice, choices, list, note, quizOn, quote, shortReply, text, titled } from '../blocks.ts';
import type { Block, Choice, Reply } from '../reply.ts';
import type { GroupId, LearnerId } from '../state.ts';
import { bold, parseMarkup, plain, type Text } from '../text.ts';
import type { BoardMember, BoardWeek, Standing, Week } from './board.ts';
import { sayName } from './nickname.ts';
import { fewestRanked, memberOf, mostADay, mostMembers, type Placed, placesBy, togetherOf } from './rules.ts';

const join = (group: GroupId, emphasis?: Choice['emphasis']) => choice('Join the board', { kind: 'join', group }, emphasis);
const leave = (group: GroupId) => choice('Leave the board', { kind: 'leave', group });
export const see = (group: GroupId, label = 'See the board') => choice(label, { kind: 'board', group });

/** So many are shown of each list; whoever looks sees their own place below it. */
const mostShown = 8;

/** The board of the running week, for one who looks. */
export function boardReply(board: BoardWeek, learner: LearnerId): Reply {
  const { group, week, zone, members, idle, standings } = board;
  const own = memberOf(board, learner);
  return titled(
    'The board of this week',
    text(`${sayWeek(week)} (${zone}). ${sayMembers(members.length, standings.length, own !== undefined)}${sayIdle(idle, learner)}`),
    ...goalBlocks(board, true),
    ...listBlocks(standings, learner),
    note(reckoned('now')),
    choices(own ? leave(group) : join(group, 'main'), quizOn(null, 'Quiz me', own ? 'main' : undefined)),
  );
}

/** What the channel sees of a week that is over; undefined when nobody on the board has answered in it. */
export function weeklyPost(board: BoardWeek): Reply | undefined {
  const { group, week, zone, standings } = board;
  if (standings.length === 0) return undefined;
  return titled(
    `The group’s week, ${sayDates(week)}`,
    ...goalBlocks(board, false),
    ...listBlocks(standings),
    note(`${reckoned('at its end')} The week runs in ${zone}. Only those who joined are on it; leave at any time.`),
    choices(join(group), see(group, 'See this week')),
  );
}

function reckoned(when: 'now' | 'at its end'): string {
  return `How it is counted: effort is answers, at most ${mostADay} a day; mastery is items that were not known when the week began and are at least 90 % likely to be recalled ${when}. Speed does not count.`;
}

function sayMembers(members: number, active: number, isOn: boolean): string {
  if (members === 0) return 'Nobody has joined yet. Only those who join are shown and counted.';
  const who = members === 1 ? `${isOn ? 'You are' : 'One person is'} on it so far` : `${members} people are on it`;
  const idle = active === 0 ? ', and no answer of this week is counted yet' : '';
  return `${who}${idle}.${isOn ? '' : ' You are not: only those who join are shown and counted.'}`;
}

/** Nobody else is named: who does not study is nobody's business. */
function sayIdle(idle: readonly BoardMember[], learner: LearnerId): string {
  const isOwn = idle.some((member) => member.learner === learner);
  const others = idle.length - Number(isOwn);
  const who = [...(isOwn ? ['You'] : []), ...(others > 0 ? [`${others} more`] : [])].join(' and ');
  const is = who === '1 more' ? 'is' : 'are';
  return who === '' ? '' : ` ${who} ${is} left out: two weeks without an answer.`;
}

function listBlocks(standings: readonly Standing[], learner?: LearnerId): Block[] {
  if (standings.length === 0) return [];
  const isRanked = standings.length >= fewestRanked;
  const caption = isRanked ? [] : [note(`Fewer than ${fewestRanked} people have answered, so there are no places.`)];
  return [
    ...places('Effort', 'answer', placesBy('effort', standings), { isRanked, learner }),
    ...places('Mastery', 'new item', placesBy('mastery', standings), { isRanked, learner }),
    ...caption,
  ];
}

interface Shown {
  readonly isRanked: boolean;
  readonly learner: LearnerId | undefined;
}

function places(caption: string, one: string, placed: readonly Placed[], shown: Shown): Block[] {
  if (placed.length === 0) return [text(`**${caption}**: nobody has any.`)];
  const isOwn = ({ standing }: Placed) => standing.member.learner === shown.learner;
  const below = placed.slice(mostShown).filter(isOwn);
  const rest = placed.length - mostShown - below.length;
  const lines = [...placed.slice(0, mostShown), ...below].map((entry) => sayPlace(entry, one, shown, isOwn(entry)));
  return [text(`**${caption}**`), list([...lines, ...(rest > 0 ? [plain(`and ${rest} more`)] : [])])];
}

function sayPlace({ place, standing, count }: Placed, one: string, { isRanked }: Shown, isOwn: boolean): Text {
  const name = `${sayName(standing.member.nickname)}${isOwn ? ' (you)' : ''}`;
  const what = plain(`${name}: ${count} ${one}${count === 1 ? '' : 's'}`);
  return isRanked ? [bold(`${ordinal(place)} `), ...what] : what;
}

export function ordinal(place: number): string {
  const ends = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as const;
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(place);
  return `${place}${rule in ends ? ends[rule as keyof typeof ends] : 'th'}`;
}

/** Of the bar: a line of a phone has room for them beside the words. */
const cells = 10;

/** How far all members are together: in words, and as a bar. */
function goalBlocks({ board, standings }: BoardWeek, isRunning: boolean): Block[] {
  const goal = board?.goal ?? null;
  if (goal === null) return [];
  const done = togetherOf(standings);
  const share = Math.floor((100 * done) / goal);
  const filled = Math.min(cells, Math.floor((cells * done) / goal));
  const left = isRunning ? `${goal - done} to go until the end of Sunday.` : `${goal - done} were missing.`;
  const words = done >= goal ? 'The goal is reached!' : left;
  const bar = '▓'.repeat(filled) + '░'.repeat(cells - filled);
  return [{ kind: 'text', text: [bold(`Together: ${done} of ${goal} answers`), ...plain(` ${bar} ${share} %. ${words}`)] }];
}

function sayWeek(week: Week): string {
  return `Monday to Sunday, ${sayDates(week)}`;
}

export function sayDates({ monday, sunday }: Week): string {
  const [from, to] = [monday, sunday].map((day) => Date.parse(`${day}T12:00:00Z`));
  return weekFormat
    .formatRange(from ?? 0, to ?? 0)
    .replace(/(\d)\s*–\s*(?=\d)/, '$1–')
    .replaceAll('\u2009', ' ');
}

const weekFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

export function joined(member: BoardMember, isNews: boolean): Reply {
  const name = sayName(member.nickname);
  const how =
    member.nickname === null
      ? parseMarkup('To have a name there, type `/mlpro board join` and the nickname that you want.')
      : plain('This is how everybody in the channel sees you.');
  return titled(
    isNews ? 'You are on the board' : 'You were on the board already',
    { kind: 'text', text: [...plain('You are shown as '), bold(name), ...plain('. '), ...how] },
    note(
      'Your answers of this week count, wherever you gave them. How fast you are is not looked at. After two weeks without an answer you are left out until you answer again. You can leave at any time.',
    ),
    choices(see(member.group), leave(member.group)),
  );
}

export function nicknameTaken(nickname: string, group: GroupId): Reply {
  return titled(
    'Somebody here is called that',
    {
      kind: 'text',
      text: [...quote(sayName(nickname)), ...plain(' is on this board already. Nothing was changed: take another nickname.')],
    },
    choices(see(group)),
  );
}

export function badNickname(typed: string, remedy: string, group: GroupId): Reply {
  return titled(
    'That nickname cannot be shown',
    { kind: 'text', text: [...quote(typed, 60), ...plain(`: ${remedy} Nothing was changed.`)] },
    note('Letters, numbers, spaces, hyphens and apostrophes are fine: `/mlpro board join Spark Fan`.'),
    choices(see(group)),
  );
}

export function boardIsFull(group: GroupId): Reply {
  return shortReply('This board is full', `A board has room for ${mostMembers} people. You can see it without being on it.`, see(group));
}

export function left(wasOn: boolean, group: GroupId): Reply {
  const [title, words] = wasOn
    ? ['You have left the board', `${gone} You can join again at any time.`]
    : ['You were not on the board', 'So there was nothing to leave.'];
  return shortReply(title, words, join(group), see(group));
}

const gone = 'You are not shown or counted any more, and your nickname is forgotten. Your answers and cards stay as they are.';

/** Of every group: said where no board is. */
export function leftAll(): Reply {
  return shortReply('You are on no board now', gone, quizOn(null, 'Quiz me', 'main'));
}

export function boardNeedsChannel(): Reply {
  return shortReply(
    'A board belongs to a channel',
    'Type `/mlpro board` in the channel of your study group. To leave all boards that you are on, type `/mlpro board leave` here.',
    quizOn(null, 'Quiz me', 'main'),
  );
}

export function whichOfBoard(typed: string, group: GroupId): Reply {
  return titled(
    'What about the board?',
    { kind: 'text', text: [...quote(typed, 60), ...plain(' is nothing the board knows. These work:')] },
    list(['`/mlpro board` shows it', '`/mlpro board join` and a nickname', '`/mlpro board leave`'].map(parseMarkup)),
    choices(see(group)),
  );
}
