import { choice, choices, list, nameOf, note, openLesson, quizOn, rows, shortNameOf, text, titled } from '../blocks.ts';
import type { Chapter, Pack, Principle } from '../pack.ts';
import type { Block, Choice, Reply } from '../reply.ts';
import { bold, parseMarkup, plain } from '../text.ts';
import { sayDay } from '../time.ts';

/** The way into everything: the chapters with their lessons, or the one chapter that there is. */
export function guideReply(pack: Pack): Reply {
  const [only, ...others] = pack.chapters;
  if (only && others.length === 0) return chapterReply(pack, only);
  return titled(
    pack.title,
    ...pack.chapters.flatMap((chapter) => [
      text(`**${chapter.number}. ${chapter.title}** (about ${chapter.weight}% of the exam)`),
      list(chapter.lessons.map((lesson) => plain(nameOf(lesson)))),
    ]),
    factRows(pack),
    choices(...pack.chapters.map(openChapter)),
    choices(...examChoices()),
  );
}

/** One chapter on one screen: what it is, its lessons in order, where each kind of question goes, what strong answers do. */
export function chapterReply(pack: Pack, chapter: Chapter): Reply {
  const isOnly = pack.chapters.length === 1;
  return titled(
    isOnly ? pack.title : `${chapter.number}. ${chapter.title}`,
    ...chapterBlocks(chapter, isOnly),
    isOnly ? factRows(pack) : undefined,
    choices(
      ...chapter.lessons.map((lesson) => openLesson(lesson, shortNameOf(lesson))),
      choice('Strong answers, worked out', { kind: 'strong-answers', chapter: chapter.number, page: 1 }),
      ...(isOnly ? examChoices() : [choice('All chapters', { kind: 'guide' })]),
    ),
  );
}

function chapterBlocks(chapter: Chapter, isOnly: boolean): Block[] {
  return [
    text(isOnly ? `**${chapter.title}.** ${chapter.intro}` : chapter.intro),
    text('**Work this chapter in order**'),
    rows(chapter.lessons.map((lesson) => ({ label: nameOf(lesson), value: parseMarkup(lesson.focus) }))),
    text('**If the question is really about …, go first to …**'),
    rows(chapter.routing.map((row) => ({ label: row.lesson, value: parseMarkup(row.about) }))),
    ...(chapter.strongAnswers.length > 0 ? [text('**What strong answers usually do**')] : []),
    ...(chapter.strongAnswers.length > 0 ? [list(chapter.strongAnswers.map(({ principle }) => plain(principle)))] : []),
    note(`Revised on ${sayDay(chapter.revised)}`),
  ];
}

function factRows(pack: Pack): Block {
  return rows(pack.exam.slice(0, 2).map((fact) => ({ label: fact.name, value: parseMarkup(fact.value) })));
}

function examChoices(): Choice[] {
  return [choice('About the exam', { kind: 'exam' }), quizOn(null, 'Quiz me on all', 'main')];
}

function openChapter(chapter: Chapter): Choice {
  return choice(`${chapter.number}. ${chapter.title}`, { kind: 'chapter', chapter: chapter.number });
}

/** A learner's own page: today's drill where there is one, then the guide. */
export function homeReply(guide: Reply, drill: Reply | undefined): Reply {
  return { summary: guide.summary, blocks: [...(drill?.blocks ?? []), ...guide.blocks] };
}

/** One principle of a chapter on a page, with worked examples: what sounds right, and what is. */
export function strongAnswersReply({ number, strongAnswers }: Chapter, page: number): Reply {
  const pages = strongAnswers.length;
  const shown = Math.min(Math.max(1, page), pages);
  const turn = (to: number, label: string) => choice(label, { kind: 'strong-answers', chapter: number, page: to }, 'main');
  const answer = strongAnswers[shown - 1];
  return titled(
    `What strong answers do${pages > 1 ? ` (${shown} of ${pages})` : ''}`,
    ...(answer ? [{ kind: 'text', text: [bold(answer.principle)] } as const, ...answer.examples.flatMap(workedExample)] : []),
    choices(
      shown < pages ? turn(shown + 1, 'Next principle') : undefined,
      shown > 1 ? turn(shown - 1, 'Back') : undefined,
      choice('The chapter', { kind: 'chapter', chapter: number }),
      quizOn(null, 'Quiz me on all', shown < pages ? undefined : 'main'),
    ),
  );
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
    choices(choice('All lessons', { kind: 'guide' }, 'main')),
  );
}
