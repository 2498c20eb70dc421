import type { Action, Tab } from '../action.ts';
import { choice, choices, menu, note, quote, shortNameOf, text, titled } from '../blocks.ts';
import { chapterByNumber, lessonsOf } from '../pack-index.ts';
import type { Chapter, Lesson, Pack } from '../pack.ts';
import type { Block, Choice, Reply } from '../reply.ts';
import { plain, type Text } from '../text.ts';
import type { Place } from './places.ts';

/** What a press on an offered lesson does. */
export type LessonAction = (lesson: Lesson) => Action;

export function opening(tab: Tab = 'summary'): LessonAction {
  return ({ id }) => ({ kind: 'lesson', lesson: id, tab, page: 1 });
}

/** A reply with something said before all else but its heading. */
export function led(reply: Reply, lead: Text): Reply {
  const [heading, ...others] = reply.blocks;
  return lead.length === 0 || heading === undefined ? reply : { ...reply, blocks: [heading, { kind: 'note', text: lead }, ...others] };
}

/** What of a typed text had no effect, so that nobody thinks it had. */
export function sayLeft({ left, missing }: Place): Text {
  const gone = missing.length > 0 ? [...plain('The guide has no '), ...quote(missing.join(', '), 40), ...plain('. ')] : [];
  return left === '' ? gone : [...gone, ...plain('I left out '), ...quote(left, 60), ...plain('.')];
}

/** When a text names no lesson, or may name several: the question back, with the answers as buttons. */
export function whichPlace(pack: Pack, place: Place, typed: string, does: LessonAction = opening(place.tab)): Reply {
  const { near, missing, left, tab, lessons, chapters } = place;
  if (lessons.length + chapters.length > 1)
    return asked('Which one first?', text('They open one at a time.'), offer([...lessons, ...chapters], does));
  const [chapter] = lessons.length === 0 ? chapters : [];
  if (chapter) return asked(`Which lesson of chapter ${chapter.number}?`, text('They open one at a time.'), offer(chapter.lessons, does));
  if (/^(next|prev|after|before)/.test(left))
    return asked(
      'Next to which lesson?',
      text('I don’t keep track of what you read. Say it like this: `/mlpro lesson 1.4 next`.'),
      offer(pack.chapters, does),
    );
  if (tab !== undefined && left === '' && near.length === 0 && missing.length === 0)
    return asked(
      'Of which lesson?',
      text(`Every lesson has its own. Say it like this: \`/mlpro lesson 1.4 ${tab}\`.`),
      offer(lessonsOf(pack), does),
    );
  if (missing.length > 0 && near.length > 0) return whichNumber(near, typed, does);
  return notThere(pack, near.length > 0 ? near : nearNumbers(pack, missing), typed, does);
}

function whichNumber(near: readonly (Lesson | Chapter)[], typed: string, does: LessonAction): Reply {
  const lead: Block = {
    kind: 'text',
    text: [...quote(typed, 40), ...plain(near.length > 1 ? ' may be any of these:' : ' may be this one:')],
  };
  const hint = note('A lesson’s number is its chapter and its place there, such as 1.4.');
  return titled('Which one do you mean?', lead, choices(...offer(near, does)), hint);
}

/** The nearest ones instead, or all of them. */
function notThere(pack: Pack, near: readonly (Lesson | Chapter)[], typed: string, does: LessonAction): Reply {
  const lead = near.length > 0 ? 'Did you mean one of these?' : 'These are the lessons there are.';
  const offered = offer(near.length > 0 ? near : lessonsOf(pack), does);
  return asked(
    'No lesson has that number or name',
    { kind: 'text', text: [...quote(typed, 60), ...plain(` isn’t in the guide. ${lead}`)] },
    offered,
  );
}

/** Of a number that is not there, the lessons of its chapter. */
function nearNumbers(pack: Pack, missing: readonly string[]): readonly Lesson[] {
  return missing.flatMap((number) => chapterByNumber(pack, Number(number.split('.')[0]))?.lessons ?? []);
}

/** More would not fit beside each other on every platform. */
const mostButtons = 12;

function asked(title: string, lead: Block, offered: readonly Choice[]): Reply {
  return titled(title, lead, offered.length > mostButtons ? menu('Choose one', ...offered) : choices(...offered));
}

function offer(all: readonly (Lesson | Chapter)[], does: LessonAction): Choice[] {
  return all.map((one) =>
    'questions' in one
      ? choice(shortNameOf(one), does(one))
      : choice(`Chapter ${one.number}: ${one.title}`, { kind: 'chapter', chapter: one.number }),
  );
}
