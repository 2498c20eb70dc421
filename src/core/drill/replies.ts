import { sayDay } from '../time.ts';
import { answeredIn, nextDrillAt } from './rules.ts';
import { lessonById } from '../pack-index.ts';
import type { Cue, Pack } from '../pack.ts';
import { confidenceBlocks, notAskedAgain } from '../quiz/confidence-replies.ts';
import { reportThis } from '../quiz/feedback-replies.ts';
import { isCorrect, letterOf, shownOptions } from '../quiz/rules.ts';
import type { Block, Reply } from '../reply.ts';
import type { Attempt, Drill, Group, Moment, Tally } from '../state.ts';
import { bold, moment, parseMarkup, plain, type Text } from '../text.ts';
import {
  answerOptions,
  choice,
  choices,
  explainedOptions,
  judged,
  heading,
  menu,
  note,
  openLesson,
  quizOn,
  reply,
  rows,
  shortReply,
  sourcesNote,
  text,
  titled,
} from '../blocks.ts';
import { sayDays } from './days.ts';

/** The drill as it stands in the channel: the cue, a button an option, and how many have answered, not what. */
export function drillPost(pack: Pack, drill: Drill, cue: Cue, answered: number, zone = 'UTC'): Reply {
  const options = shownOptions(cue, drill.id);
  const lesson = lessonById(pack, cue.lesson);
  const vote = (option: { id: string }, letter: string) =>
    choice(letter, { kind: 'vote', drill: drill.id, pick: option.id, version: cue.version });
  return titled(
    'Decision cue of the day',
    drill.late ? note('Late today: this one comes after its usual time.') : undefined,
    text(cue.stem),
    answerOptions(options, vote),
    {
      kind: 'note',
      text: [
        ...plain(`${sayAnswered(answered)} What you choose stays private. `),
        ...sayReveal('The answer comes', drill, zone),
        ...plain(`Once the answer is out, argue about it in a reply here. Lesson ${lesson?.id ?? cue.lesson}.`),
      ],
    },
  );
}

/** The last moment that a date can be: where no next drill is in sight, its answer has no time. */
const endOfTime = 8.64e15;

/** When the channel sees the answer; nothing where nobody knows. */
function sayReveal(lead: string, { revealAt }: Drill, zone: string): Text {
  return revealAt === undefined || revealAt > endOfTime ? [] : [...plain(`${lead} `), moment(revealAt, zone), ...plain('. ')];
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

/** What the channel hears under the drill when its answer is out; with few answers it does not say how many had it. */
export function revealNotice(cue: Cue, tally: Tally): Reply {
  const line = `The answer is out${sayHad(cue, tally)}.`;
  return reply(line, text(`${line} Do you see it differently? Argue here.`));
}

function sayHad(cue: Cue, tally: Tally): string {
  const total = answeredIn(tally);
  if (total < crowd) return '';
  const had = answeredIn(Object.fromEntries(Object.entries(tally).filter(([picks]) => isCorrect(cue, picks))));
  if (had === total) return `: all ${total} had it`;
  return `: ${had === 0 ? `none of ${total}` : `${had} of ${total}`} had it`;
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

type Vote = Pick<Attempt, 'picks' | 'correct' | 'confidence'>;

/** How a vote is shown. */
interface VoteExtras {
  readonly again?: boolean | undefined;
  readonly zone?: string | undefined;
  /** Whether the learner may say how sure they were; or that they have just said not to be asked. */
  readonly asks?: boolean | 'never';
}

/** What the one who answered sees, alone: right or wrong, every option explained. `own` is undefined for somebody who has no vote. */
export function voteReply(
  pack: Pack,
  drill: Drill,
  cue: Cue,
  own: Vote | undefined,
  { again, zone = 'UTC', asks }: VoteExtras = {},
): Reply {
  const picks = own?.picks ?? '';
  const lesson = lessonById(pack, cue.lesson);
  const isOut = drill.status === 'revealed';
  return judged(
    isCorrect(cue, picks),
    again ? note('You had answered this drill before; that first answer counts.') : undefined,
    explainedOptions(shownOptions(cue, drill.id), picks),
    remember(cue),
    sourcesNote(cue.sources),
    { kind: 'note', text: [...plain('Only you see this. '), ...(isOut ? [] : sayReveal('The channel sees the answer', drill, zone))] },
    ...(own && asks === true ? confidenceBlocks(own, (confidence) => ({ kind: 'confide-vote', drill: drill.id, confidence })) : []),
    asks === 'never' ? notAskedAgain() : undefined,
    lesson && choices(openLesson(lesson), quizOn(lesson, 'Quiz me on it', 'main')),
    own &&
      menu(
        'More: report this question',
        reportThis(cue, { kind: 'drill', id: drill.id }),
        asks === true ? choice('Don’t ask how sure I was', { kind: 'confide-vote', drill: drill.id, confidence: 'never' }) : undefined,
      ),
  );
}

function remember(cue: Cue): Block {
  return { kind: 'text', text: [bold('Cue: '), ...parseMarkup(cue.remember)] };
}

/** `drill` is the last one, if there was any: it says why there is none today. */
export function noDrillYet(group: Group | undefined, now: Moment, drill?: Drill): Reply {
  const practise = quizOn(null, 'Quiz me instead', 'main');
  if (group === undefined)
    return shortReply(
      'No drill here today',
      'No drill is set up in this channel. Someone who may manage it can: `/mlpro drill setup 09:00 Europe/Berlin weekdays`.',
      practise,
    );
  const next = group.active ? nextDrillAt(group, now, drill ? [drill.day] : []) : undefined;
  if (next === undefined)
    return shortReply(
      'The daily drill is off here',
      `It was turned off, so none comes. Someone who may manage the channel can turn it on again: \`/mlpro drill setup ${group.time} ${group.zone} ${sayDays(group.weekdays)}\`.`,
      practise,
    );
  const why = drill?.status === 'failed' ? `The last one did not come: ${drill.reason ?? 'the channel did not take it.'} ` : '';
  return titled(
    'No drill here today',
    { kind: 'text', text: [...plain(`${why}The next one comes `), moment(next, group.zone), ...plain('.')] },
    choices(practise),
  );
}

/** In private there is no channel that could have one. */
export function noDrillInPrivate(): Reply {
  return shortReply(
    'Drills come to channels',
    'A private message has none. Type `/mlpro drill` in the channel of your study group, or practise here.',
    quizOn(null, 'Quiz me', 'main'),
  );
}

export function drillGone(): Reply {
  return shortReply(
    'That drill is over',
    'I have no record of it any more, or its cue is gone from the guide, so the press was not counted.',
    quizOn(null, 'Quiz me instead', 'main'),
  );
}

export function closedDrill(pack: Pack, drill: Drill, cue: Cue): Reply {
  const shown = voteReply(pack, drill, cue, undefined);
  const lead = note('This drill was already revealed, so the press was not counted. Here is the answer.');
  return { summary: 'This drill was already revealed', blocks: [heading('Already revealed'), lead, ...shown.blocks.slice(1)] };
}
