import type { CameFrom } from '../action.ts';
import { lessonById, lessonsOf } from '../pack-index.ts';
import type { Lesson, LessonId, Pack } from '../pack.ts';
import type { Block, Reply } from '../reply.ts';
import type { Course } from '../course.ts';
import { entryIn } from '../lessons/replies.ts';
import type { Evidence, Ranked, Route } from '../../router/route.ts';
import { labelsOf } from '../../router/router.ts';
import { bold, parseMarkup, plain, type Text, wordsOf } from '../text.ts';
import { examLabel } from './examples.ts';
import type { LessonPassage } from './passages.ts';
import {
  choice,
  choices,
  heading,
  lessonMenu,
  list,
  nameOf,
  note,
  openLesson,
  quizOn,
  quote,
  reply,
  rows,
  shortNameOf,
  sourcesNote,
  text,
  titled,
} from '../blocks.ts';

/** What a question led to, for whoever has to say it. */
export interface Answered {
  readonly question: string;
  readonly route: Route;
  /** The id under which it can be corrected. */
  readonly routed: string;
}

/** Where a question leads, the passage that answers it, what decided, and what came second. */
export function routeReply({ pack, passages }: Course, answered: Answered): Reply {
  const { route } = answered;
  const shown = lessonsShown(route).flatMap((id) => lessonById(pack, id) ?? []);
  const [first] = shown;
  const passage = route.kind === 'none' || route.passage === undefined ? undefined : passages[route.passage];
  if (route.kind === 'one' && route.first.label === examLabel) return examAnswer(pack, answered, passage);
  if (route.kind === 'none' || first === undefined) return noRoute(pack, answered, shown);
  switch (route.kind) {
    case 'one':
      return oneRoute(pack, { ...answered, route }, first, passage);
    case 'several':
      return severalRoutes({ ...answered, route }, shown, passage);
    case 'unsure':
      return whichIsMeant(answered, shown);
  }
}

/** Of lessons: with more to choose from, nobody has been sent anywhere. */
const mostShown = 3;

/** The lessons of an answer, the first one first; of no answer, the nearest. */
export function lessonsShown(route: Route): readonly string[] {
  const labels = route.kind === 'none' ? route.nearest : labelsOf(route);
  return labels.filter((label) => label !== examLabel).slice(0, mostShown);
}

type Of<Kind extends Route['kind']> = Answered & { readonly route: Route & { readonly kind: Kind } };

function oneRoute(pack: Pack, { question, route, routed }: Of<'one'>, lesson: Lesson, passage: LessonPassage | undefined): Reply {
  const second = route.runnerUp && isClose(route.runnerUp) ? lessonById(pack, route.runnerUp.label) : undefined;
  return titled(
    `Go first to ${nameOf(lesson)}`,
    { kind: 'note', text: quote(question) },
    ...(passage ? passageBlocks(passage) : [text(lesson.focus)]),
    working(route),
    choices(
      passage && readPassage(lesson, passage, routed),
      openLesson(lesson, 'Open the lesson', passage ? undefined : 'main', cameFrom(routed)),
      quizOn(lesson, 'Quiz me on it'),
      second && openLesson(second, `Or ${shortNameOf(second)}`, undefined, cameFrom(routed)),
      notThis(routed),
    ),
  );
}

function severalRoutes({ question, route, routed }: Of<'several'>, lessons: readonly Lesson[], passage: LessonPassage | undefined): Reply {
  const [first] = lessons;
  const stands = lessons.find(({ id }) => id === passage?.label);
  return reply(
    'Two lessons share this',
    heading(`${lessons.length === 2 ? 'Two' : lessons.length} lessons share this`),
    { kind: 'note', text: quote(question) },
    list(
      lessons.map((lesson) => [bold(`${nameOf(lesson)}.`), ...plain(' '), ...parseMarkup(lesson.focus)]),
      true,
    ),
    ...(passage ? passageBlocks(passage) : []),
    workings(route.evidence, lessons),
    choices(
      passage && stands && readPassage(stands, passage, routed),
      ...lessons.map((lesson) => openLesson(lesson, `Open ${shortNameOf(lesson)}`, undefined, cameFrom(routed))),
      first && quizOn(first, `Quiz me on ${first.id}`),
      notThis(routed),
    ),
  );
}

/** Not sure enough to say: each lesson in words that need no Databricks, and a button that teaches the way. */
function whichIsMeant({ question, routed }: Answered, lessons: readonly Lesson[]): Reply {
  return titled(
    'Which is closer to your question?',
    { kind: 'note', text: quote(question) },
    list(lessons.map(({ id, everyday }) => [bold(id), ...plain(` – ${everyday}`)])),
    note('What you choose teaches me the way: your question is kept for the authors, without your name.'),
    choices(
      ...lessons.map((lesson) => choice(shortNameOf(lesson), { kind: 'choose-lesson', routed, lesson: lesson.id })),
      notThis(routed, 'None of these'),
      choice('Keep nothing', { kind: 'keep-nothing', routed }),
    ),
  );
}

/** The fact that answers, with the way to all of them. */
function examAnswer({ exam }: Pack, { question, routed }: Answered, passage: LessonPassage | undefined): Reply {
  const fact = exam.find(({ name }) => name === passage?.entry);
  return titled(
    'About the exam',
    { kind: 'note', text: quote(question) },
    rows((fact ? [fact] : exam).map(({ name, value }) => ({ label: name, value: parseMarkup(value) }))),
    choices(fact && choice('All facts about the exam', { kind: 'exam' }, 'main'), notThis(routed, 'A lesson answers it')),
  );
}

function whyNone(route: Route): string {
  const isForeign = route.kind === 'none' && route.isForeign;
  return isForeign ? 'I know few of these words: I read English best.' : 'I find no lesson that answers this.';
}

function noRoute(pack: Pack, { question, routed, route }: Answered, nearest: readonly Lesson[]): Reply {
  return titled(
    'Not in this guide',
    { kind: 'note', text: quote(question) },
    text(`${whyNone(route)} ${pack.covers} These come nearest:`),
    list(nearest.map((lesson) => [bold(`${nameOf(lesson)}.`), ...plain(' '), ...parseMarkup(lesson.focus)])),
    choices(
      ...nearest.map((lesson) => openLesson(lesson, undefined, undefined, cameFrom(routed))),
      choice('About the exam', { kind: 'exam' }),
      notThis(routed, 'A lesson does answer it'),
    ),
  );
}

/** A passage as its lesson has it, and where it comes from. */
function passageBlocks(passage: LessonPassage): Block[] {
  const { kind, entry, text: words, code, sources } = passage;
  const says = sources.length > 0 ? [sourcesNote(sources)] : [];
  switch (kind) {
    case 'trap':
      return [{ kind: 'text', text: [...quote(wordsOf(entry), 300), ...plain(` – no: ${words}`)] }, ...says];
    case 'cue':
      return [{ kind: 'text', text: [bold('Remember: '), ...parseMarkup(entry)] }, text(words), ...says];
    case 'call':
      return [text(`**${entry}**`), { kind: 'code', code: code ?? '' }, ...(words === '' ? [] : [text(words)]), ...says];
    case 'concept':
    case 'pair':
    case 'scenario':
    case 'fact':
      return [{ kind: 'text', text: [bold(`${asLead(wordsOf(entry))} `), ...plain(words)] }, ...says];
  }
}

/** A name takes a colon; a situation is a sentence, and has its end. */
function asLead(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}:`;
}

function readPassage(lesson: Lesson, { tab, entry }: LessonPassage, routed: string) {
  const place = tab && entryIn(lesson, tab, entry);
  return place && choice(`Read on in ${lesson.id}`, { ...place, cameFrom: cameFrom(routed) }, 'main');
}

/** So that the lesson has a way back, and can still be said not to be the one. */
function cameFrom(routed: string): CameFrom {
  return { kind: 'routed', id: routed };
}

function notThis(routed: string, label = 'Not this one') {
  return choice(label, { kind: 'not-this', routed });
}

/** The router's working in one line: the words that decided, and what came second. */
function working({ evidence, first, runnerUp }: Route & { kind: 'one' }): Block {
  const second =
    runnerUp === undefined ? '' : isClose(runnerUp) ? `; second came ${runnerUp.label}` : `; second, far behind, ${runnerUp.label}`;
  return { kind: 'note', text: [...matched(evidence, first.label), ...plain(` → ${first.label} (${sureness(first)})${second}.`)] };
}

/** For an answer of several lessons: which words spoke for which. */
function workings(evidence: readonly Evidence[], lessons: readonly Lesson[]): Block {
  const parts = lessons.flatMap(({ id }, at) => [...plain(at > 0 ? '; ' : ''), ...matched(evidence, id), ...plain(` → ${id}`)]);
  return { kind: 'note', text: [...parts, ...plain('.')] };
}

function matched(evidence: readonly Evidence[], lesson: LessonId): Text {
  const words = evidence.find((found) => found.label === lesson)?.words.slice(0, 4) ?? [];
  if (words.length === 0) return plain('the question as a whole');
  return words.flatMap((word, at) => [...plain(at > 0 ? ', ' : ''), ...quote(word, 40)]);
}

/** Below this, the second lesson is named for the curious, but not offered. */
export const closeFrom = 0.05;

function isClose({ confidence }: Ranked): boolean {
  return confidence >= closeFrom;
}

/** Calibrated, so that "sure" is right nine times out of ten; a number would claim more than that. */
function sureness({ confidence }: Ranked): string {
  if (confidence >= 0.9) return 'sure';
  return confidence >= 0.7 ? 'fairly sure' : 'not quite sure';
}

export function askSomething(pack: Pack): Reply {
  return titled(
    'Ask in your own words',
    text(
      `For example: \`/mlpro route ${pack.examples.route[0] ?? 'your question'}\`. Whole exam questions, error messages and code are fine, too.`,
    ),
    lessonMenu(lessonsOf(pack)),
  );
}
