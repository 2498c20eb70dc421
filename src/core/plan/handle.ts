import { movedTo, zoneOf } from '../account/rules.ts';
import type { ActionOf } from '../action.ts';
import { route } from '../find/handle.ts';
import { type Context, type Handler, type Outcome, replyOnly } from '../outcome.ts';
import { itemById } from '../pack-index.ts';
import { beginQuiz, startedAlready, toStart, quizViewOf } from '../quiz/begin.ts';
import { questionReply } from '../quiz/replies.ts';
import { standing } from '../quiz/rules.ts';
import { sayReminderStays } from '../remind/replies.ts';
import type { Reply } from '../reply.ts';
import type { From, RequestOf } from '../request.ts';
import type { Change, Needs } from '../state.ts';
import { parseMarkup, plain, type Text } from '../text.ts';
import { dayAt, daysAfter, daysBetween, sayDay } from '../time.ts';
import { calendarOf } from './calendar.ts';
import { outlookOf } from './outlook.ts';
import { begunAt, longestPlan, minutesBetween, type Plan, usualMinutes } from './plan.ts';
import { badDay, badMinutes, badZone, whenIsExam, whichDay, withLead, zoneKept } from './asking-replies.ts';
import { type PlanExtras, calendarReply, examToday, planEnded, planOver, planReply, setDone, setLead } from './replies.ts';
import { inOneSitting } from './sitting.ts';
import { latestNeeded, todayOf } from './today.ts';
import { sayCount } from './outlook-replies.ts';
import { type PlanWish, readPlan } from './wishes.ts';

type SetWish = PlanWish & { readonly kind: 'set' };

export const planRequests = {
  plan: { needs: (asked, from) => ({ ...everything(asked, from), reminder: true }), handle: readAndPlan } satisfies Handler<
    RequestOf<'plan'>
  >,
};

export const planActions = {
  plan: { needs: toShow, handle: (_, context) => show(context) } satisfies Handler<ActionOf<'plan'>>,
  'plan-set': { needs: toShow, handle: ({ day, minutes }, context) => setFor(day, minutes, context) } satisfies Handler<
    ActionOf<'plan-set'>
  >,
  'plan-start': { needs: everything, handle: (_, context) => start(context) } satisfies Handler<ActionOf<'plan-start'>>,
  'plan-calendar': { needs: toShow, handle: (_, context) => calendar(context) } satisfies Handler<ActionOf<'plan-calendar'>>,
  'plan-off': { needs: () => ({ plan: true }), handle: (_, context) => end(context) } satisfies Handler<ActionOf<'plan-off'>>,
};

function toShow(): Needs {
  return { plan: true, latestAttempts: latestNeeded, cards: true, preferences: true, mock: 'running' };
}

function everything(asked: unknown, from: From): Needs {
  return { ...toStart(asked, from), ...toShow() };
}

/** The plan comes first: who asks for a quiz without a wish gets today's set while there is one. Another quiz has a lesson or a number. */
export function planFirst(quiz: Handler<RequestOf<'quiz'>>): Handler<RequestOf<'quiz'>> {
  return {
    needs: (asked, from) => ({ ...quiz.needs?.(asked, from), ...(isPlain(asked) && toShow()) }),
    handle: (asked, context) => (isPlain(asked) ? plannedQuiz(context) : undefined) ?? quiz.handle(asked, context),
  };
}

function isPlain({ lesson, count, difficulty = '' }: RequestOf<'quiz'>): boolean {
  return `${lesson}${count}${difficulty}` === '';
}

function plannedQuiz(context: Context): Outcome | undefined {
  const { plan, quiz, cards } = context.state;
  // A newcomer's first quiz looks at every lesson, plan or not.
  if (plan === undefined || quiz !== undefined || !cards?.size || startedAlready(context)) return undefined;
  return todayOf(plan, context).set.length > 0 ? start(context, ' For another quiz, name a lesson or a number.') : undefined;
}

function readAndPlan({ date, minutes, zone }: RequestOf<'plan'>, context: Context): Outcome {
  const wish = readPlan({ date, minutes, zone }, dayAt(context.from.now, zoneOf(context)));
  switch (wish.kind) {
    case 'show':
      return show(context);
    case 'off':
      return end(context);
    case 'start':
      return start(context);
    case 'calendar':
      return calendar(context, wish.time);
    case 'bad-zone':
      return replyOnly(badZone(wish.typed, wish.remedy));
    case 'set':
      return set(wish, date, context);
    case 'move':
      return move(wish, date, context);
  }
}

/** Without a plan there is no day to move. */
function move({ days, minutes }: PlanWish & { readonly kind: 'move' }, typed: string, context: Context): Outcome {
  const before = context.state.plan;
  const today = dayAt(context.from.now, zoneOf(context));
  if (before === undefined) return replyOnly(whenIsExam(today, minutes, typed));
  const said = `Moved by ${sayCount(Math.abs(days), 'day')}, from ${sayDay(before.examDay)}.`;
  return setFor(daysAfter(before.examDay, days), minutes ?? before.minutes, context, plain(said));
}

/** What was said of the plan; what was not said stays as it is. */
function set(wish: SetWish, typed: string, context: Context): Outcome {
  const before = context.state.plan;
  const { day, minutes, zone, left } = wish;
  if (day.kind === 'none' && minutes === undefined && zone === undefined && left.split(' ').length > 2 && isQuestion(typed, context))
    return route(`plan ${typed}`, context);
  const inZone = zone === undefined ? context : withZone(zone, context);
  const changes: Change[] = zone === undefined ? [] : zoneChange(zone, context);
  const outcome = setIn(wish, typed, before, inZone);
  const stays = zone === undefined ? undefined : sayReminderStays(context.state.reminder, zone);
  const reply = stays === undefined ? outcome.reply : withLead(outcome.reply, parseMarkup(stays));
  return { ...outcome, reply, changes: [...changes, ...outcome.changes] };
}

/** "Plan the rollout of a model" is for the router; "plan I do not know yet" is not. */
function isQuestion(typed: string, { course }: Context): boolean {
  return (
    /^(?:how|what|why|which|when|where|who|should|does|do|is|are|can)\b|\?\s*$/i.test(typed) || course.router.route(typed).kind === 'one'
  );
}

function setIn({ day, minutes, zone, left }: SetWish, typed: string, before: Plan | undefined, context: Context): Outcome {
  const today = dayAt(context.from.now, zoneOf(context));
  const many = typeof minutes === 'number' ? Math.round(minutes) : (minutes ?? before?.minutes ?? usualMinutes);
  const named = day.kind === 'day' ? day.day : undefined;
  if (typeof many === 'string' || many < minutesBetween[0] || many > minutesBetween[1])
    return refused(badMinutes(minutes ?? many, named ?? before?.examDay), zone);
  if (day.kind === 'no-such-day') return refused(badDay('none-such', day.typed, today, many), zone);
  if (day.kind === 'which') return refused(askWhich(day.days, many, today), zone);
  const said = zone === undefined ? undefined : zoneKept(zone);
  const wanted = named ?? (left === '' ? before?.examDay : undefined);
  if (wanted === undefined) return replyOnly(whenIsExam(today, minutes === undefined ? undefined : many, left === '' ? '' : typed, said));
  const impossible = noSuchPlan(wanted, many, today);
  if (impossible) return refused(impossible, zone);
  const usual = minutes === undefined && before === undefined ? ` You named no minutes, so it is ${usualMinutes} a day.` : '';
  const over = left === '' ? '' : ` I left out “${left}”.`;
  return setFor(wanted, many, context, plain(`${said ? `Your time zone is ${zone}.` : ''}${usual}${over}`.trim()));
}

/** No plan is made; a zone that was said with it is kept, and said. */
function refused(reply: Reply, zone: string | undefined): Outcome {
  return replyOnly(zone === undefined ? reply : withLead(reply, zoneKept(zone)));
}

/** Of the days that may be meant, those that are ahead: where it is one only, it is clear. */
function askWhich(days: readonly string[], minutes: number, today: string): Reply {
  const ahead = days.filter((day) => day > today);
  return ahead.length > 0 ? whichDay(ahead, minutes) : badDay('past', sayDay(days[0] ?? today), today, minutes);
}

/** Why there can be no plan until that day; undefined where there can be one. */
function noSuchPlan(examDay: string, minutes: number, today: string): Reply | undefined {
  const ahead = daysBetween(today, examDay);
  if (ahead < 0) return badDay('past', sayDay(examDay), today, minutes);
  if (ahead === 0) return badDay('today', sayDay(examDay), today, minutes);
  return ahead > longestPlan ? badDay('far', sayDay(examDay), today, minutes) : undefined;
}

/** Set twice, it is as if it was set once. */
function setFor(examDay: string, minutes: number, context: Context, lead?: Text): Outcome {
  const { state, from } = context;
  const impossible = noSuchPlan(examDay, minutes, dayAt(from.now, zoneOf(context)));
  if (impossible) return replyOnly(impossible);
  const before = state.plan?.examDay === examDay ? state.plan : undefined;
  const isSame = before?.minutes === minutes;
  const plan: Plan = before && isSame ? before : { examDay, minutes, setAt: from.now, ...(before && { begunAt: begunAt(before) }) };
  const extras: PlanExtras = { title: 'Your plan is set', lead: lead?.length ? lead : undefined, zoneUnknown: zoneUnknown(context, 'ask') };
  const reply = shown(plan, context, extras);
  return { reply, changes: isSame ? [] : [{ kind: 'plan-set', learner: from.learner, plan }] };
}

function zoneUnknown({ state, from }: Context, how: 'ask' | 'say'): PlanExtras['zoneUnknown'] {
  return (state.preferences?.zone ?? from.zone) === undefined ? how : undefined;
}

function withZone(zone: string, context: Context): Context {
  return { ...context, state: { ...context.state, preferences: movedTo(zone, context) } };
}

function zoneChange(zone: string, context: Context): Change[] {
  const preferences = movedTo(zone, context);
  return context.state.preferences?.zone === zone ? [] : [{ kind: 'preferences-set', learner: context.from.learner, preferences }];
}

function show(context: Context): Outcome {
  const { plan } = context.state;
  if (plan === undefined) return replyOnly(whenIsExam(dayAt(context.from.now, zoneOf(context)), undefined));
  return replyOnly(shown(plan, context, { zoneUnknown: zoneUnknown(context, 'say') }));
}

function shown(plan: Plan, context: Context, extras: PlanExtras) {
  const today = todayOf(plan, context);
  if (today.phase === 'exam') return examToday();
  if (today.phase === 'over') return planOver(today);
  return planReply(today, outlookOf(today), extras);
}

/** Today's set as a quiz, as much of it as one sitting takes. One that is open goes on. */
function start(context: Context, more = ''): Outcome {
  const { state, course } = context;
  const already = startedAlready(context);
  if (already) return replyOnly(already);
  const { plan } = state;
  if (plan === undefined) return show(context);
  const today = todayOf(plan, context);
  if (today.phase === 'exam' || today.phase === 'over') return show(context);
  const purpose = today.phase === 'cram' ? 'cram' : 'plan';
  const open = state.quiz && quizViewOf(state.quiz, context);
  const next =
    open?.session.purpose === purpose && dayAt(open.session.startedAt, today.zone) === today.day ? standing(open).next : undefined;
  if (open && next) return replyOnly(questionReply(open, next));
  const items = inOneSitting(today.set).flatMap(({ entry }) => itemById(course.pack, entry.item) ?? []);
  const lead: Text = [...setLead(today, items.length), ...plain(more)];
  return beginQuiz({ items, lesson: null, purpose, lead }, context) ?? replyOnly(setDone(today));
}

function calendar(context: Context, time?: string): Outcome {
  const { state, course, from } = context;
  const { plan } = state;
  const today = dayAt(from.now, zoneOf(context));
  if (plan === undefined || daysBetween(today, plan.examDay) < 0) return show(context);
  return replyOnly(calendarReply(calendarOf({ plan, pack: course.pack, learner: from.learner, today, now: from.now, time }), time));
}

function end({ state: { plan }, from }: Context): Outcome {
  const reply = planEnded(plan?.examDay, plan?.minutes ?? usualMinutes);
  return { reply, changes: plan === undefined ? [] : [{ kind: 'plan-ended', learner: from.learner }] };
}
