import type { CameFrom } from '../action.ts';
import { lessonById, lessonsOf } from '../pack-index.ts';
import type { Lesson, LessonId, Pack } from '../pack.ts';
import type { Block, Reply } from '../reply.ts';
import type { Evidence, Ranked, Route } from '../../router/route.ts';
import { bold, parseMarkup, plain, type Text } from '../text.ts';
import {
  choice,
  choices,
  heading,
  lessonMenu,
  list,
  nameOf,
  openLesson,
  quizOn,
  quote,
  reply,
  shortNameOf,
  text,
  titled,
} from '../blocks.ts';

/** Where a question leads, what decided it, and what came second. `routed` is the id under which it can be corrected. */
export function routeReply(pack: Pack, question: string, route: Route, routed: string): Reply {
  const shown = lessonsShown(route).flatMap((id) => lessonById(pack, id) ?? []);
  const [first] = shown;
  switch (route.kind) {
    case 'none':
      return noRoute(pack, question, shown, routed);
    case 'one':
      return first ? oneRoute(pack, question, route, first, routed) : noRoute(pack, question, shown, routed);
    case 'several':
      return severalRoutes(question, route, shown, routed);
  }
}

/** The lessons of an answer, the first one first. */
export function lessonsShown(route: Route): readonly string[] {
  switch (route.kind) {
    case 'none':
      return route.nearest;
    case 'one':
      return [route.first.label];
    case 'several':
      return [route.first, ...route.others].map(({ label }) => label);
  }
}

function oneRoute(pack: Pack, question: string, route: Route & { kind: 'one' }, lesson: Lesson, routed: string): Reply {
  const second = route.runnerUp && isClose(route.runnerUp) ? lessonById(pack, route.runnerUp.label) : undefined;
  return titled(
    `Go first to ${nameOf(lesson)}`,
    { kind: 'note', text: quote(question) },
    text(lesson.focus),
    working(route),
    choices(
      openLesson(lesson, 'Open the lesson', 'main', cameFrom(routed)),
      quizOn(lesson, 'Quiz me on it'),
      second && openLesson(second, `Or ${shortNameOf(second)}`, undefined, cameFrom(routed)),
      notThis(routed),
    ),
  );
}

function severalRoutes(question: string, route: Route & { kind: 'several' }, lessons: readonly Lesson[], routed: string): Reply {
  const [first] = lessons;
  return reply(
    'Two lessons share this',
    heading(`${lessons.length === 2 ? 'Two' : lessons.length} lessons share this`),
    { kind: 'note', text: quote(question) },
    list(
      lessons.map((lesson) => [bold(`${nameOf(lesson)}.`), ...plain(' '), ...parseMarkup(lesson.focus)]),
      true,
    ),
    workings(route.evidence, lessons),
    choices(
      ...lessons.map((lesson, at) => openLesson(lesson, `Open ${shortNameOf(lesson)}`, at === 0 ? 'main' : undefined, cameFrom(routed))),
      first && quizOn(first, `Quiz me on ${first.id}`),
      notThis(routed),
    ),
  );
}

function noRoute(pack: Pack, question: string, nearest: readonly Lesson[], routed: string): Reply {
  return titled(
    'Not in this guide',
    { kind: 'note', text: quote(question) },
    text(`I find no lesson that answers this. ${pack.covers} These come nearest:`),
    list(nearest.map((lesson) => [bold(`${nameOf(lesson)}.`), ...plain(' '), ...parseMarkup(lesson.focus)])),
    choices(
      ...nearest.map((lesson) => openLesson(lesson, undefined, undefined, cameFrom(routed))),
      choice('About the exam', { kind: 'exam' }),
      notThis(routed, 'A lesson does answer it'),
    ),
  );
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
    runnerUp === undefined
      ? ''
      : isClose(runnerUp)
        ? `; second came ${runnerUp.label} (${percent(runnerUp)})`
        : `; second, far behind, ${runnerUp.label}`;
  return { kind: 'note', text: [...matched(evidence, first.label), ...plain(` → ${first.label} (${percent(first)})${second}.`)] };
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
const closeFrom = 0.1;

function isClose({ confidence }: Ranked): boolean {
  return confidence >= closeFrom;
}

function percent({ confidence }: Ranked): string {
  return `${Math.min(99, Math.round(confidence * 100))}% sure`;
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
