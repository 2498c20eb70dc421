import { createHash } from 'node:crypto';
import type { Chapter, Cue, Lesson, Option, Pack, Question, Source } from '../core/pack.ts';
import type { Files } from './files.ts';
import { byPlace, type Problem } from './problem.ts';
import { checkReferences } from './references.ts';
import type { CueFile, OptionFile, QuestionFile } from './schema.ts';
import { type ChapterDocuments, type LessonDocuments, isDraft, type PackDocuments, readDocuments } from './documents.ts';
import { type ReadDocument, readDocument } from './yaml.ts';

export type ReadPack =
  | { readonly kind: 'pack'; readonly pack: Pack }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** From texts to a pack whose every reference resolves, or to all problems of all files, in the order of the files. */
export function readPack(files: Files): ReadPack {
  const read = readDraft(files);
  const pack = read.problems.length > 0 ? undefined : read.draft;
  return pack === undefined ? { kind: 'problems', problems: read.problems } : { kind: 'pack', pack };
}

/** As much of a pack as can be read, beside all of its problems. */
export interface Draft {
  /** Made when it is asked for: whoever has problems to tell needs none. */
  readonly draft: Pack | undefined;
  readonly documents: PackDocuments | undefined;
  readonly problems: readonly Problem[];
}

/**
 * For authors, who look at a bank while it is still being written. What is taught comes from {@link readPack}, since a draft may name things that
 * do not exist.
 */
export function readDraft(
  files: Files,
  shown: 'without drafts' | 'with drafts' = 'without drafts',
  read: ReadDocument = readDocument,
): Draft {
  const problems: Problem[] = [];
  const documents = readDocuments(files, problems, read);
  if (documents !== undefined) problems.push(...checkReferences(documents, problems.length === 0));
  let made: Pack | undefined;
  return {
    get draft() {
      return (made ??= documents && makePack(documents, shown === 'with drafts'));
    },
    documents,
    problems: problems.sort(byPlace),
  };
}

function makePack({ pack, outside, chapters }: PackDocuments, withDrafts: boolean): Pack {
  const { retiredNames: _, atLeast: __, ...rest } = pack.value;
  const hidden = chapters.flatMap(({ lessons }) => (withDrafts ? [] : lessons.filter(isDraft)));
  const drafts = new Set(hidden.map(({ lesson }) => lesson.value.id));
  const made = chapters.map((chapter) => makeChapter(chapter, drafts)).filter(({ lessons }) => lessons.length > 0);
  return { ...rest, outside: outside.value.topics, chapters: made };
}

/** Without the drafts, and without what only they would answer. */
function makeChapter({ number, chapter, lessons }: ChapterDocuments, drafts: ReadonlySet<string>): Chapter {
  const { routing, strongAnswers, objectives, ...rest } = chapter.value;
  const isShown = ({ lesson }: { readonly lesson: string | null }) => lesson === null || !drafts.has(lesson);
  return {
    ...rest,
    number,
    lessons: lessons.filter(({ lesson }) => !drafts.has(lesson.value.id)).map((documents) => makeLesson(documents, isShown)),
    routing: routing.filter(isShown),
    strongAnswers: strongAnswers.flatMap(({ principle, examples }) => {
      const shown = examples.filter(isShown);
      return shown.length > 0 || examples.length === 0 ? [{ principle, examples: shown }] : [];
    }),
    objectives: objectives.flatMap(({ lessons: named, ...objective }) => {
      const shown = named.filter((lesson) => !drafts.has(lesson));
      return shown.length > 0 ? [{ ...objective, lessons: shown }] : [];
    }),
  };
}

type Shown = (entry: { readonly lesson: string | null }) => boolean;

function makeLesson({ lesson, cues, questions, routing }: LessonDocuments, isShown: Shown): Lesson {
  const { sources, draft: _, ...rest } = lesson.value;
  const sourced = <T extends { sources: string[] }>(entry: T) => ({ ...entry, sources: pick(sources, entry.sources) });
  return {
    ...rest,
    concepts: rest.concepts.map(sourced),
    scenarios: rest.scenarios.map(sourced),
    traps: rest.traps.map(sourced),
    pairs: rest.pairs.map(sourced),
    changes: rest.changes.map(sourced),
    callShapes: rest.callShapes.map(sourced),
    sources: Object.values(sources),
    cues: cues.value.cues.map((cue) => makeCue(rest.id, cue, sources)),
    questions: questions.value.questions.map((question) => makeQuestion(rest.id, question, sources)),
    routing: {
      ...routing.value,
      elsewhere: routing.value.elsewhere.filter(isShown),
      shared: routing.value.shared.filter((entry) => isShown({ lesson: entry.with })),
    },
  };
}

function makeCue(lesson: string, { answer, options, ...rest }: CueFile, sources: Record<string, Source>): Cue {
  const made = makeOptions(options, [answer]);
  return { kind: 'cue', lesson, ...rest, options: made, sources: pick(sources, rest.sources), version: versionOf(rest.stem, made) };
}

function makeQuestion(lesson: string, { answer, options, code, ...rest }: QuestionFile, sources: Record<string, Source>): Question {
  const made = makeOptions(options, [answer].flat());
  const version = versionOf(`${rest.stem}\n${code ?? ''}`, made);
  return { kind: 'question', lesson, ...rest, ...(code && { code }), options: made, sources: pick(sources, rest.sources), version };
}

function makeOptions(options: Partial<Record<string, OptionFile>>, answers: readonly string[]): Option[] {
  return Object.entries(options)
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([id, option]) => (option ? [makeOption(id, option, answers.includes(id))] : []));
}

function makeOption(id: string, { trap, ...option }: OptionFile, correct: boolean): Option {
  return { id, ...option, correct, ...(trap && { trap }) };
}

/** Four characters are enough: they only tell an edited wording of one item from the wording a button was drawn with. */
function versionOf(wording: string, options: readonly Option[]): string {
  const text = JSON.stringify([wording, options.map((option) => [option.id, option.text, option.correct])]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 4);
}

function pick(sources: Record<string, Source>, keys: readonly string[]): Source[] {
  return keys.flatMap((key) => sources[key] ?? []);
}
