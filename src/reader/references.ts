import { type ChapterDocuments, isDraft, type LessonDocuments, type PackDocuments } from './documents.ts';
import { answering } from '../core/routing-words.ts';
import { checkItem, itemsOf } from './items.ts';
import { checkNames, checkUnique, type Kind, type Named, type Path } from './names.ts';
import { checkNumbers, numberOf } from './numbers.ts';
import type { Problem } from './problem.ts';
import type { LocatedDocument } from './yaml.ts';

/**
 * Everything that one file says about another: ids, answers, sources, lessons, traps, cues and objectives must exist, once.
 * While some lessons cannot be read (`complete` is false), references to lessons are left for the next run.
 */
export function checkReferences(documents: PackDocuments, complete: boolean): Problem[] {
  const { chapters } = documents;
  const lessons = chapters.flatMap((chapter) => chapter.lessons);
  const repeated = checkUnique(lessons.map(nameOf));
  // A lesson that was copied whole repeats every id in it: its number is told, and the rest when that is mended.
  const own = lessons.filter((documents, at) => lessons.findIndex((other) => numberOf(other) === numberOf(documents)) === at);
  return [
    ...repeated,
    ...checkUnique(own.flatMap(itemsOf)),
    ...chapters.flatMap(checkChapter),
    ...own.flatMap(checkLesson),
    ...(complete ? checkShown(documents) : []),
    ...(complete && repeated.length === 0 ? [...checkNumbers(documents), ...checkLessonNames(chapters)] : []),
  ];
}

/** What learners see has something to ask; while everything is a draft, there is nothing to see. */
function checkShown({ pack, chapters }: PackDocuments): Problem[] {
  const shown = chapters.flatMap(({ lessons }) => lessons.filter((documents) => !isDraft(documents)));
  const remedy = 'Take "draft: true" out of the lesson.yaml of one that is complete.';
  if (shown.length === 0) return [pack.problem(['chapters'], 'drafts only', 'a lesson that learners may see', remedy)];
  return shown.flatMap(({ cues, questions }) => [
    ...(cues.value.cues.length === 0 ? [empty(cues, 'cues')] : []),
    ...(questions.value.questions.length === 0 ? [empty(questions, 'questions')] : []),
  ]);
}

function empty(document: LocatedDocument<unknown>, key: string): Problem {
  return document.problem([key], `no ${key}`, 'one at least', 'Write one, or put "draft: true" into lesson.yaml until there is one.');
}

function nameOf(documents: LessonDocuments): Named {
  return { document: documents.lesson, path: ['id'], id: numberOf(documents) };
}

function checkChapter({ chapter, lessons }: ChapterDocuments): Problem[] {
  const { objectives } = chapter.value;
  const known = objectives.map(({ id }, at) => ({ document: chapter, path: ['objectives', at, 'id'], id: String(id) }));
  const uses = lessons.flatMap((documents) =>
    itemsOf(documents).map(({ document, path, item }) => ({ document, path: [...path, 'objective'], id: String(item.objective) })),
  );
  const list = { document: chapter, path: ['objectives'] };
  return [...checkUnique(known), ...checkNames(uses, { what: 'an objective of the chapter', known, list })];
}

/** Who names a lesson: chapters those of their own, and lessons any other of the pack. */
function checkLessonNames(chapters: readonly ChapterDocuments[]): Problem[] {
  const kindOf = (what: string, among: readonly ChapterDocuments[]): Kind[] => {
    const [first] = among;
    const known = among.flatMap(({ lessons }) => lessons.map(nameOf));
    return first ? [{ what, known, list: { document: first.chapter, path: ['lessons'] } }] : [];
  };
  return [
    ...chapters.flatMap((chapter) =>
      kindOf('a lesson of this chapter', [chapter]).flatMap((kind) => checkNames(namedByChapter(chapter), kind)),
    ),
    ...kindOf('a lesson of this pack, or null', chapters).flatMap((kind) => checkNames(chapters.flatMap(namedElsewhere), kind)),
  ];
}

function namedByChapter({ chapter: document }: ChapterDocuments): Named[] {
  const { routing, strongAnswers, objectives } = document.value;
  return [
    ...routing.map(({ lesson: id }, at) => ({ document, path: ['routing', at, 'lesson'], id })),
    ...strongAnswers.flatMap(({ examples }, at) =>
      examples.map(({ lesson: id }, nth) => ({ document, path: ['strongAnswers', at, 'examples', nth, 'lesson'], id })),
    ),
    ...objectives.flatMap(({ lessons }, at) => lessons.map((id, nth) => ({ document, path: ['objectives', at, 'lessons', nth], id }))),
  ];
}

function namedElsewhere({ lessons }: ChapterDocuments): Named[] {
  return lessons.flatMap(({ routing }) => [
    ...routing.value.elsewhere.flatMap(({ lesson: id }, at) =>
      id === null ? [] : [{ document: routing, path: ['elsewhere', at, 'lesson'], id }],
    ),
    ...routing.value.shared.map(({ with: id }, at) => ({ document: routing, path: ['shared', at, 'with'], id })),
  ]);
}

function checkLesson(documents: LessonDocuments): Problem[] {
  const { lesson, routing } = documents;
  const number = numberOf(documents);
  return [
    ...(['concepts', 'traps', 'pairs'] as const).flatMap((part) => checkUnique(namesIn(lesson, part))),
    ...checkSources(documents),
    ...answering.flatMap((part) => checkEntries(documents, part)),
    ...itemsOf(documents).flatMap((named) => checkItem(named, number)),
    ...ownLesson(routing, number),
  ];
}

/** What questions, cues and routing.yaml say of the entries of one part of the lesson. */
function checkEntries(documents: LessonDocuments, part: (typeof answering)[number]): Problem[] {
  const { lesson, cues, questions, routing } = documents;
  const answered = Object.keys(routing.value.answeredBy[part]).map((id) => ({ document: routing, path: ['answeredBy', part, id], id }));
  const items = itemsOf(documents);
  switch (part) {
    case 'cues': {
      const uses = questions.value.questions.map(({ cue: id }, at) => ({ document: questions, path: ['questions', at, 'cue'], id }));
      const known = items.filter(({ document }) => document === cues);
      return checkNames([...uses, ...answered], { what: 'a cue of this lesson', known, list: { document: cues, path: ['cues'] } });
    }
    case 'traps': {
      const uses = items.flatMap(({ document, path, item }) => trapUses(document, path, item));
      return checkNames([...uses, ...answered], entriesOf(lesson, part, 'a trap of this lesson'));
    }
    case 'concepts':
      return checkNames(answered, entriesOf(lesson, part, 'a concept of this lesson'));
    case 'pairs':
      return checkNames(answered, entriesOf(lesson, part, 'a pair of this lesson'));
  }
}

function entriesOf(document: LessonDocuments['lesson'], part: 'concepts' | 'traps' | 'pairs', what: string): Kind {
  return { what, known: namesIn(document, part), list: { document, path: [part] } };
}

/** What is said to belong to another lesson, and names this one. */
function ownLesson(routing: LessonDocuments['routing'], number: string): Problem[] {
  const { elsewhere, shared } = routing.value;
  const named = [
    ...elsewhere.map(({ lesson: other }, at) => ({ other, path: ['elsewhere', at, 'lesson'], list: 'phrasings or paraphrases' })),
    ...shared.map(({ with: other }, at) => ({ other, path: ['shared', at, 'with'], list: 'asked' })),
  ];
  return named
    .filter(({ other }) => other === number)
    .map(({ path, list }) => routing.problem(path, `"${number}"`, 'another lesson than this one', `Move the question to ${list}.`));
}

function namesIn(document: LessonDocuments['lesson'], part: 'concepts' | 'traps' | 'pairs'): Named[] {
  return document.value[part].map(({ id }, at) => ({ document, path: [part, at, 'id'], id }));
}

function trapUses(
  document: LocatedDocument<unknown>,
  path: Path,
  { options, answer }: ReturnType<typeof itemsOf>[number]['item'],
): Named[] {
  const answers = new Set<string>([answer].flat());
  return Object.entries(options).flatMap(([letter, option]) =>
    option?.trap === undefined || answers.has(letter) ? [] : [{ document, path: [...path, 'options', letter, 'trap'], id: option.trap }],
  );
}

const sourced = ['concepts', 'scenarios', 'traps', 'pairs', 'changes', 'callShapes'] as const;

function checkSources(documents: LessonDocuments): Problem[] {
  const { lesson } = documents;
  const known = Object.keys(lesson.value.sources).map((id) => ({ document: lesson, path: ['sources', id], id }));
  const uses = sourceUses(documents);
  const problems = checkNames(uses, {
    what: 'a key under "sources" of this lesson.yaml',
    known,
    list: { document: lesson, path: ['sources'] },
  });
  const used = new Set(uses.map(({ id }) => id));
  const unused = known.filter(({ id }) => !used.has(id) && !problems.some(({ found, remedy }) => `${found} ${remedy}`.includes(`"${id}"`)));
  return [
    ...problems,
    ...unused.map(({ path, id }) =>
      lesson.problem(
        path,
        `the source "${id}", which nothing uses`,
        'sources that a claim rests on',
        'Remove it, or name it where it is used.',
      ),
    ),
  ];
}

function sourceUses(documents: LessonDocuments): Named[] {
  const { lesson } = documents;
  const places = [
    ...sourced.flatMap((part) => lesson.value[part].map(({ sources }, at) => ({ document: lesson, path: [part, at], sources }))),
    ...itemsOf(documents).map(({ document, path, item }) => ({ document, path, sources: item.sources })),
  ];
  return places.flatMap(({ document, path, sources }) => sources.map((id, nth) => ({ document, path: [...path, 'sources', nth], id })));
}
