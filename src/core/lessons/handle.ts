import type { ActionOf } from '../action.ts';
import type { Course } from '../course.ts';
import { showDrill } from '../drill/handle.ts';
import { type Context, type Entry, type Outcome, replyOnly } from '../outcome.ts';
import { chapterByNumber, lessonAfter, lessonById } from '../pack-index.ts';
import type { Reply } from '../reply.ts';
import type { RequestOf } from '../request.ts';
import { openQuiz } from '../quiz/replies.ts';
import { chapterReply, examReply, guideReply, homeReply, strongAnswersReply } from './guide.ts';
import { lessonReply, noSuchLesson } from './replies.ts';

export const lessonRequests = {
  lesson: { handle: ({ lesson }, { course }) => replyOnly(lessonNamed(lesson, course)) } satisfies Entry<RequestOf<'lesson'>>,
  home: {
    needs: (_, from) => ({ drill: { latestFor: platformOf(from.learner) }, quiz: 'open', attemptCount: true }),
    handle: (_, context) => showHome(context),
  } satisfies Entry<RequestOf<'home'>>,
};

export const lessonActions = {
  guide: { handle: (_, { course }) => replyOnly(guideReply(course.pack)) } satisfies Entry<ActionOf<'guide'>>,
  exam: { handle: (_, { course }) => replyOnly(examReply(course.pack)) } satisfies Entry<ActionOf<'exam'>>,
  chapter: { handle: ({ chapter }, { course }) => replyOnly(openChapter(chapter, course)) } satisfies Entry<ActionOf<'chapter'>>,
  'strong-answers': {
    handle: (action, { course }) => replyOnly(openStrongAnswers(action, course)),
  } satisfies Entry<ActionOf<'strong-answers'>>,
  lesson: { handle: (action, { course }) => replyOnly(openTab(action, course)) } satisfies Entry<ActionOf<'lesson'>>,
};

function showHome(context: Context): Outcome {
  const drill = context.state.drill && showDrill(context).reply;
  const { pack } = context.course;
  const { quiz, attemptCount: answers = 0 } = context.state;
  return replyOnly(homeReply(guideReply(pack), drill, { answers, quiz: quiz && openQuiz({ pack, ...quiz }) }));
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

function lessonNamed(typed: string, { pack, finder }: Course): Reply {
  if (typed === '') return guideReply(pack);
  const found = finder.lesson(typed);
  return found.kind === 'found'
    ? lessonReply(found.lesson, 'summary', 1, { next: lessonAfter(pack, found.lesson) })
    : noSuchLesson(pack, found.lessons);
}
