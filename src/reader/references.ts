import { nearest } from '../core/closest.ts';
import type { ChapterSheets, LessonSheets, PackSheets } from './sheets.ts';
import type { Problem } from './problem.ts';
import type { CueFile, QuestionFile } from './schema.ts';
import type { Sheet } from './yaml.ts';

type Path = readonly PropertyKey[];

/**
 * Everything that one file says about another: ids, answers, sources, lessons, traps, cues and objectives must exist, once.
 * While some lessons cannot be read (`complete` is false), references to lessons are left for the next run.
 */
export function checkReferences({ chapters }: PackSheets, complete: boolean): Problem[] {
  const lessons = chapters.flatMap((chapter) => chapter.lessons);
  const lessonIds = complete ? lessons.map((sheets) => sheets.lesson.value.id) : undefined;
  return [
    ...unique(lessons.map(({ lesson }) => ({ sheet: lesson, path: ['id'], id: lesson.value.id }))),
    ...unique(lessons.flatMap(({ cues }) => cues.value.cues.map(({ id }, at) => ({ sheet: cues, path: ['cues', at, 'id'], id })))),
    ...unique(
      lessons.flatMap(({ questions }) =>
        questions.value.questions.map(({ id }, at) => ({ sheet: questions, path: ['questions', at, 'id'], id })),
      ),
    ),
    ...chapters.flatMap((chapter) => checkChapter(chapter, lessonIds)),
    ...chapters.flatMap(({ chapter, lessons: own }) =>
      own.flatMap((sheets) =>
        checkLesson(
          sheets,
          lessonIds,
          chapter.value.objectives.map(({ id }) => id),
        ),
      ),
    ),
  ];
}

interface Named {
  readonly sheet: Sheet<unknown>;
  readonly path: Path;
  readonly id: string;
}

function unique(named: readonly Named[]): Problem[] {
  const first = new Map<string, Named>();
  return named.flatMap((entry) => {
    const earlier = first.get(entry.id);
    if (earlier === undefined) first.set(entry.id, entry);
    if (earlier === undefined) return [];
    const wayOut = `Give it a name of its own; the first one is in ${earlier.sheet.file}.`;
    return [entry.sheet.problem(entry.path, `"${entry.id}" a second time`, 'every id once', wayOut)];
  });
}

/** A problem when `id` is not among `known`, with the nearest known one as the way out. */
function known(sheet: Sheet<unknown>, path: Path, id: string, all: readonly string[] | undefined, what: string): Problem[] {
  if (all === undefined || all.includes(id)) return [];
  const close = nearest(id, all, 0.5);
  const wayOut = close === undefined ? `Known: ${all.slice(0, 12).join(', ') || 'none'}.` : `Did you mean "${close}"?`;
  return [sheet.problem(path, `"${id}"`, what, wayOut)];
}

function checkChapter({ chapter, lessons }: ChapterSheets, lessonIds: readonly string[] | undefined): Problem[] {
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
    ...unique(objectives.map(({ id }, at) => ({ sheet: chapter, path: ['objectives', at, 'id'], id: String(id) }))),
  ];
}

const sourced = ['concepts', 'scenarios', 'traps', 'pairs', 'changes', 'callShapes'] as const;

function checkLesson(sheets: LessonSheets, lessonIds: readonly string[] | undefined, objectives: readonly number[]): Problem[] {
  const { lesson, cues, questions, routing } = sheets;
  const sources = Object.keys(lesson.value.sources);
  const traps = lesson.value.traps.map(({ id }) => id);
  const cueIds = cues.value.cues.map(({ id }) => id);
  const item = { lesson: lesson.value.id, sources, traps, objectives };
  return [
    ...sourced.flatMap((part) =>
      lesson.value[part].flatMap((entry, at) => checkSources(lesson, [part, at, 'sources'], entry.sources, sources)),
    ),
    ...unusedSources(sheets),
    ...(['concepts', 'traps', 'pairs'] as const).flatMap((part) =>
      unique(lesson.value[part].map(({ id }, at) => ({ sheet: lesson, path: [part, at, 'id'], id }))),
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

function checkSources(sheet: Sheet<unknown>, path: Path, keys: readonly string[], sources: readonly string[]): Problem[] {
  return keys.flatMap((key, at) => known(sheet, [...path, at], key, sources, 'a key under "sources" of this lesson.yaml'));
}

function unusedSources({ lesson, cues, questions }: LessonSheets): Problem[] {
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

interface Around {
  readonly lesson: string;
  readonly sources: readonly string[];
  readonly traps: readonly string[];
  readonly objectives: readonly number[];
}

function checkItem(sheet: Sheet<unknown>, path: Path, item: CueFile | QuestionFile, around: Around): Problem[] {
  const letters = Object.keys(item.options).sort();
  const answers = [item.answer].flat();
  return [
    ...(item.id.startsWith(`${around.lesson}-`)
      ? []
      : [
          sheet.problem(
            [...path, 'id'],
            `"${item.id}"`,
            `an id that begins with "${around.lesson}-"`,
            'Rename it, or move it to its lesson.',
          ),
        ]),
    ...checkLetters(sheet, path, letters),
    ...answers.flatMap((answer) => known(sheet, [...path, 'answer'], answer, letters, `one of the options ${letters.join(', ')}`)),
    ...checkCount(sheet, path, item, letters.length, answers.length),
    ...checkSources(sheet, [...path, 'sources'], item.sources, around.sources),
    ...known(sheet, [...path, 'objective'], String(item.objective), around.objectives.map(String), 'an objective of the chapter'),
    ...Object.entries(item.options).flatMap(([letter, option]) => {
      if (option?.trap === undefined) return [];
      if (!answers.some((answer) => answer === letter))
        return known(sheet, [...path, 'options', letter, 'trap'], option.trap, around.traps, 'a trap of this lesson');
      return [
        sheet.problem(
          [...path, 'options', letter, 'trap'],
          'a trap on the right option',
          'traps on wrong options only',
          'Remove it, or check the answer.',
        ),
      ];
    }),
  ];
}

function checkLetters(sheet: Sheet<unknown>, path: Path, letters: readonly string[]): Problem[] {
  const expected = 'abcde'.slice(0, letters.length);
  if (letters.join('') === expected) return [];
  return [
    sheet.problem(
      [...path, 'options'],
      `options ${letters.join(', ')}`,
      `options ${[...expected].join(', ')}`,
      'Letter them in order, without a gap.',
    ),
  ];
}

/** Cues have two to four options and one answer; questions four, or five when two are to be chosen. */
function checkCount(sheet: Sheet<unknown>, path: Path, item: CueFile | QuestionFile, options: number, answers: number): Problem[] {
  const [least, most] = !('difficulty' in item) ? [2, 4] : answers > 1 ? [5, 5] : [4, 4];
  if (options >= least && options <= most) return [];
  const expected = least === most ? `${least} options` : `${least} to ${most} options`;
  return [
    sheet.problem(
      [...path, 'options'],
      `${options} options`,
      expected,
      'Questions have four options, five to choose two from; cues two to four.',
    ),
  ];
}
