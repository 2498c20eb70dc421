import type { z } from 'zod';
import type { Files } from './files.ts';
import type { Problem } from './problem.ts';
import { ChapterFile, CuesFile, LessonFile, OutsideFile, PackFile, QuestionsFile, RoutingFile, schemas } from './schema.ts';
import { readSheet, type Sheet } from './yaml.ts';

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

/** Every file read against its schema; what cannot be read goes to `problems` and is left out, and the rest is still read. */
export function readSheets(files: Files, problems: Problem[]): PackSheets | undefined {
  const opened = new Set<string>();
  const open = <T>(file: string, schema: z.ZodType<T>): Sheet<T> | undefined => {
    opened.add(file);
    const text = files.get(file);
    const sheet = text === undefined ? [missing(file)] : readSheet(file, text, schema);
    if (!Array.isArray(sheet)) return sheet;
    problems.push(...sheet);
    return undefined;
  };
  const pack = open('pack.yaml', PackFile);
  const chapters = pack?.value.chapters.map((folder) => readChapter(folder, open));
  if (problems.length === 0) problems.push(...strays(files, pack, chapters));
  else
    openRest(
      [...files.keys()].filter((file) => !opened.has(file)),
      open,
    );
  if (pack === undefined || chapters === undefined) return undefined;
  return { pack, chapters: chapters.filter((found) => found !== undefined) };
}

/** Behind a pack.yaml or chapter.yaml that cannot be read there are files with problems of their own, told in the same run. */
function openRest(unread: readonly string[], open: Open): void {
  for (const file of unread) {
    const name = file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length);
    if (name in schemas) open<unknown>(file, schemas[name as keyof typeof schemas]);
  }
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
