import { tellBoardApart, tellWeeklyApart } from './board/typed.ts';
import type { Arguments, CommandOption, CommandRow } from './command.ts';
import { asksForQuiz, boardWords, dataWords, planWords, remindWords, reviewWords, zoneWords } from './command-words.ts';
import { drillSettingsIn, tellSettingsApart } from './drill/typed.ts';
import { minutesBetween } from './plan/plan.ts';
import { tellReminderApart } from './remind/typed.ts';

const lessonOption: CommandOption = { name: 'lesson', summary: 'Number or name of a lesson, such as 1.2 or serving', completes: 'lesson' };

export const longestQuiz = 20;

/** In minutes: a drill that is later than the longest belongs to the past. */
export const graceBetween = [5, 720] as const;

/** Typed in one line, all wishes are in `lesson`: see `quiz/wishes.ts`. */
function quizRequest({ lesson = '', count = '', difficulty = '' }: Arguments) {
  return { kind: 'quiz', lesson, count, ...(difficulty !== '' && { difficulty }) } as const;
}

/** `data please` is `data`. */
function dataRequest({ what = '' }: Arguments) {
  const asked = what.replace(/\b(please|pls|now)\b/gi, '').trim();
  return { kind: 'my-data', ...(asked !== '' && { what: asked }) } as const;
}

export const rows = [
  {
    name: 'route',
    task: 'Find',
    summary: 'Ask anything; get the lesson to go to first, and why',
    options: [{ name: 'question', summary: 'Your question in your own words', required: true }],
    onMessage: { name: 'Which lesson?', summary: 'Find the lesson for a message; only you see the answer' },
    examples: ({ examples }) => examples.route.map((question) => `route ${question}`),
    request: ({ question = '' }) => ({ kind: 'route', question }) as const,
  },
  {
    name: 'lesson',
    task: 'Find',
    summary: 'Read a lesson, or without a name the guide',
    options: [lessonOption],
    examples: ({ examples }) => ['lesson', 'lesson 1.1', 'lesson 1.1 traps', `lesson ${examples.lesson}`],
    request: ({ lesson = '' }) =>
      asksForQuiz.test(lesson) ? quizRequest({ lesson: lesson.replace(asksForQuiz, ' ').trim() }) : ({ kind: 'lesson', lesson } as const),
  },
  {
    name: 'search',
    task: 'Find',
    summary: 'Find cues, traps, pairs, concepts and terms',
    options: [{ name: 'words', summary: 'What to look for', required: true }],
    examples: ({ examples }) => examples.search.map((words) => `search ${words}`),
    request: ({ words = '' }) => ({ kind: 'search', words }) as const,
  },
  {
    name: 'quiz',
    task: 'Practise',
    summary: 'Answer questions with every option explained',
    options: [
      lessonOption,
      { name: 'count', summary: `How many questions, 1 to ${longestQuiz}`, between: [1, longestQuiz] },
      { name: 'difficulty', summary: 'Only easy, medium or hard ones', choices: ['easy', 'medium', 'hard'] },
    ],
    examples: ({ examples }) => ['quiz', 'quiz 1.1', `quiz ${examples.lesson} 10`, 'quiz 5 easy', 'quiz missed'],
    request: quizRequest,
  },
  {
    name: 'review',
    task: 'Practise',
    summary: 'What is due again, what you may forget soonest first',
    options: [{ name: 'what', summary: 'due, missed, sure-wrong, a lesson, or trap and a word of it' }],
    examples: () => ['review', 'review missed', 'review sure-wrong', 'review 1.2'],
    takes: reviewWords,
    request: ({ what = '' }) => ({ kind: 'review', what }) as const,
  },
  {
    name: 'exam',
    task: 'Practise',
    summary: 'Take a timed mock exam, explained at the end',
    options: [{ name: 'questions', summary: 'How many questions, or short, half, form 3; or what you want to know about the exam' }],
    examples: () => ['exam', 'exam 30', 'exam short', 'exam form 3', 'exam price'],
    request: ({ questions = '' }) => ({ kind: 'mock-exam', wish: questions }) as const,
  },
  {
    name: 'plan',
    task: 'Practise',
    summary: 'Plan each day until your exam; get the set that helps most',
    options: [
      { name: 'date', summary: 'Day of the exam, such as 1 March or in 6 weeks; or off' },
      { name: 'minutes', summary: 'Minutes a day', between: minutesBetween },
      { name: 'zone', summary: 'Your time zone, such as Europe/Berlin', completes: 'zone' },
    ],
    examples: () => ['plan', 'plan in 6 weeks 20 minutes', 'plan 1 March 30 min', 'plan start', 'plan off'],
    takes: planWords,
    request: ({ date = '', minutes = '', zone = '' }) => ({ kind: 'plan', date, minutes, zone }) as const,
  },
  {
    name: 'progress',
    task: 'Practise',
    summary: 'See what you know, your days and your streak',
    options: [],
    examples: () => ['progress'],
    request: () => ({ kind: 'progress' }) as const,
  },
  {
    name: 'ready',
    task: 'Practise',
    summary: 'How an exam would go today, and what raises it most',
    options: [],
    examples: () => ['ready'],
    request: () => ({ kind: 'ready' }) as const,
  },
  {
    name: 'drill',
    task: 'Daily drill',
    summary: "See today's drill of this channel",
    options: [],
    examples: () => ['drill'],
    request: () => ({ kind: 'drill' }) as const,
  },
  {
    name: 'drill setup',
    task: 'Daily drill',
    summary: 'Post a drill here every study day',
    manages: true,
    options: [
      { name: 'time', summary: 'Time of day, such as 09:00 or 9 am', input: 'time' },
      { name: 'zone', summary: 'Time zone, such as Europe/Berlin', completes: 'zone' },
      { name: 'days', summary: 'Days: weekdays, daily, mon-fri, or mon,wed,fri', input: 'days' },
      { name: 'reveal', summary: 'When the answer is shown, such as 17:00; without it, before the next drill', input: 'time' },
      { name: 'grace', summary: 'Minutes for which a missed drill is still posted', between: graceBetween },
      { name: 'channel', summary: 'Another channel than this one', isChannel: true },
    ],
    tellApart: tellSettingsApart,
    examples: () => ['drill setup 09:00 Europe/Berlin weekdays', 'drill setup 08:30 America/New_York mon,wed,fri reveal=17:00'],
    request: (given) => ({ kind: 'drill-setup', settings: drillSettingsIn(given) }) as const,
  },
  {
    name: 'drill off',
    task: 'Daily drill',
    summary: 'Stop the drill of this channel',
    manages: true,
    options: [],
    examples: () => ['drill off'],
    request: () => ({ kind: 'drill-off' }) as const,
  },
  {
    name: 'drill status',
    task: 'Daily drill',
    summary: 'See when the drill comes and how it went',
    manages: true,
    options: [],
    examples: () => ['drill status'],
    request: () => ({ kind: 'drill-status' }) as const,
  },
  {
    name: 'board',
    task: 'Weekly board',
    summary: 'See the study group’s week; join or leave its board',
    options: [
      { name: 'what', summary: 'Without it, the board is shown', choices: ['join', 'leave'] },
      { name: 'nickname', summary: 'What you want to be called on it' },
    ],
    tellApart: tellBoardApart,
    examples: () => ['board', 'board join', 'board leave'],
    takes: boardWords,
    request: ({ what = '', nickname = '' }) => ({ kind: 'board', what, nickname }) as const,
  },
  {
    name: 'board weekly',
    task: 'Weekly board',
    summary: 'Post the board here once a week',
    manages: true,
    options: [
      { name: 'turn', summary: 'on or off; without it, see which', choices: ['on', 'off'] },
      { name: 'zone', summary: 'Time zone of the group, such as Europe/Berlin', completes: 'zone' },
    ],
    tellApart: tellWeeklyApart,
    examples: () => ['board weekly on', 'board weekly on Europe/Berlin', 'board weekly off'],
    request: ({ turn = '', zone = '' }) => ({ kind: 'board-weekly', turn, zone }) as const,
  },
  {
    name: 'board goal',
    task: 'Weekly board',
    summary: 'Set how many answers a week the group wants to reach together',
    manages: true,
    options: [{ name: 'answers', summary: 'A number of answers a week, such as 200; or off' }],
    examples: () => ['board goal 200', 'board goal off'],
    request: ({ answers = '' }) => ({ kind: 'board-goal', answers }) as const,
  },
  {
    name: 'remind',
    task: 'You and the bot',
    summary: 'Get a private reminder at your hour, when something is due',
    options: [
      { name: 'time', summary: 'Time of day, such as 18:30 or 6 pm; or off', input: 'time' },
      { name: 'zone', summary: 'Time zone, such as Europe/Berlin', completes: 'zone' },
      { name: 'days', summary: 'Days: daily, weekdays, or mon,wed,fri', input: 'days' },
      { name: 'quiet', summary: 'Hours without reminders, such as 22:00-07:00; or off' },
    ],
    tellApart: tellReminderApart,
    examples: () => ['remind', 'remind 18:30 Europe/Berlin weekdays', 'remind quiet 22:00-07:00', 'remind off'],
    takes: remindWords,
    request: ({ time = '', zone = '', days = '', quiet = '', other = '' }) =>
      ({ kind: 'remind', settings: { time, zone, days, quiet, other } }) as const,
  },
  {
    name: 'zone',
    task: 'You and the bot',
    summary: 'Say where your days begin and end',
    options: [{ name: 'zone', summary: 'Time zone, such as Europe/Berlin', completes: 'zone' }],
    examples: () => ['zone Europe/Berlin', 'zone'],
    takes: zoneWords,
    request: ({ zone = '' }) => ({ kind: 'zone', zone }) as const,
  },
  {
    name: 'data',
    task: 'You and the bot',
    summary: 'See what is kept about you, take it away or delete it',
    options: [{ name: 'what', summary: 'csv, anki, missed, json, table or delete; without it, what is kept' }],
    takes: dataWords,
    examples: () => ['data', 'data csv', 'data anki', 'data missed', 'data delete'],
    request: dataRequest,
  },
  {
    name: 'help',
    task: 'You and the bot',
    summary: 'See what you can ask for',
    options: [{ name: 'about', summary: 'A command, or managing' }],
    examples: () => ['help', 'help quiz', 'help managing'],
    request: ({ about = '' }) => ({ kind: 'help', about }) as const,
  },
] as const satisfies readonly CommandRow[];
