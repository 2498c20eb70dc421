import { accountActions, accountRequests } from './account/handle.ts';
import type { Action, ActionOf } from './action.ts';
import { boardActions, boardRequests } from './board/handle.ts';
import { needsManager } from './commands.ts';
import { drillActions, drillRequests } from './drill/handle.ts';
import { mayNotManage } from './drill/schedule-replies.ts';
import { examActions, examRequests } from './exam/handle.ts';
import { findActions, findRequests } from './find/handle.ts';
import { helpActions, helpRequests } from './help/handle.ts';
import { lessonActions, lessonRequests } from './lessons/handle.ts';
import { type Context, type Handler, type Outcome, replyOnly } from './outcome.ts';
import { planActions, planFirst, planRequests } from './plan/handle.ts';
import { quizActions, quizRequests } from './quiz/handle.ts';
import { progressActions, progressRequests } from './progress/handle.ts';
import { reportActions } from './report/handle.ts';
import { remindActions, remindRequests } from './remind/handle.ts';
import { reviewActions, reviewRequests } from './review/handle.ts';
import type { From, Request, RequestOf } from './request.ts';
import type { Needs } from './state.ts';

/** Every kind of button, once. Each subject brings its own. */
const actions: { readonly [Kind in Action['kind']]: Handler<ActionOf<Kind>> } = {
  ...lessonActions,
  ...findActions,
  ...quizActions,
  ...reviewActions,
  ...examActions,
  ...planActions,
  ...progressActions,
  ...drillActions,
  ...reportActions,
  ...boardActions,
  ...remindActions,
  ...accountActions,
  ...helpActions,
};

/** Every kind of request, once. */
const requests: { readonly [Kind in Request['kind']]: Handler<RequestOf<Kind>> } = {
  ...lessonRequests,
  ...findRequests,
  ...quizRequests,
  quiz: planFirst(quizRequests.quiz),
  ...reviewRequests,
  ...examRequests,
  ...planRequests,
  ...progressRequests,
  ...drillRequests,
  ...boardRequests,
  ...remindRequests,
  ...accountRequests,
  ...helpRequests,
  press: {
    needs: ({ action }, from) => actionHandler(action).needs?.(action, from) ?? {},
    handle: ({ action }, context) => actionHandler(action).handle(action, context),
  },
};

/** Which parts of the state a request has to be handled with. */
export function needsOf(request: Request, from: From): Needs {
  return requestHandler(request).needs?.(request, from) ?? {};
}

/** Decides one request. Pure: the same arguments give the same outcome, and nothing else happens. */
export function handle(request: Request, context: Context): Outcome {
  if (needsManager(request) && !context.from.mayManage) return replyOnly(mayNotManage());
  return requestHandler(request).handle(request, context);
}

/** The tables pair each kind with its own handler; that the pair fits cannot be said of a kind that is not known yet. */
function requestHandler(request: Request): Handler<Request> {
  return requests[request.kind] as Handler<Request>;
}

function actionHandler(action: Action): Handler<Action> {
  return actions[action.kind] as Handler<Action>;
}
