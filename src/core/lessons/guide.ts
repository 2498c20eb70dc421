import { sayDay } from '../time.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Chapter, Pack } from '../pack.ts';
import type { Block, Reply } from '../reply.ts';
import { bold, parseMarkup, plain } from '../text.ts';
import { choice, choices, heading, list, nameOf, note, openLesson, quizOn, reply, rows, shortNameOf, text } from '../blocks.ts';

/** The whole guide on one screen: what it is, the lessons in order, where each kind of question goes, what strong answers do. */
export function guideReply(pack: Pack): Reply {
  const facts = pack.exam.slice(0, 2).map((fact) => ({ label: fact.name, value: parseMarkup(fact.value) }));
  return reply(
    pack.title,
    heading(pack.title),
    ...pack.chapters.flatMap(chapterBlocks),
    rows(facts),
    choices(
      ...lessonsOf(pack).map((lesson) => openLesson(lesson, shortNameOf(lesson))),
      choice('Strong answers, worked out', { kind: 'strong-answers' }),
      choice('About the exam', { kind: 'exam' }),
      quizOn(null, 'Quiz me on all', 'main'),
    ),
  );
}

function chapterBlocks(chapter: Chapter): Block[] {
  return [
    text(`**${chapter.title}.** ${chapter.intro}`),
    text('**Work this chapter in order**'),
    rows(chapter.lessons.map((lesson) => ({ label: nameOf(lesson), value: parseMarkup(lesson.focus) }))),
    text('**If the question is really about …, go first to …**'),
    rows(chapter.routing.map((row) => ({ label: row.lesson, value: parseMarkup(row.about) }))),
    text('**What strong answers usually do**'),
    list(chapter.strongAnswers.map(({ principle }) => plain(principle))),
    note(`Revised on ${sayDay(chapter.revised)}`),
  ];
}

/** A learner's own page: today's drill where there is one, then the guide. */
export function homeReply(guide: Reply, drill: Reply | undefined): Reply {
  return { summary: guide.summary, blocks: [...(drill?.blocks ?? []), ...guide.blocks] };
}

/** The principles, each with worked examples: what sounds right, and what is. */
export function strongAnswersReply(pack: Pack): Reply {
  const principles = pack.chapters.flatMap((chapter) => chapter.strongAnswers);
  return reply(
    'What strong answers do',
    heading('What strong answers do'),
    ...principles.flatMap(({ principle, examples }) => [
      { kind: 'text', text: [bold(principle)] } as const,
      list(
        examples.map(({ lesson, situation, weak, strong }) => [
          ...parseMarkup(`${situation} `),
          ...plain('Weak: '),
          ...parseMarkup(`${weak} `),
          bold('Strong: '),
          ...parseMarkup(strong),
          ...plain(` (${lesson})`),
        ]),
      ),
    ]),
    choices(choice('All lessons', { kind: 'guide' }), quizOn(null, 'Quiz me on all', 'main')),
  );
}

/** The exam itself, in facts. */
export function examReply(pack: Pack): Reply {
  return reply(
    pack.title,
    heading(pack.title),
    rows(pack.exam.map((fact) => ({ label: fact.name, value: parseMarkup(fact.value) }))),
    choices(choice('All lessons', { kind: 'guide' }, 'main')),
  );
}
