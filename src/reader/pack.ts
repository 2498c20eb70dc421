import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Chapter, Cue, Lesson, Option, Pack, Question, Source } from '../core/pack.ts';
import { checkBank } from './bank/check.ts';
import { checkReferences } from './references.ts';
import type { Files } from './files.ts';
import { byPlace, type Problem } from './problem.ts';
import {
  ChapterFile,
  CuesFile,
  LessonFile,
  OutsideFile,
  PackFile,
  QuestionsFile,
  RoutingFile,
  type CueFile,
  type OptionFile,
  type QuestionFile,
} from './schema.ts';
import { readSheet, type Sheet } from './yaml.ts';

export type ReadPack =
  | { readonly kind: 'pack'; readonly pack: Pack }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** The sheets of one lesson, side by side, so that checks can look across them. */
export interface LessonSheets {
  readonly lesson: Sheet<LessonFile>;
  readonly cues: Sheet<z.infer<typeof CuesFile>>;
  readonly questions: Sheet<z.infer<typeof QuestionsFile>>;
  readonly routing: Sheet<RoutingFile>;
}

export interface ChapterSheets {
  readonly chapter: Sheet<ChapterFile>;
  readonly outside: Sheet<OutsideFile>;
  readonly lessons: readonly LessonSheets[];
}

export interface PackSheets {
  readonly pack: Sheet<PackFile>;
  readonly chapters: readonly ChapterSheets[];
}

/** From texts to a pack whose every reference resolves, or to all problems of all files, in the order of the files. */
export function readPack(files: Files): ReadPack {
  const { draft, problems } = readDraft(files);
  return draft === undefined || problems.length > 0 ? { kind: 'problems', problems } : { kind: 'pack', pack: draft };
}

/**
 * As much of a pack as can be read, beside all of its problems: for statistics while a bank is still being written. What is taught
 * comes from {@link readPack}, since a draft may name things that do not exist.
 */
export function readDraft(files: Files): { readonly draft: Pack | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const sheets = readSheets(files, problems);
  if (sheets !== undefined) problems.push(...checkReferences(sheets, problems.length === 0), ...checkBank(sheets));
  return { draft: sheets && makePack(sheets), problems: problems.sort(byPlace) };
}

/** Every file read against its schema; what cannot be read goes to `problems` and is left out, and the rest is still read. */
export function readSheets(files: Files, problems: Problem[]): PackSheets | undefined {
  const open = <T>(file: string, schema: z.ZodType<T>): Sheet<T> | undefined => {
    const text = files.get(file);
    const sheet = text === undefined ? [missing(file)] : readSheet(file, text, schema);
    if (!Array.isArray(sheet)) return sheet;
    problems.push(...sheet);
    return undefined;
  };
  const pack = open('pack.yaml', PackFile);
  const chapters = pack?.value.chapters.map((folder) => readChapter(folder, open));
  if (problems.length === 0) problems.push(...strays(files, pack, chapters));
  if (pack === undefined || chapters === undefined) return undefined;
  return { pack, chapters: chapters.filter((found) => found !== undefined) };
}

type Open = <T>(file: string, schema: z.ZodType<T>) => Sheet<T> | undefined;

function readChapter(folder: string, open: Open): ChapterSheets | undefined {
  const chapter = open(`${folder}/chapter.yaml`, ChapterFile);
  const outside = open(`${folder}/outside.yaml`, OutsideFile);
  if (chapter === undefined || outside === undefined) return undefined;
  const lessons = chapter.value.lessons.map((name) => readLesson(`${folder}/${name}`, open));
  return { chapter, outside, lessons: lessons.filter((found) => found !== undefined) };
}

function readLesson(folder: string, open: Open): LessonSheets | undefined {
  const lesson = open(`${folder}/lesson.yaml`, LessonFile);
  const cues = open(`${folder}/cues.yaml`, CuesFile);
  const questions = open(`${folder}/questions.yaml`, QuestionsFile);
  const routing = open(`${folder}/routing.yaml`, RoutingFile);
  return lesson && cues && questions && routing ? { lesson, cues, questions, routing } : undefined;
}

function missing(file: string): Problem {
  return {
    file,
    line: 1,
    column: 1,
    found: 'no such file',
    expected: 'a file of that name',
    wayOut: 'Add it, or take its folder out of the list in pack.yaml or chapter.yaml.',
  };
}

/** YAML files that nothing refers to are most likely a folder that someone forgot to list. */
function strays(files: Files, pack: Sheet<PackFile> | undefined, chapters: readonly (ChapterSheets | undefined)[] | undefined): Problem[] {
  if (pack === undefined || !chapters?.every((found) => found !== undefined)) return [];
  const known = new Set(['pack.yaml']);
  for (const { chapter, outside, lessons } of chapters) {
    known.add(chapter.file).add(outside.file);
    for (const sheets of lessons) for (const sheet of Object.values(sheets)) known.add(sheet.file);
  }
  return [...files.keys()]
    .filter((file) => !known.has(file))
    .map((file) => ({
      file,
      line: 1,
      column: 1,
      found: 'a file that nothing lists',
      expected: 'its folder in pack.yaml or chapter.yaml',
      wayOut: 'List the folder there, or remove the file.',
    }));
}

function makePack({ pack, chapters }: PackSheets): Pack {
  return { id: pack.value.id, title: pack.value.title, exam: pack.value.exam, chapters: chapters.map(makeChapter) };
}

function makeChapter({ chapter, outside, lessons }: ChapterSheets): Chapter {
  const { retiredNames: _, ...rest } = chapter.value;
  return { ...rest, outside: outside.value.topics, lessons: lessons.map(makeLesson) };
}

function makeLesson({ lesson, cues, questions, routing }: LessonSheets): Lesson {
  const { sources, ...rest } = lesson.value;
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
    routing: routing.value,
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

function makeOptions(options: Partial<Record<string, OptionFile>>, right: readonly string[]): Option[] {
  return Object.entries(options)
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([id, option]) => (option ? [makeOption(id, option, right.includes(id))] : []));
}

function makeOption(id: string, { trap, ...option }: OptionFile, right: boolean): Option {
  return { id, ...option, right, ...(trap && { trap }) };
}

/** Four characters are enough: they only tell an edited wording of one item from the wording a button was drawn with. */
function versionOf(wording: string, options: readonly Option[]): string {
  const text = JSON.stringify([wording, options.map((option) => [option.id, option.text, option.right])]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 4);
}

function pick(sources: Record<string, Source>, keys: readonly string[]): Source[] {
  return keys.flatMap((key) => sources[key] ?? []);
}
