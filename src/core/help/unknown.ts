import { closest } from '../closest.ts';
import { type Command, commandNamed, commands } from '../commands.ts';
import type { Course } from '../course.ts';
import { route } from '../find/handle.ts';
import { readNumbers } from '../find/numbers.ts';
import { readPlace } from '../find/places.ts';
import { choice, openLesson, quizOn, shortNameOf } from '../blocks.ts';
import { openNamed } from '../lessons/handle.ts';
import { type Context, type Outcome, replyOnly } from '../outcome.ts';
import { lessonById } from '../pack-index.ts';
import { readQuiz } from '../quiz/wishes.ts';
import type { Choice } from '../reply.ts';
import { clip } from '../text.ts';
import { didYouMean, kindReply, letterAlone, nothingSaid, unknownReply } from './unknown-replies.ts';

/** What is no command: a greeting, the number of a lesson, a slip of the finger, or a question like any other. */
export function answerUnknown(typed: string, context: Context): Outcome {
  const kind = kindness(typed);
  if (kind) return replyOnly(kindReply(kind));
  if (!/[\p{L}\p{N}]/u.test(typed)) return replyOnly(nothingSaid());
  if (/^\p{L}\W*$/u.test(typed) || ofQuiz.test(typed)) return replyOnly(letterAlone(typed));
  if (isNumberOfLesson(typed, context.course)) return replyOnly(openNamed(typed, context.course));
  const slip = slipOf(typed, context.course);
  if (slip) return replyOnly(slip);
  return isQuestion(typed, context.course) ? route(typed, context) : replyOnly(unsure(typed));
}

const kindnesses = {
  hello:
    /^(hi+|hello+|hey+|hallo|hola|servus|moin|howdy|greetings|yo|good (morning|afternoon|evening|day))( (there|mlpro|bot|all|everyone|you|world))?$/i,
  start:
    /^(start|begin|(how|where) (do|can|should|shall) (i|we) (start|begin)|get(ting)? started|what can (you|i|we) do( here)?|what do you do|who are you|what are you|what is this|info)$/i,
  thanks: /^((many )?thanks?( you)?( so much| a lot| very much)?|thx|ty|tysm|danke|cheers|merci|great|nice|cool|ok|okay|got it|perfect)$/i,
  bye: /^(bye|bye bye|goodbye|good night|see you|cya|quit|exit|stop|cancel|q)$/i,
};

function kindness(typed: string): 'hello' | 'thanks' | 'bye' | undefined {
  const words = typed.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  if (kindnesses.hello.test(words) || kindnesses.start.test(words)) return 'hello';
  if (kindnesses.thanks.test(words)) return 'thanks';
  return kindnesses.bye.test(words) ? 'bye' : undefined;
}

/** `1.3`, `1.3 traps`, `chapter 2`: whatever the guide has no word left over of. */
function isNumberOfLesson(typed: string, course: Course): boolean {
  const { lessons, chapters } = readNumbers(typed);
  return lessons.length + chapters.length > 0 && readPlace(typed, course).left === '';
}

/** What people say to an open question, when they do not press. */
const ofQuiz = /^(next|skip|back|hint|why|answer|idk|pass|continue|[a-h] ?(and|&|,) ?[a-h])\W*$/i;

/** A command with a slip of the finger in its name; what was said after it is kept. */
function slipOf(typed: string, course: Course) {
  const words = typed.split(/\s+/);
  const two = closest(words.slice(0, 2).join(' '), namesOf(2), 0.3);
  const one = closest(words[0] ?? '', (words[0] ?? '').length > longestSlip ? [] : namesOf(1), words.length === 1 ? 0.34 : 0.25);
  const meant = two ?? one;
  const command = meant === undefined ? undefined : commandNamed(meant);
  const rest = words.slice(two === undefined ? 1 : 2).join(' ');
  return command && fits(command, rest, course) ? didYouMean(typed, sayCommand(command, rest), directly(command, rest, course)) : undefined;
}

/** In letters: longer words are no slip of a command's name. */
const longestSlip = 7;

function namesOf(words: number): string[] {
  return commands.map(({ name }) => name).filter((name) => name.split(' ').length === words);
}

/** Whether the words after a mistyped name could be meant for that command, so that no question is taken for one. */
function fits({ name, options, takes }: Command, rest: string, course: Course): boolean {
  if (rest === '') return true;
  if (options.length === 0) return false;
  if (takes) return takes.test(rest);
  if (name === 'help') return commandNamed(rest) !== undefined;
  return name !== 'lesson' && name !== 'quiz'
    ? true
    : rest.split(' ').length < 3 || readNumbers(rest).lessons.length > 0 || readPlace(rest, course).left === '';
}

function sayCommand({ name }: Command, rest: string): string {
  return rest === '' ? name : `${name} ${clip(rest, 60)}`;
}

/** A button that does just that, where there is one. */
function directly({ name }: Command, rest: string, course: Course): Choice | undefined {
  if (name === 'quiz') return directQuiz(rest, course);
  const [lesson, ...others] = name === 'lesson' && rest !== '' ? readPlace(rest, course).lessons : [];
  return lesson && others.length === 0 ? openLesson(lesson, undefined, 'main') : undefined;
}

function directQuiz(rest: string, course: Course): Choice | undefined {
  if (rest === '') return quizOn(null, 'Quiz me', 'main');
  const read = readQuiz({ lesson: rest, count: '' }, course, { cards: new Map() });
  const lesson = read.kind === 'wish' && read.wish.isPlain ? lessonById(course.pack, read.wish.lesson ?? '') : undefined;
  return read.kind === 'wish' && lesson
    ? choice(`Quiz me on ${shortNameOf(lesson)}`, { kind: 'quiz', lesson: lesson.id, count: read.wish.count }, 'main')
    : undefined;
}

/** How sure the router must be that a word or two belong to the lessons it would show. */
const sureFrom = 0.65;

/** A sentence, or words by which the router knows a lesson. */
function isQuestion(typed: string, { router }: Course): boolean {
  if (typed.split(/\s+/).length > 2 || /[?？]\s*$/.test(typed)) return true;
  const found = router.route(typed);
  const sure = found.kind === 'none' ? [] : [found.first, ...(found.kind === 'several' ? found.others : [])];
  return sure.reduce((sum, { confidence }) => sum + confidence, 0) >= sureFrom;
}

function unsure(typed: string) {
  const meant = /\s/.test(typed) ? undefined : closest(typed, namesOf(1));
  return meant === undefined ? unknownReply(typed) : didYouMean(typed, meant, undefined);
}
