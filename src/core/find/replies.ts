import { lessonById, lessonsOf } from '../pack-index.ts';
import type { Lesson, LessonId, Pack } from '../pack.ts';
import type { Block, Reply } from '../reply.ts';
import type { Evidence, Ranked, Route } from '../../router/route.ts';
import type { Finding } from './finder.ts';
import { bold, parseMarkup, plain, type Text } from '../text.ts';
import { brief, choice, choices, heading, list, nameOf, openLesson, quizOn, reply, said, shortNameOf, text } from '../blocks.ts';

/** Where a question leads, what decided it, and what came second. `asked` is the id under which it can be corrected. */
export function routeReply(pack: Pack, question: string, route: Route, asked: string): Reply {
  const shown = lessonsShown(route).flatMap((id) => lessonById(pack, id) ?? []);
  const [first] = shown;
  switch (route.kind) {
    case 'none':
      return noRoute(question, shown, asked);
    case 'one':
      return first ? oneRoute(pack, question, route, first, asked) : noRoute(question, shown, asked);
    case 'several':
      return severalRoutes(question, route, shown, asked);
  }
}

/** The lessons of an answer, the first one first. */
export function lessonsShown(route: Route): readonly string[] {
  switch (route.kind) {
    case 'none':
      return route.nearest;
    case 'one':
      return [route.first.lesson];
    case 'several':
      return [route.first, ...route.others].map(({ lesson }) => lesson);
  }
}

function oneRoute(pack: Pack, question: string, route: Route & { kind: 'one' }, lesson: Lesson, asked: string): Reply {
  const second = route.runnerUp && isClose(route.runnerUp) ? lessonById(pack, route.runnerUp.lesson) : undefined;
  return reply(
    `Go first to ${nameOf(lesson)}`,
    heading(`Go first to ${nameOf(lesson)}`),
    { kind: 'note', text: said(question) },
    text(lesson.focus),
    working(route),
    choices(
      openLesson(lesson, 'Open the lesson', 'main'),
      quizOn(lesson, 'Quiz me on it'),
      second && openLesson(second, `Or ${shortNameOf(second)}`),
      notThis(asked),
    ),
  );
}

function severalRoutes(question: string, route: Route & { kind: 'several' }, lessons: readonly Lesson[], asked: string): Reply {
  const [first] = lessons;
  return reply(
    'Two lessons share this',
    heading(`${lessons.length === 2 ? 'Two' : lessons.length} lessons share this`),
    { kind: 'note', text: said(question) },
    list(
      lessons.map((lesson) => [bold(`${nameOf(lesson)}.`), ...plain(' '), ...parseMarkup(lesson.focus)]),
      true,
    ),
    workings(route.evidence, lessons),
    choices(
      ...lessons.map((lesson, at) => openLesson(lesson, `Open ${shortNameOf(lesson)}`, at === 0 ? 'main' : undefined)),
      quizOn(first ?? null, 'Quiz me'),
      notThis(asked),
    ),
  );
}

function noRoute(question: string, nearest: readonly Lesson[], asked: string): Reply {
  return reply(
    'Not in this guide',
    heading('Not in this guide'),
    { kind: 'note', text: said(question) },
    text('I find no lesson that answers this. The guide covers one exam domain, Model Development. These three come nearest:'),
    list(nearest.map((lesson) => [bold(`${nameOf(lesson)}.`), ...plain(' '), ...parseMarkup(lesson.focus)])),
    choices(
      ...nearest.map((lesson) => openLesson(lesson)),
      choice('About the exam', { kind: 'exam' }),
      notThis(asked, 'It is in the guide'),
    ),
  );
}

function notThis(asked: string, label = 'Not this one') {
  return choice(label, { kind: 'not-this', asked });
}

/** The router's working in one line: the words that decided, and what came second. */
function working({ evidence, first, runnerUp }: Route & { kind: 'one' }): Block {
  const second =
    runnerUp === undefined
      ? ''
      : isClose(runnerUp)
        ? `; second came ${runnerUp.lesson} (${percent(runnerUp)})`
        : `; second, far behind, ${runnerUp.lesson}`;
  return { kind: 'note', text: [...matched(evidence, first.lesson), ...plain(` → ${first.lesson} (${percent(first)})${second}.`)] };
}

/** For an answer of several lessons: which words spoke for which. */
function workings(evidence: readonly Evidence[], lessons: readonly Lesson[]): Block {
  const parts = lessons.flatMap(({ id }, at) => [...plain(at > 0 ? '; ' : ''), ...matched(evidence, id), ...plain(` → ${id}`)]);
  return { kind: 'note', text: [...parts, ...plain('.')] };
}

function matched(evidence: readonly Evidence[], lesson: LessonId): Text {
  const words = evidence.find((found) => found.lesson === lesson)?.words.slice(0, 4) ?? [];
  if (words.length === 0) return plain('the question as a whole');
  return words.flatMap((word, at) => [...plain(at > 0 ? ', ' : ''), ...said(word, 40)]);
}

/** Below this, the second lesson is named for the curious, but not offered. */
const closeFrom = 0.1;

function isClose({ confidence }: Ranked): boolean {
  return confidence >= closeFrom;
}

function percent({ confidence }: Ranked): string {
  return `${Math.min(99, Math.round(confidence * 100))} % sure`;
}

export function whichRather(pack: Pack, shown: readonly string[], asked: string): Reply {
  const others = lessonsOf(pack).filter(({ id }) => id !== shown[0]);
  return reply(
    'Which one did you need?',
    heading('Which one did you need?'),
    text(
      'Choosing one keeps your question, without your name, for the authors, so that the bot learns the way. *Keep nothing* forgets it at once.'.replaceAll(
        '*Keep nothing*',
        '**Keep nothing**',
      ),
    ),
    choices(
      ...others.map((lesson) => choice(shortNameOf(lesson), { kind: 'rather', asked, lesson: lesson.id })),
      choice('None of them', { kind: 'rather', asked, lesson: null }),
      choice('Keep nothing', { kind: 'keep-nothing', asked }),
    ),
  );
}

export function ratherKept(lesson: Lesson | undefined): Reply {
  return brief(
    'Thank you, noted',
    lesson ? `The authors will see that it belongs to ${nameOf(lesson)}.` : 'The authors will see that no lesson answers it.',
    ...(lesson ? [openLesson(lesson, undefined, 'main')] : [choice('All lessons', { kind: 'guide' })]),
  );
}

export function nothingKept(): Reply {
  return brief('Nothing is kept', 'Your question is forgotten.', choice('All lessons', { kind: 'guide' }));
}

export function askedGone(): Reply {
  return brief(
    'That was a while ago',
    'Your question is not kept that long. Ask it again, and I will listen.',
    choice('All lessons', { kind: 'guide' }),
  );
}

export function askSomething(pack: Pack): Reply {
  return brief(
    'Ask in your own words',
    'For example: `/mlpro route how do I keep tomorrow out of my training set`. Whole exam questions, error messages and code are fine, too.',
    ...lessonsOf(pack).map((lesson) => openLesson(lesson, shortNameOf(lesson))),
  );
}

/** What a search found, each with its lesson; buttons lead to the tab where it stands. */
export function searchReply(pack: Pack, words: string, findings: readonly Finding[]): Reply {
  if (findings.length === 0) {
    const next = choice('All lessons', { kind: 'guide' });
    return reply(
      'Nothing found',
      heading('Nothing found'),
      { kind: 'note', text: said(words) },
      text('Try a class name or one word, such as `StringIndexer` or `leakage`; for whole questions, `/mlpro route` is better.'),
      choices(next),
    );
  }
  const leads = [...new Map(findings.map((found) => [`${found.lesson} ${found.tab}`, found])).values()].slice(0, 8);
  return reply(
    `${findings.length} found`,
    heading(`Found in the guide: ${findings.length}`),
    { kind: 'note', text: said(words) },
    list(
      findings.map((found) => [
        bold(`${found.lesson} ${found.kind}: `),
        ...parseMarkup(found.title),
        ...plain(' — '),
        ...parseMarkup(found.text),
      ]),
    ),
    choices(...leads.map((found) => leadTo(pack, found))),
  );
}

function leadTo(pack: Pack, found: Finding) {
  const lesson = lessonById(pack, found.lesson);
  return lesson && choice(`${shortNameOf(lesson)}: ${found.tab}`, { kind: 'lesson', lesson: lesson.id, tab: found.tab, page: 1 });
}

export function searchSomething(): Reply {
  return brief('Search for what?', 'Give a word or two: `/mlpro search one hot`.', choice('All lessons', { kind: 'guide' }));
}
