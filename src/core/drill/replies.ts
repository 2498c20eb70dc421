import { sayMoment } from '../time.ts';
import { answeredIn, nextDrillAt } from './rules.ts';
import { type DrillSettings, sayDays, type SettingsProblem } from './settings.ts';
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
    drill.late ? note('Late today: the bot was away at the usual time.') : undefined,
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
    total > 0
      ? rows(options.map((option, at) => ({ label: letterOf(at), value: plain(`chosen by ${share(option.id)}`) })))
      : note('Nobody answered this one.'),
    remember(cue),
    sourcesNote(cue.sources),
    lesson && choices(openLesson(lesson), quizOn(lesson, 'Quiz me on it')),
  );
}

/** What the one who answered sees, alone: right or wrong, every option explained. */
export function voteReply(pack: Pack, drill: Drill, cue: Cue, picks: string, { again = false } = {}): Reply {
  const lesson = lessonById(pack, cue.lesson);
  return titled(
    isCorrect(cue, picks) ? '✓ Right' : '✗ Not this time',
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

export function noDrillYet(group: Group | undefined, now: Moment): Reply {
  const next = group?.active ? nextDrillAt(group, now) : undefined;
  const when =
    next === undefined || group === undefined
      ? 'No drill is set up in this channel. Someone who may manage it can: `/mlpro drill setup 09:00 Europe/Berlin weekdays`.'
      : `The next one comes ${sayMoment(next, group.zone)}.`;
  return shortReply('No drill here today', when, quizOn(null, 'Quiz me instead', 'main'));
}

export function drillGone(): Reply {
  return shortReply(
    'That drill is over',
    'Its cue was edited or is gone from the guide, so the press was not counted.',
    quizOn(null, 'Quiz me instead', 'main'),
  );
}

export function closedDrill(pack: Pack, drill: Drill, cue: Cue): Reply {
  const shown = voteReply(pack, drill, cue, '');
  const lead = note('This drill was already revealed, so the press was not counted. Here is the answer.');
  return { summary: 'This drill was already revealed', blocks: [heading('Already revealed'), lead, ...shown.blocks.slice(1)] };
}

export function drillSet(group: Group, now: Moment): Reply {
  const next = nextDrillAt(group, now);
  return titled(
    'The daily drill is set',
    rows(scheduleRows(group)),
    next === undefined ? undefined : note(`The first one comes ${sayMoment(next, group.zone)}.`),
  );
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

export function drillOff(had: boolean): Reply {
  return had
    ? shortReply(
        'The daily drill is off',
        'Nothing is lost: its settings and answers are kept, and `/mlpro drill setup` turns it on again.',
      )
    : shortReply('There was no drill here', 'Nothing had to be turned off. `/mlpro drill setup 09:00 Europe/Berlin weekdays` starts one.');
}

export function drillStatus(group: Group | undefined, drill: Drill | undefined, answered: number, now: Moment): Reply {
  if (group === undefined) return noDrillYet(group, now);
  const next = group.active ? nextDrillAt(group, now) : undefined;
  return reply(
    'The daily drill',
    heading(group.active ? 'The daily drill is on' : 'The daily drill is off'),
    rows([
      ...scheduleRows(group),
      { label: 'Next', value: plain(next === undefined ? 'none' : sayMoment(next, group.zone)) },
      {
        label: 'Last',
        value: plain(
          drill === undefined
            ? 'none so far'
            : `${sayMoment(drill.dueAt, group.zone)}: ${drill.status}${drill.late ? ', late' : ''}, ${answered} answered`,
        ),
      },
    ]),
  );
}

export function mayNotManage(): Reply {
  return shortReply(
    'That is for people who manage this channel',
    'Ask someone who may manage the channel to do it. Answering drills and quizzes is for everybody.',
    quizOn(null, 'Quiz me', 'main'),
  );
}

/** For the one who set a drill up, once, when the channel refuses it. `reason` is a sentence of an adapter's. */
export function drillTrouble(group: Group, reason: string): Reply {
  return titled(
    'The daily drill could not be posted',
    { kind: 'text', text: plain(`${reason} The schedule (${group.time} ${group.zone}) is kept, and I try again on the next study day.`) },
    note('Invite the bot to the channel again, or stop the drill there with `/mlpro drill off`.'),
  );
}
