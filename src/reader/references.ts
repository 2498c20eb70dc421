import { closest } from '../core/closest.ts';
import type { ChapterDocuments, LessonDocuments, PackDocuments } from './documents.ts';
import type { Problem } from './problem.ts';
import type { CueFile, QuestionFile } from './schema.ts';
import type { LocatedDocument } from './yaml.ts';

type Path = readonly PropertyKey[];

/**
 * Everything that one file says about another: ids, answers, sources, lessons, traps, cues and objectives must exist, once.
 * While some lessons cannot be read (`complete` is false), references to lessons are left for the next run.
 */
export function checkReferences({ chapters }: PackDocuments, complete: boolean): Problem[] {
  const lessons = chapters.flatMap((chapter) => chapter.lessons);
  const lessonIds = complete ? lessons.map((documents) => documents.lesson.value.id) : undefined;
  return [
    ...unique(lessons.map(({ lesson }) => ({ document: lesson, path: ['id'], id: lesson.value.id }))),
    ...unique(lessons.flatMap(({ cues }) => cues.value.cues.map(({ id }, at) => ({ document: cues, path: ['cues', at, 'id'], id })))),
    ...unique(
      lessons.flatMap(({ questions }) =>
        questions.value.questions.map(({ id }, at) => ({ document: questions, path: ['questions', at, 'id'], id })),
      ),
    ),
    ...chapters.flatMap((chapter) => [...checkChapter(chapter, lessonIds), ...checkNumbers(chapter)]),
    ...chapters.flatMap(({ chapter, lessons: own }) =>
      own.flatMap((documents) =>
        checkLesson(
          documents,
          lessonIds,
          chapter.value.objectives.map(({ id }) => id),
        ),
      ),
    ),
  ];
}

interface Identified {
  readonly document: LocatedDocument<unknown>;
  readonly path: Path;
  readonly id: string;
}

function unique(named: readonly Identified[]): Problem[] {
  const first = new Map<string, Identified>();
  return named.flatMap((entry) => {
    const earlier = first.get(entry.id);
    if (earlier === undefined) first.set(entry.id, entry);
    if (earlier === undefined) return [];
    const remedy = `Give it a name of its own; the first one is in ${earlier.document.file}.`;
    return [entry.document.problem(entry.path, `"${entry.id}" a second time`, 'every id once', remedy)];
  });
}

/** A problem when `id` is not among `known`, with the nearest known one as the way out. */
function known(document: LocatedDocument<unknown>, path: Path, id: string, all: readonly string[] | undefined, what: string): Problem[] {
  if (all === undefined || all.includes(id)) return [];
  const close = closest(id, all, 0.5);
  const remedy = close === undefined ? `Known: ${all.slice(0, 12).join(', ') || 'none'}.` : `Did you mean "${close}"?`;
  return [document.problem(path, `"${id}"`, what, remedy)];
}

function checkChapter({ chapter, lessons }: ChapterDocuments, lessonIds: readonly string[] | undefined): Problem[] {
  const own = lessonIds && lessons.map(({ lesson }) => lesson.value.id);
  const { routing, strongAnswers, objectives } = chapter.value;
  return [
    ...routing.flatMap(({ lesson }, at) => known(chapter, ['routing', at, 'lesson'], lesson, own, 'a lesson of this chapter')),
    ...strongAnswers.flatMap(({ examples }, at) =>
      examples.flatMap(({ lesson }, nth) =>
        known(chapter, ['strongAnswers', at, 'examples', nth, 'lesson'], lesson, lessonIds, 'a lesson of this pack'),
      ),
    ),
    ...objectives.flatMap(({ lessons: named }, at) =>
      named.flatMap((lesson, nth) => known(chapter, ['objectives', at, 'lessons', nth], lesson, own, 'a lesson of this chapter')),
    ),
    ...unique(objectives.map(({ id }, at) => ({ document: chapter, path: ['objectives', at, 'id'], id: String(id) }))),
  ];
}

/** A lesson's number begins with that of its chapter: by it people ask for either. */
function checkNumbers({ number, lessons }: ChapterDocuments): Problem[] {
  return lessons.flatMap(({ lesson }) => {
    const { id } = lesson.value;
    if (id.startsWith(`${number}.`)) return [];
    const remedy = `Rename it, or move its chapter, which comes as number ${number} in pack.yaml.`;
    return [lesson.problem(['id'], `"${id}"`, `a number that begins with "${number}."`, remedy)];
  });
}

const sourced = ['concepts', 'scenarios', 'traps', 'pairs', 'changes', 'callShapes'] as const;

function checkLesson(documents: LessonDocuments, lessonIds: readonly string[] | undefined, objectives: readonly number[]): Problem[] {
  const { lesson, cues, questions, routing } = documents;
  const sources = Object.keys(lesson.value.sources);
  const traps = lesson.value.traps.map(({ id }) => id);
  const cueIds = cues.value.cues.map(({ id }) => id);
  const item = { lesson: lesson.value.id, sources, traps, objectives };
  return [
    ...sourced.flatMap((part) =>
      lesson.value[part].flatMap((entry, at) => checkSources(lesson, [part, at, 'sources'], entry.sources, sources)),
    ),
    ...unusedSources(documents),
    ...(['concepts', 'traps', 'pairs'] as const).flatMap((part) =>
      unique(lesson.value[part].map(({ id }, at) => ({ document: lesson, path: [part, at, 'id'], id }))),
    ),
    ...cues.value.cues.flatMap((cue, at) => checkItem(cues, ['cues', at], cue, item)),
    ...questions.value.questions.flatMap((question, at) => [
      ...checkItem(questions, ['questions', at], question, item),
      ...known(questions, ['questions', at, 'cue'], question.cue, cueIds, 'a cue of this lesson'),
    ]),
    ...routing.value.elsewhere.flatMap(({ lesson: other }, at) => {
      const path = ['elsewhere', at, 'lesson'];
      if (other === null) return [];
      if (other !== lesson.value.id) return known(routing, path, other, lessonIds, 'a lesson of this pack, or null');
      return [routing.problem(path, `"${other}"`, 'another lesson than this one', 'Move the question to phrasings or paraphrases.')];
    }),
  ];
}

function checkSources(document: LocatedDocument<unknown>, path: Path, keys: readonly string[], sources: readonly string[]): Problem[] {
  return keys.flatMap((key, at) => known(document, [...path, at], key, sources, 'a key under "sources" of this lesson.yaml'));
}

function unusedSources({ lesson, cues, questions }: LessonDocuments): Problem[] {
  const used = new Set([
    ...sourced.flatMap((part) => lesson.value[part].flatMap((entry) => entry.sources)),
    ...cues.value.cues.flatMap((cue) => cue.sources),
    ...questions.value.questions.flatMap((question) => question.sources),
  ]);
  return Object.keys(lesson.value.sources)
    .filter((key) => !used.has(key))
    .map((key) =>
      lesson.problem(
        ['sources', key],
        `the source "${key}", which nothing uses`,
        'sources that a claim rests on',
        'Remove it, or name it where it is used.',
      ),
    );
}

interface Known {
  readonly lesson: string;
  readonly sources: readonly string[];
  readonly traps: readonly string[];
  readonly objectives: readonly number[];
}

function checkItem(document: LocatedDocument<unknown>, path: Path, item: CueFile | QuestionFile, around: Known): Problem[] {
  const letters = Object.keys(item.options).sort();
  const answers = [item.answer].flat();
  return [
    ...(item.id.startsWith(`${around.lesson}-`)
      ? []
      : [
          document.problem(
            [...path, 'id'],
            `"${item.id}"`,
            `an id that begins with "${around.lesson}-"`,
            'Rename it, or move it to its lesson.',
          ),
        ]),
    ...checkLetters(document, path, letters),
    ...answers.flatMap((answer) => known(document, [...path, 'answer'], answer, letters, `one of the options ${letters.join(', ')}`)),
    ...checkCount(document, path, item, letters.length, answers.length),
    ...checkSources(document, [...path, 'sources'], item.sources, around.sources),
    ...known(document, [...path, 'objective'], String(item.objective), around.objectives.map(String), 'an objective of the chapter'),
    ...Object.entries(item.options).flatMap(([letter, option]) => {
      if (option?.trap === undefined) return [];
      if (!answers.some((answer) => answer === letter))
        return known(document, [...path, 'options', letter, 'trap'], option.trap, around.traps, 'a trap of this lesson');
      return [
        document.problem(
          [...path, 'options', letter, 'trap'],
          'a trap on the right option',
          'traps on wrong options only',
          'Remove it, or check the answer.',
        ),
      ];
    }),
  ];
}

function checkLetters(document: LocatedDocument<unknown>, path: Path, letters: readonly string[]): Problem[] {
  const expected = 'abcde'.slice(0, letters.length);
  if (letters.join('') === expected) return [];
  return [
    document.problem(
      [...path, 'options'],
      `options ${letters.join(', ')}`,
      `options ${[...expected].join(', ')}`,
      'Letter them in order, without a gap.',
    ),
  ];
}

/** Cues have two to four options and one answer; questions four, or five when two are to be chosen. */
function checkCount(
  document: LocatedDocument<unknown>,
  path: Path,
  item: CueFile | QuestionFile,
  options: number,
  answers: number,
): Problem[] {
  const [least, most] = !('difficulty' in item) ? [2, 4] : answers > 1 ? [5, 5] : [4, 4];
  if (options >= least && options <= most) return [];
  const expected = least === most ? `${least} options` : `${least} to ${most} options`;
  return [
    document.problem(
      [...path, 'options'],
      `${options} options`,
      expected,
      'Questions have four options, five to choose two from; cues two to four.',
    ),
  ];
}
