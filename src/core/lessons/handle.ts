import type { ActionOf } from '../action.ts';
import type { Course } from '../course.ts';
import { showDrill } from '../drill/handle.ts';
import { openMock } from '../exam/question-replies.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import type { Lesson } from '../pack.ts';
import { chapterByNumber, lessonAfter, lessonById } from '../pack-index.ts';
import type { Reply } from '../reply.ts';
import type { RequestOf } from '../request.ts';
import { openQuiz } from '../quiz/replies.ts';
import { plain, type Text } from '../text.ts';
import { led, sayLeft, whichPlace } from '../find/place-replies.ts';
import { type Place, readPlace } from '../find/places.ts';
import { chapterReply, examReply, guideReply, homeReply, strongAnswersReply } from './guide.ts';
import { hasTab, lessonReply, noSuchLesson } from './replies.ts';

export const lessonRequests = {
  lesson: { handle: ({ lesson }, { course }) => replyOnly(openNamed(lesson, course)) } satisfies Handler<RequestOf<'lesson'>>,
  home: {
    needs: (_, from) => ({ drill: { latestFor: platformOf(from.learner) }, quiz: 'open', mock: 'running', attemptCount: true }),
    handle: (_, context) => showHome(context),
  } satisfies Handler<RequestOf<'home'>>,
};

export const lessonActions = {
  guide: { handle: (_, { course }) => replyOnly(guideReply(course.pack)) } satisfies Handler<ActionOf<'guide'>>,
  exam: { handle: (_, { course }) => replyOnly(examReply(course.pack)) } satisfies Handler<ActionOf<'exam'>>,
  chapter: { handle: ({ chapter }, { course }) => replyOnly(openChapter(chapter, course)) } satisfies Handler<ActionOf<'chapter'>>,
  'strong-answers': {
    handle: (action, { course }) => replyOnly(openStrongAnswers(action, course)),
  } satisfies Handler<ActionOf<'strong-answers'>>,
  lesson: { handle: (action, { course }) => replyOnly(openTab(action, course)) } satisfies Handler<ActionOf<'lesson'>>,
};

function showHome(context: Context): Outcome {
  const drill = context.state.drill && showDrill(context).reply;
  const { pack } = context.course;
  const { quiz, mock, attemptCount: answers = 0 } = context.state;
  const open = mock ? openMock({ pack, mock, now: context.from.now }) : quiz && openQuiz({ pack, ...quiz });
  return replyOnly(homeReply(guideReply(pack), drill, { answers, quiz: open }));
}

function platformOf(learner: string): string {
  return learner.split(':')[0] ?? '';
}

function openChapter(number: number, { pack }: Course): Reply {
  const chapter = chapterByNumber(pack, number);
  return chapter ? chapterReply(pack, chapter) : guideReply(pack);
}

function openStrongAnswers({ chapter: number, page }: ActionOf<'strong-answers'>, { pack }: Course): Reply {
  const chapter = chapterByNumber(pack, number);
  return chapter ? strongAnswersReply(chapter, page) : guideReply(pack);
}

function openTab({ lesson: id, tab, page, cameFrom }: ActionOf<'lesson'>, { pack }: Course): Reply {
  const lesson = lessonById(pack, id);
  return lesson ? lessonReply(lesson, tab, page, { next: lessonAfter(pack, lesson), cameFrom }) : noSuchLesson(pack, []);
}

/** What was understood is in the heading; what was not is said below it. */
export function openNamed(typed: string, course: Course): Reply {
  if (typed === '') return guideReply(course.pack);
  const place = readPlace(typed, course);
  const [only, ...others] = [...place.lessons, ...place.chapters];
  if (only === undefined || others.length > 0) return whichPlace(course.pack, place, typed);
  if (!('questions' in only)) return led(chapterReply(course.pack, only), sayLeft(place));
  const shown = lessonReply(only, place.tab ?? 'summary', 1, { next: lessonAfter(course.pack, only) });
  return led(shown, [...sayLeft(place), ...sayEmpty(only, place)]);
}

function sayEmpty(lesson: Lesson, { tab }: Place): Text {
  return tab === undefined || hasTab(lesson, tab) ? [] : plain(`This lesson has no ${tab}, so here is its summary.`);
}
