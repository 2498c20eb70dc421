import { choice, choices, lessonMenu, list, nameOf, note, quizOn, rows, shortNameOf, text, titled } from '../blocks.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Chapter, Lesson, Pack, Principle } from '../pack.ts';
import type { Block, Choice, Reply } from '../reply.ts';
import { bold, parseMarkup, plain, wordsOf } from '../text.ts';
import { sayDay } from '../time.ts';

/** As many lessons as the guide names beside its chapters, so that it stays two screens of a phone; of more, each chapter names its own. */
const mostNamed = 20;

/** The way into everything: what to do now, then the chapters with their lessons, or the one chapter that there is. */
export function guideReply(pack: Pack): Reply {
  const [only, ...others] = pack.chapters;
  if (only && others.length === 0) return chapterReply(pack, only);
  return titled(
    pack.title,
    choices(quizOn(null, 'Quiz me', 'main'), choice('About the exam', { kind: 'exam' })),
    ...(lessonsOf(pack).length > mostNamed ? pack.chapters.map(countedLessons) : pack.chapters.flatMap(namedLessons)),
    lessonMenu(lessonsOf(pack)),
    choices(...pack.chapters.map(openChapter)),
  );
}

function namedLessons(chapter: Chapter): Block[] {
  return [text(headOf(chapter)), list(chapter.lessons.map((lesson) => plain(shortNameOf(lesson))))];
}

function countedLessons(chapter: Chapter): Block {
  const count = chapter.lessons.length;
  return text(`${headOf(chapter)}: ${count === 1 ? '1 lesson' : `${count} lessons`}`);
}

function headOf({ number, title, weight }: Chapter): string {
  return `**${number}. ${title}** (about ${weight}% of the exam)`;
}

/** One chapter on one screen: what it is, its lessons in order, and what leads to each. */
export function chapterReply(pack: Pack, chapter: Chapter): Reply {
  const isOnly = pack.chapters.length === 1;
  return titled(
    isOnly ? pack.title : `${chapter.number}. ${chapter.title}`,
    text(isOnly ? `**${chapter.title}.** ${chapter.intro}` : chapter.intro),
    text('**Work through these in order**'),
    rows(chapter.lessons.map((lesson) => ({ label: nameOf(lesson), value: plain(aboutIn(chapter, lesson)) }))),
    note(`Revised on ${sayDay(chapter.revised)}`),
    lessonMenu(chapter.lessons),
    choices(
      quizOn(null, 'Quiz me on everything', 'main'),
      chapter.strongAnswers.length > 0
        ? choice('What strong answers do', { kind: 'strong-answers', chapter: chapter.number, page: 1 })
        : undefined,
      isOnly ? choice('About the exam', { kind: 'exam' }) : choice('All chapters', { kind: 'guide' }),
    ),
  );
}

/** The kinds of question that lead to a lesson. */
function aboutIn({ routing }: Chapter, { id, focus }: Lesson): string {
  const about = routing.filter(({ lesson }) => lesson === id).map((row) => row.about);
  return about.length > 0 ? about.join('; ') : wordsOf(focus);
}

function openChapter(chapter: Chapter): Choice {
  return choice(`${chapter.number}. ${chapter.title}`, { kind: 'chapter', chapter: chapter.number });
}

/** What a learner's own page says of them. */
export interface HomeSummary {
  readonly answers: number;
  /** The mock exam that runs or the open quiz in a few words, and the way on in it. */
  readonly quiz?: { readonly said: string; readonly next: Choice } | undefined;
}

/** A learner's own page: the open quiz, today's drill where there is one, how far they are, then the guide. */
export function homeReply(guide: Reply, drill: Reply | undefined, { answers, quiz }: HomeSummary): Reply {
  const [title, ...others] = guide.blocks;
  const blocks = [
    title,
    ...(quiz ? [text(quiz.said), choices(quiz.next)] : []),
    note(sayAnswers(answers)),
    ...(drill?.blocks ?? []),
    ...others,
  ];
  return { summary: guide.summary, blocks: blocks.filter((block) => block !== undefined) };
}

function sayAnswers(answers: number): string {
  if (answers === 0) return 'You have not answered a question yet. “Quiz me” asks five.';
  return `Your answers so far, drills included: ${answers}.`;
}

/** So many worked examples fit on a page. */
const examplesOnPage = 2;

/** A principle of a chapter with worked examples: what sounds right, and what is. One with many takes several pages. */
export function strongAnswersReply({ number, strongAnswers }: Chapter, page: number): Reply {
  const pages = strongAnswers.flatMap(pagesOf);
  const shown = Math.min(Math.max(1, page), pages.length);
  const answer = pages[shown - 1];
  return titled(
    `What strong answers do${pages.length > 1 ? ` (${shown} of ${pages.length})` : ''}`,
    ...(answer ? [{ kind: 'text', text: [bold(answer.principle)] } as const, ...answer.examples.flatMap(workedExample)] : []),
    choices(
      shown < pages.length ? choice('More', { kind: 'strong-answers', chapter: number, page: shown + 1 }, 'main') : undefined,
      shown > 1 ? choice('Back', { kind: 'strong-answers', chapter: number, page: shown - 1 }) : undefined,
      choice('The chapter', { kind: 'chapter', chapter: number }),
      quizOn(null, 'Quiz me on everything', shown < pages.length ? undefined : 'main'),
    ),
  );
}

function pagesOf({ principle, examples }: Principle): Principle[] {
  const pages = Math.max(1, Math.ceil(examples.length / examplesOnPage));
  return Array.from({ length: pages }, (_, at) => ({
    principle,
    examples: examples.slice(at * examplesOnPage, (at + 1) * examplesOnPage),
  }));
}

function workedExample({ lesson, situation, weak, strong }: Principle['examples'][number]): Block[] {
  return [
    text(`${situation} (${lesson})`),
    list([
      [bold('Weak: '), ...parseMarkup(weak)],
      [bold('Strong: '), ...parseMarkup(strong)],
    ]),
  ];
}

/** The exam itself, in facts. */
export function examReply(pack: Pack): Reply {
  return titled(
    pack.title,
    rows(pack.exam.map((fact) => ({ label: fact.name, value: parseMarkup(fact.value) }))),
    choices(choice('Mock exam', { kind: 'mock' }, 'main'), choice('All lessons', { kind: 'guide' })),
  );
}
