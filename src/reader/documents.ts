import type { z } from 'zod';
import type { Files } from './files.ts';
import type { Problem } from './problem.ts';
import { ChapterFile, CuesFile, LessonFile, OutsideFile, PackFile, QuestionsFile, RoutingFile, schemas } from './schema.ts';
import { readDocument, type LocatedDocument } from './yaml.ts';

/** The files of one lesson, side by side, so that checks can look across them. */
export interface LessonDocuments {
  readonly lesson: LocatedDocument<LessonFile>;
  readonly cues: LocatedDocument<z.infer<typeof CuesFile>>;
  readonly questions: LocatedDocument<z.infer<typeof QuestionsFile>>;
  readonly routing: LocatedDocument<RoutingFile>;
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
export function readDocuments(files: Files, problems: Problem[]): PackDocuments | undefined {
  const opened = new Set<string>();
  const open = <T>(file: string, schema: z.ZodType<T>): LocatedDocument<T> | undefined => {
    opened.add(file);
    const text = files.get(file);
    const document = text === undefined ? [missing(file)] : readDocument(file, text, schema);
    if (!Array.isArray(document)) return document;
    problems.push(...document);
    return undefined;
  };
  const pack = open('pack.yaml', PackFile);
  const outside = open('outside.yaml', OutsideFile);
  const chapters = pack?.value.chapters.map((folder, at) => readChapter(folder, at + 1, open));
  if (problems.length === 0) problems.push(...unlistedFiles(files, pack, chapters));
  else
    openRest(
      [...files.keys()].filter((file) => !opened.has(file)),
      open,
    );
  if (pack === undefined || outside === undefined || chapters === undefined) return undefined;
  return { pack, outside, chapters: chapters.filter((found) => found !== undefined) };
}

/** Behind a pack.yaml or chapter.yaml that cannot be read there are files with problems of their own, told in the same run. */
function openRest(unread: readonly string[], open: Open): void {
  for (const file of unread) {
    const name = file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length);
    if (name in schemas) open<unknown>(file, schemas[name as keyof typeof schemas]);
  }
}

type Open = <T>(file: string, schema: z.ZodType<T>) => LocatedDocument<T> | undefined;

function readChapter(folder: string, number: number, open: Open): ChapterDocuments | undefined {
  const chapter = open(`${folder}/chapter.yaml`, ChapterFile);
  if (chapter === undefined) return undefined;
  const lessons = chapter.value.lessons.map((name) => readLesson(`${folder}/${name}`, open));
  return { number, chapter, lessons: lessons.filter((found) => found !== undefined) };
}

function readLesson(folder: string, open: Open): LessonDocuments | undefined {
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
    remedy: 'Add it, or take its folder out of the list in pack.yaml or chapter.yaml.',
  };
}

/** YAML files that nothing refers to are most likely a folder that someone forgot to list. */
function unlistedFiles(
  files: Files,
  pack: LocatedDocument<PackFile> | undefined,
  chapters: readonly (ChapterDocuments | undefined)[] | undefined,
): Problem[] {
  if (pack === undefined || !chapters?.every((found) => found !== undefined)) return [];
  const known = new Set(['pack.yaml', 'outside.yaml']);
  for (const { chapter, lessons } of chapters) {
    known.add(chapter.file);
    for (const documents of lessons) for (const document of Object.values(documents)) known.add(document.file);
  }
  return [...files.keys()]
    .filter((file) => !known.has(file))
    .map((file) => ({
      file,
      line: 1,
      column: 1,
      found: 'a file that nothing lists',
      expected: 'its folder in pack.yaml or chapter.yaml',
      remedy: 'List the folder there, or remove the file.',
    }));
}
