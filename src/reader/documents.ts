import type { z } from 'zod';
import type { Files } from './files.ts';
import type { Problem } from './problem.ts';
import { ChapterFile, CuesFile, LessonFile, PackFile, QuestionsFile, schemas } from './schema.ts';
import { OutsideFile, RoutingFile } from './schema-routing.ts';
import { type Listing, strayProblems } from './strays.ts';
import type { LocatedDocument, ReadDocument } from './yaml.ts';

/** The files of one lesson, side by side, so that checks can look across them. */
export interface LessonDocuments {
  readonly lesson: LocatedDocument<LessonFile>;
  readonly cues: LocatedDocument<z.infer<typeof CuesFile>>;
  readonly questions: LocatedDocument<z.infer<typeof QuestionsFile>>;
  readonly routing: LocatedDocument<RoutingFile>;
}

/** A lesson that is still written: it is checked like any other, and learners do not see it. */
export function isDraft({ lesson }: LessonDocuments): boolean {
  return lesson.value.draft === true;
}

export interface ChapterDocuments {
  /** Its place in pack.yaml, from 1, also when a chapter before it cannot be read. */
  readonly number: number;
  readonly chapter: LocatedDocument<ChapterFile>;
  readonly lessons: readonly LessonDocuments[];
}

export interface PackDocuments {
  readonly pack: LocatedDocument<PackFile>;
  readonly outside: LocatedDocument<OutsideFile>;
  readonly chapters: readonly ChapterDocuments[];
}

/** Every file read against its schema; what cannot be read goes to `problems` and is left out, and the rest is still read. */
export function readDocuments(files: Files, problems: Problem[], read: ReadDocument): PackDocuments | undefined {
  const reading = startReading(files, problems, read);
  const pack = reading.open('pack.yaml', PackFile);
  const outside = reading.open('outside.yaml', OutsideFile);
  if (pack !== undefined) reading.list({ document: pack, key: 'chapters', folder: '', names: pack.value.chapters });
  const chapters = pack?.value.chapters.map((folder, at) => readChapter(folder, at + 1, reading)).filter((found) => found !== undefined);
  if (chapters?.length !== pack?.value.chapters.length || pack === undefined) openRest(reading);
  problems.push(...strayProblems(reading));
  return pack && outside && chapters && { pack, outside, chapters };
}

/** One run over the files of a pack. */
interface Reading {
  readonly files: Files;
  readonly opened: Set<string>;
  /** Files that were looked for in vain. */
  readonly missing: Set<string>;
  readonly listings: readonly Listing[];
  open<T>(file: string, schema: z.ZodType<T>): LocatedDocument<T> | undefined;
  list(listing: Listing): void;
  /** Whether there is anything in a folder. */
  has(folder: string): boolean;
}

function startReading(files: Files, problems: Problem[], read: ReadDocument): Reading {
  const [opened, missing, listings] = [new Set<string>(), new Set<string>(), [] as Listing[]];
  const names = [...files.keys()];
  function open<T>(file: string, schema: z.ZodType<T>): LocatedDocument<T> | undefined {
    const text = files.get(file);
    (text === undefined ? missing : opened).add(file);
    const document = typeof text === 'string' ? read(file, text, schema) : [text].filter((problem) => problem !== undefined);
    if (!Array.isArray(document)) return document;
    problems.push(...document);
    return undefined;
  }
  const has = (folder: string) => names.some((name) => name.startsWith(`${folder}/`));
  return { files, opened, missing, listings, open, list: (listing) => void listings.push(listing), has };
}

/** Behind a pack.yaml or chapter.yaml that cannot be read there are files with problems of their own, told in the same run. */
function openRest({ files, opened, open }: Reading): void {
  for (const file of files.keys()) {
    const name = /([^/]+)\.yaml$/.exec(file)?.[1];
    const schema = Object.entries<z.ZodType>(schemas).find(([known]) => known === name)?.[1];
    if (schema !== undefined && !opened.has(file)) open(file, schema);
  }
}

function readChapter(folder: string, number: number, reading: Reading): ChapterDocuments | undefined {
  if (!reading.has(folder)) return undefined;
  const chapter = reading.open(`${folder}/chapter.yaml`, ChapterFile);
  if (chapter === undefined) return undefined;
  reading.list({ document: chapter, key: 'lessons', folder: `${folder}/`, names: chapter.value.lessons });
  const lessons = chapter.value.lessons.map((name) => readLesson(`${folder}/${name}`, reading));
  return { number, chapter, lessons: lessons.filter((found) => found !== undefined) };
}

function readLesson(folder: string, { has, open }: Reading): LessonDocuments | undefined {
  if (!has(folder)) return undefined;
  const lesson = open(`${folder}/lesson.yaml`, LessonFile);
  const cues = open(`${folder}/cues.yaml`, CuesFile);
  const questions = open(`${folder}/questions.yaml`, QuestionsFile);
  const routing = open(`${folder}/routing.yaml`, RoutingFile);
  return lesson && cues && questions && routing ? { lesson, cues, questions, routing } : undefined;
}
