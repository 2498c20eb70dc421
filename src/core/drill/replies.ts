import { sayDay, sayMoment } from '../time.ts';
import { answeredIn, dueDrill, lastDue, nextDrillAt } from './rules.ts';
import { sayDays } from './days.ts';
import { type DrillSettings, longestGrace, type SettingsProblem } from './settings.ts';
import { lessonById } from '../pack-index.ts';
import type { Cue, Pack } from '../pack.ts';
import { isCorrect, letterOf, shownOptions } from '../quiz/rules.ts';
import type { Block, Reply } from '../reply.ts';
import type { Drill, Group, Moment, Tally } from '../state.ts';
import { bold, parseMarkup, plain } from '../text.ts';
import {
  shortReply,
  titled,
  choice,
  choices,
  explainedOptions,
  judged,
  heading,
  list,
  note,
  openLesson,
  answerOptions,
  quizOn,
  reply,
  rows,
  quote,
  sourcesNote,
  text,
} from '../blocks.ts';

/** The drill as it stands in the channel: the cue, a button an option, and how many have answered, not what. */
export function drillPost(pack: Pack, drill: Drill, cue: Cue, answered: number): Reply {
  const options = shownOptions(cue, drill.id);
  const lesson = lessonById(pack, cue.lesson);
  const vote = (option: { id: string }, letter: string) =>
    choice(letter, { kind: 'vote', drill: drill.id, pick: option.id, version: cue.version });
  return titled(
    'Decision cue of the day',
    drill.late ? note('Late today: this one comes after its usual time.') : undefined,
    text(cue.stem),
    answerOptions(options, vote),
    note(`${sayAnswered(answered)} Answers are private until the reveal. Lesson ${lesson?.id ?? cue.lesson}.`),
  );
}

function sayAnswered(answered: number): string {
  if (answered === 0) return 'Nobody has answered yet.';
  return answered === 1 ? '1 person has answered.' : `${answered} people have answered.`;
}

/** The same message after the reveal: the answer, how the group chose, and why. */
export function revealPost(pack: Pack, drill: Drill, cue: Cue, tally: Tally): Reply {
  const options = shownOptions(cue, drill.id);
  const lesson = lessonById(pack, cue.lesson);
  const total = answeredIn(tally);
  const share = (id: string) => `${tally[id] ?? 0} of ${total}`;
  return titled(
    'Decision cue: the answer',
    text(cue.stem),
    explainedOptions(options, ''),
    total >= crowd
      ? rows(options.map((option, at) => ({ label: letterOf(at), value: plain(`chosen by ${share(option.id)}`) })))
      : note(sayFew(total)),
    remember(cue),
    sourcesNote(cue.sources),
    lesson && choices(openLesson(lesson), quizOn(lesson, 'Quiz me on it')),
  );
}

/** With fewer people than this, how the group chose would tell what each of them chose. */
const crowd = 3;

function sayFew(total: number): string {
  if (total === 0) return 'Nobody answered this one.';
  return `${total === 1 ? 'One person' : 'Two people'} answered this one; how a group chose is shown from three people on.`;
}

/** A drill of another day than today says so, before anything else. */
export function dated(shown: Reply, day: string): Reply {
  const [first, ...others] = shown.blocks;
  return first === undefined ? shown : { ...shown, blocks: [first, note(`From ${sayDay(day)}.`), ...others] };
}

/** What the one who answered sees, alone: right or wrong, every option explained. */
export function voteReply(pack: Pack, drill: Drill, cue: Cue, picks: string, { again = false } = {}): Reply {
  const lesson = lessonById(pack, cue.lesson);
  return judged(
    isCorrect(cue, picks),
    again ? note('You had answered this drill before; that first answer counts.') : undefined,
    explainedOptions(shownOptions(cue, drill.id), picks),
    remember(cue),
    sourcesNote(cue.sources),
    note('Only you see this. The channel sees the answer at the reveal.'),
    lesson && choices(openLesson(lesson), quizOn(lesson, 'Quiz me on it', 'main')),
  );
}

function remember(cue: Cue): Block {
  return { kind: 'text', text: [bold('Cue: '), ...parseMarkup(cue.remember)] };
}

/** `drill` is the last one, if there was any: it says why there is none today. */
export function noDrillYet(group: Group | undefined, now: Moment, drill?: Drill): Reply {
  const next = group?.active ? nextDrillAt(group, now, drill ? [drill.day] : []) : undefined;
  const when =
    next === undefined || group === undefined
      ? 'No drill is set up in this channel. Someone who may manage it can: `/mlpro drill setup 09:00 Europe/Berlin weekdays`.'
      : `${drill?.status === 'failed' ? `The last one did not come: ${drill.reason ?? 'the channel did not take it.'} ` : ''}The next one comes ${sayMoment(next, group.zone)}.`;
  return shortReply('No drill here today', when, quizOn(null, 'Quiz me instead', 'main'));
}

export function drillGone(): Reply {
  return shortReply(
    'That drill is over',
    'It is not in the books any more, or its cue is gone from the guide, so the press was not counted.',
    quizOn(null, 'Quiz me instead', 'main'),
  );
}

export function closedDrill(pack: Pack, drill: Drill, cue: Cue): Reply {
  const shown = voteReply(pack, drill, cue, '');
  const lead = note('This drill was already revealed, so the press was not counted. Here is the answer.');
  return { summary: 'This drill was already revealed', blocks: [heading('Already revealed'), lead, ...shown.blocks.slice(1)] };
}

/** `taken` are days that have had their drill: there is one a day, however often it is moved. */
export function drillSet(group: Group, now: Moment, taken: readonly string[] = []): Reply {
  return titled('The daily drill is set', rows(scheduleRows(group)), note(sayFirst(group, now, taken)));
}

function sayFirst(group: Group, now: Moment, taken: readonly string[]): string {
  const due = dueDrill(group, now);
  if (due && !taken.includes(due.day)) return `The first one comes within a minute: its time today, ${group.time}, is not long past.`;
  const next = nextDrillAt(group, now, taken);
  if (next === undefined) return 'No day was chosen, so none will come.';
  const moved = nextDrillAt(group, now) === next ? '' : ' Today has had its drill already, and its answer comes when it was to come.';
  return `The first one comes ${sayMoment(next, group.zone)}.${moved}`;
}

function scheduleRows(group: DrillSettings & Pick<Group, 'channel'>) {
  return [
    { label: 'Time', value: plain(`${group.time} (${group.zone})`) },
    { label: 'Days', value: plain(sayDays(group.weekdays)) },
    { label: 'Reveal', value: plain(group.reveal === null ? 'just before the next drill' : `${group.reveal} (${group.zone})`) },
    { label: 'Grace', value: plain(`${group.grace} minutes late at most`) },
  ];
}

export function badSettings(problems: readonly SettingsProblem[]): Reply {
  const items = problems.map((problem) => [...quote(problem.found, 60), ...plain(`: ${problem.remedy}`)]);
  return titled('The drill was not changed', list(items), note('Example: `/mlpro drill setup 09:00 Europe/Berlin weekdays`'));
}

/** A drill that the environment names stays off until it is named there with another time or channel. */
export function drillOff(group: Group | undefined): Reply {
  if (group?.active !== true)
    return shortReply(
      'There was no drill here',
      'Nothing had to be turned off. `/mlpro drill setup 09:00 Europe/Berlin weekdays` starts one.',
    );
  return shortReply(
    'The daily drill is off',
    'Nothing is lost: its settings and answers are kept, and `/mlpro drill setup` turns it on again. It stays off when the bot starts anew.',
  );
}

export function drillStatus(group: Group | undefined, drill: Drill | undefined, answered: number, now: Moment): Reply {
  if (group === undefined) return noDrillYet(group, now);
  const next = group.active ? nextDrillAt(group, now, drill ? [drill.day] : []) : undefined;
  return reply(
    'The daily drill',
    heading(group.active ? 'The daily drill is on' : 'The daily drill is off'),
    rows([
      ...scheduleRows(group),
      { label: 'Next', value: plain(next === undefined ? 'none' : sayMoment(next, group.zone)) },
      { label: 'Last', value: plain(sayLast(group, drill, answered)) },
    ]),
    whyNone(group, drill, now),
  );
}

function sayLast(group: Group, drill: Drill | undefined, answered: number): string {
  if (drill === undefined) return 'none so far';
  return `${sayMoment(drill.dueAt, group.zone)}: ${says[drill.status]}${drill.late ? ', late' : ''}, ${answered} answered`;
}

const says: Readonly<Record<Drill['status'], string>> = {
  claimed: 'being posted',
  posted: 'posted',
  revealed: 'revealed',
  failed: 'did not come',
};

/** Why the last drill did not come, and what to do; nothing when it came. */
function whyNone(group: Group, drill: Drill | undefined, now: Moment): Block | undefined {
  const due = group.active ? lastDue(group, now) : undefined;
  if (due && (drill === undefined || drill.day < due.day)) {
    const isOwed = dueDrill(group, now) !== undefined;
    return note(
      isOwed
        ? `The drill of ${sayMoment(due.dueAt, group.zone)} is about to come. If it does not within two minutes, the bot is not connected or its database does not answer: look at its log.`
        : `The drill of ${sayMoment(due.dueAt, group.zone)} did not come: the bot was away for all of its grace. A longer grace helps: \`/mlpro drill setup grace=${longestGrace}\`.`,
    );
  }
  if (drill?.status === 'claimed' && drill.reason !== undefined)
    return note(`Not posted yet, and tried again each minute. ${drill.reason}`);
  if (drill?.status !== 'failed') return undefined;
  return note(`It did not come. ${drill.reason ?? 'The channel did not take it.'} ${remedy}`);
}

const remedy =
  'See that the bot is in the channel and may write there; the next one is tried on the next study day. `/mlpro drill off` stops it.';

export function mayNotManage(): Reply {
  return shortReply(
    'That is for people who manage this channel',
    'Ask someone who may manage the channel to do it. Answering drills and quizzes is for everybody.',
    quizOn(null, 'Quiz me', 'main'),
  );
}

/** For the one who set a drill up, once, when it did not come. `reason` is a sentence of an adapter's. */
export function drillTrouble(group: Group, reason: string): Reply {
  return titled(
    'The daily drill could not be posted',
    { kind: 'text', text: plain(`${reason} The schedule (${group.time} ${group.zone}) is kept, and I try again on the next study day.`) },
    note(
      'Invite the bot to the channel again, or stop the drill there with `/mlpro drill off`. `/mlpro drill status` there says how it stands.',
    ),
  );
}

/** For the same person, when a drill has come again after that. */
export function drillWorksAgain(group: Group): Reply {
  return titled(
    'The daily drill works again',
    text(`It was posted just now. The next ones come at ${group.time} (${group.zone}), as before.`),
  );
}
