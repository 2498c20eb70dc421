import { choice, choices, menu, note, quizOn, rows, sayTrap, shortReply, text, titled } from '../blocks.ts';
import type { Chapter, Pack } from '../pack.ts';
import type { Block, Choice, Reply } from '../reply.ts';
import { clip, parseMarkup, plain, wordsOf } from '../text.ts';
import { dateOf, daysForFreeze, mostFreezes } from './days.ts';
import { type Mastery, masteryIn } from './mastery.ts';
import { lineOf, type MasteryLine, percent, saySpan, type ProgressView } from './view.ts';
import { zoneChoices } from './zone-replies.ts';
import { sayDay } from '../time.ts';

export function nothingYet(): Reply {
  return shortReply(
    'Nothing to show yet',
    'Your lessons, your days and your streak appear here with your first answer. A first quiz looks at every lesson and takes some minutes.',
    quizOn(null, 'Start a quiz', 'main'),
  );
}

interface ProgressExtras {
  readonly isZoneTold: boolean;
  /** Zones to choose from, where the learner is asked. */
  readonly likely: readonly string[];
}

/** A lesson stands on one line of a phone, with its figures. */
const longestLabel = 24;

/** All that the picture shows, and the way to what is weakest. */
export function progressReply(view: ProgressView, { isZoneTold, likely }: ProgressExtras): Reply {
  return titled(
    'Your progress',
    text(
      `**${percent(view.overall)} known now**, chapters weighed as in the exam. What you have not answered counts as not known. Each ${view.areChapters ? 'chapter' : 'lesson'}, and how much of it you have answered:`,
    ),
    masteryRows(view.lines),
    view.areChapters ? chapterMenu('Lesson by lesson', view.pack.chapters) : undefined,
    text(`**Streak: ${saySpan(view.streak.days)}.** ${sayToday(view)} ${sayDays(view)} ${sayFreezes(view)}`),
    text(`**${view.until.isExam ? 'On your exam day' : 'In 30 days'}.** ${sayForecast(view)}`),
    ...trapBlocks(view),
    choices(...waysOn(view)),
    isZoneTold ? note(`Days in your time zone, ${view.zone}. \`/mlpro zone\` changes it.`) : undefined,
    ...(isZoneTold ? [] : askZone(likely)),
  );
}

function masteryRows(lines: readonly MasteryLine[]): Block {
  return rows(
    lines.map(({ name, share, answered, items }) => ({
      label: clip(name, longestLabel),
      value: plain(`${percent(share)}, ${answered} of ${items}`),
    })),
  );
}

function chapterMenu(label: string, chapters: readonly Chapter[]): Block {
  return menu(
    label,
    ...chapters.map(({ number, title }) => choice(`${number}. ${title}`, { kind: 'progress-chapter' as const, chapter: number })),
  );
}

/** The lessons of one chapter, where the page has room for chapters only. */
export function chapterProgressReply(pack: Pack, chapter: Chapter, mastery: readonly Mastery[]): Reply {
  const own = masteryIn(chapter, mastery);
  const [weakest] = [...own].sort((one, other) => one.share - other.share);
  const others = pack.chapters.filter(({ number }) => number !== chapter.number);
  return titled(
    `Your progress: ${chapter.number}. ${chapter.title}`,
    text('How much you know of each lesson now, and how much of it you have answered:'),
    masteryRows(own.map(lineOf)),
    choices(
      weakest && quizOn(weakest.lesson, `Quiz me on ${weakest.lesson.id}, the weakest`, 'main'),
      choice('All my progress', { kind: 'progress' }),
    ),
    others.length > 0 ? chapterMenu('Other chapters', others) : undefined,
  );
}

function trapBlocks({ trap }: ProgressView): Block[] {
  if (trap === undefined) return [text('**Weakest trap.** None: no wrong answer of yours lately fell into one.')];
  const often = trap.times === 1 ? 'chosen once' : `chosen ${trap.times} times`;
  return [{ kind: 'text', text: [...parseMarkup(`**Weakest trap**, ${often} in your last wrong answers: `), ...sayTrap(trap.trap)] }];
}

function waysOn({ weakest, trap }: ProgressView): Choice[] {
  return [
    choice('Review what is due', { kind: 'review', what: 'due' }, 'main'),
    ...(weakest ? [quizOn(weakest.lesson, `Quiz me on ${weakest.lesson.id}, the weakest`)] : []),
    ...(trap ? [choice('Practise the weakest trap', { kind: 'review-trap', lesson: trap.lesson.id, trap: trap.trap.id })] : []),
    choice('Am I ready?', { kind: 'ready' }),
  ];
}

function askZone(likely: readonly string[]): Block[] {
  const how = 'Days are counted in UTC until I know where you are. Any city will do: `/mlpro zone Europe/Berlin`.';
  return likely.length === 0 ? [note(how)] : [text(`**Where are you?** ${how}`), choices(...zoneChoices(likely))];
}

function sayToday({ streak, days }: ProgressView): string {
  if (streak.isTodayDone) return 'Today counts.';
  if (days.down.has(days.today)) return 'The bot was down today, so today is not counted against you.';
  return streak.days > 0 ? 'One answer today keeps it going.' : 'One answer today begins a new one.';
}

function sayDays({ days, monday }: ProgressView): string {
  const first = Math.min(...days.answers.keys());
  const since = Math.max(monday, first);
  const practised = [...days.answers.keys()].filter((day) => day >= monday).length;
  const down = [...days.down].filter((day) => day >= since && !days.answers.has(day)).length;
  const outage = down > 0 ? ` The bot was down on ${saySpan(down)}; that is not counted against you.` : '';
  return `${sayPractised(practised, days.today - since + 1, since === first)}${outage}`;
}

/** Nobody is told of days on which they did not know the bot. */
function sayPractised(practised: number, span: number, isSinceFirst: boolean): string {
  if (!isSinceFirst) return `You practised on ${practised} of the last ${saySpan(span)}.`;
  if (span <= 1) return 'This is your first day of practice.';
  if (practised === span) return `You practised on every one of the ${span} days since your first answer.`;
  return `You practised on ${practised} of the ${span} days since your first answer.`;
}

function sayFreezes({ streak: { freezes, untilFreeze } }: ProgressView): string {
  const kept = freezes === 0 ? 'no freeze' : freezes === 1 ? '1 freeze' : `${freezes} freezes`;
  const next = untilFreeze === undefined ? '' : ` The next: ${saySpan(untilFreeze)} to go.`;
  return `You have ${kept}: one covers a day you miss. Every ${daysForFreeze} days of practice earn one, ${mostFreezes} at most.${next}`;
}

function sayForecast({ forecast, until }: ProgressView): string {
  const last = forecast.at(-1);
  if (last === undefined) return '';
  const day = until.isExam ? `${sayDay(dateOf(until.day))}: ` : '';
  const words = `about ${percent(last.reviewed)} known if you review what is due and get it right, ${percent(last.idle)} if you stop now. New questions come on top.`;
  return day === '' ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : `${day}${words}`;
}

/** So long that every platform takes it. */
const longestAlt = 1_000;

/** The picture in words, for those who cannot see it. */
export function inWords(view: ProgressView): string {
  const lines = view.lines.map(({ id, share }) => `${id} ${percent(share)}`).join(', ');
  const trap = view.trap ? `Weakest trap: ${wordsOf(view.trap.trap.belief)}` : 'No trap lately';
  const when = view.until.isExam ? `On the exam day, ${dateOf(view.until.day)}` : 'In 30 days';
  const end = view.forecast.at(-1);
  const ahead = end ? `${when}: ${percent(end.reviewed)} with reviews, ${percent(end.idle)} without.` : '';
  return clip(
    `Your progress: ${percent(view.overall)} known now. By ${view.areChapters ? 'chapter' : 'lesson'}: ${lines}. Streak: ${saySpan(view.streak.days)}; freezes: ${view.streak.freezes}. ${sayDays(view)} ${ahead} ${trap}`,
    longestAlt,
  );
}
