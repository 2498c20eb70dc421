import type { Action } from './action.ts';
import { commandNamed, commands } from './commands.ts';
import type { Course } from './course.ts';
import { answerQuestion, nextQuestion, startQuiz, stopQuiz } from './quiz/handle.ts';
import { setUpDrill, showDrill, showStatus, turnOff, vote } from './drill/handle.ts';
import { nearest } from './closest.ts';
import { only, type Outcome } from './outcome.ts';
import { lessonById } from './pack-index.ts';
import type { Reply } from './reply.ts';
import {
  askSomething,
  askedGone,
  lessonsShown,
  nothingKept,
  ratherKept,
  routeReply,
  searchReply,
  searchSomething,
  whichRather,
} from './find/replies.ts';
import { examReply, guideReply, homeReply, strongAnswersReply } from './lessons/guide.ts';
import { lessonReply, noSuchLesson } from './lessons/replies.ts';
import { dataReply, exportReply, foreignPress, forgotten, helpReply, unknownReply } from './account/replies.ts';
import type { From, Request } from './request.ts';
import type { State, Wants } from './state.ts';

/** Which parts of the state a request has to be handled with. */
export function wants(request: Request, from: From): Wants {
  switch (request.kind) {
    case 'quiz':
      return { quiz: 'open', history: true };
    case 'drill':
    case 'drill-status':
      return { group: from.group, drill: { latestOf: from.group } };
    case 'drill-setup':
    case 'drill-off':
      return { group: from.group };
    case 'home':
      return { drill: { latestFor: platformOf(from.learner) } };
    case 'my-data':
      return { attemptCount: true };
    case 'press':
      return wantsOf(request.action);
    case 'route':
    case 'lesson':
    case 'search':
    case 'help':
    case 'unknown':
    case 'foreign-press':
      return {};
  }
}

function platformOf(learner: string): string {
  return learner.split(':')[0] ?? '';
}

function wantsOf(action: Action): Wants {
  switch (action.kind) {
    case 'quiz':
      return { quiz: 'open', history: true };
    case 'answer':
    case 'next':
    case 'stop':
      return { quiz: { session: action.session } };
    case 'vote':
      return { drill: { id: action.drill } };
    case 'not-this':
    case 'rather':
    case 'keep-nothing':
      return { asked: action.asked };
    case 'export':
      return { own: Math.max(1, action.page) };
    case 'forget-me':
      return { attemptCount: true };
    case 'guide':
    case 'strong-answers':
    case 'exam':
    case 'help':
    case 'lesson':
      return {};
  }
}

/** Decides one request. Pure: the same arguments give the same outcome, and nothing else happens. */
export function handle(request: Request, state: State, course: Course, from: From): Outcome {
  switch (request.kind) {
    case 'route':
      return route(request.question, course, from);
    case 'lesson':
      return only(openLesson(request.lesson, course));
    case 'quiz':
      return startQuiz(request, state, course, from);
    case 'search':
      return only(
        request.words === '' ? searchSomething() : searchReply(course.pack, request.words, course.finder.search(request.words, 8)),
      );
    case 'drill':
      return showDrill(state, course, from);
    case 'drill-setup':
      return setUpDrill(request.wish, state, from);
    case 'drill-off':
      return turnOff(state, from);
    case 'drill-status':
      return showStatus(state, from);
    case 'home':
      return only(homeReply(guideReply(course.pack), state.drill && showDrill(state, course, from).reply));
    case 'my-data':
      return only(dataReply(state.attemptCount ?? 0));
    case 'help':
      return only(request.about === '' || commandNamed(request.about) ? helpReply(request.about) : unknown(request.about));
    case 'unknown':
      return only(unknown(request.typed));
    case 'press':
      return press(request.action, state, course, from);
    case 'foreign-press':
      return only(foreignPress());
  }
}

function press(action: Action, state: State, course: Course, from: From): Outcome {
  switch (action.kind) {
    case 'guide':
      return only(guideReply(course.pack));
    case 'strong-answers':
      return only(strongAnswersReply(course.pack));
    case 'exam':
      return only(examReply(course.pack));
    case 'help':
      return only(helpReply());
    case 'lesson': {
      const lesson = lessonById(course.pack, action.lesson);
      return only(lesson ? lessonReply(lesson, action.tab, action.page) : noSuchLesson(course.pack, []));
    }
    case 'quiz':
      return startQuiz({ lesson: action.lesson ?? '', count: String(action.count) }, state, course, from);
    case 'answer':
      return answerQuestion(action, state, course, from);
    case 'next':
      return nextQuestion(state, course, from);
    case 'stop':
      return stopQuiz(state, course, from);
    case 'vote':
      return vote(action, state, course, from);
    case 'not-this':
      return only(state.asked?.learner === from.learner ? whichRather(course.pack, state.asked.shown, action.asked) : askedGone());
    case 'rather':
      return rather(action, state, course, from);
    case 'keep-nothing':
      return { reply: nothingKept(), changes: [{ kind: 'asked-forgotten', asked: action.asked }] };
    case 'export':
      return only(exportReply(state.own?.attempts ?? [], action.page, state.own?.more ?? false));
    case 'forget-me':
      return { reply: forgotten(state.attemptCount ?? 0), changes: [{ kind: 'learner-forgotten', learner: from.learner }] };
  }
}

function route(question: string, { pack, router }: Course, from: From): Outcome {
  if (question === '') return only(askSomething(pack));
  const found = router.route(question);
  const asked = { id: from.fresh, learner: from.learner, question, shown: found.kind === 'none' ? [] : lessonsShown(found), at: from.now };
  return { reply: routeReply(pack, question, found, from.fresh), changes: [], later: [{ kind: 'asked', asked }] };
}

function rather(action: Action & { kind: 'rather' }, { asked }: State, { pack }: Course, from: From): Outcome {
  if (asked?.learner !== from.learner) return only(askedGone());
  const lesson = action.lesson === null ? undefined : lessonById(pack, action.lesson);
  const kept = { kind: 'rather', question: asked.question, shown: asked.shown, rather: lesson?.id ?? null, at: from.now } as const;
  return { reply: ratherKept(lesson), changes: [kept, { kind: 'asked-forgotten', asked: asked.id }] };
}

function openLesson(typed: string, { pack, finder }: Course): Reply {
  if (typed === '') return guideReply(pack);
  const found = finder.lesson(typed);
  return found.kind === 'found' ? lessonReply(found.lesson, 'summary', 1) : noSuchLesson(pack, found.lessons);
}

function unknown(typed: string): Reply {
  const names = commands.map(({ name }) => name);
  const words = typed.toLowerCase().split(/\s+/);
  const close = nearest(words.slice(0, 2).join(' '), names, 0.3) ?? nearest(words[0] ?? '', names);
  return unknownReply(typed, close === undefined ? undefined : commandNamed(close));
}
