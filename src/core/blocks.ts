import type { Action, CameFrom } from './action.ts';
import { type Item, type Lesson, type Markup, type Option, type Source, type Trap } from './pack.ts';
import type { Block, Choice, Reply, Row } from './reply.ts';
import { letterOf } from './quiz/rules.ts';
import { bold, clip, link, parseMarkup, plain, type Text, wordsOf } from './text.ts';

export function heading(text: string): Block {
  return { kind: 'heading', text: clip(text, 140) };
}

/** A sentence of ours or of an author, with its marks. Never for what a person typed: see {@link quote}. */
export function text(markup: Markup): Block {
  return { kind: 'text', text: parseMarkup(markup) };
}

export function note(markup: Markup): Block {
  return { kind: 'note', text: parseMarkup(markup) };
}

export function list(items: readonly Text[], ordered = false): Block {
  return { kind: 'list', items, ordered };
}

export function rows(entries: readonly Row[]): Block {
  return { kind: 'rows', rows: entries };
}

export function choices(...entries: readonly (Choice | undefined)[]): Block {
  return { kind: 'choices', choices: entries.filter((entry) => entry !== undefined) };
}

export function choice(label: string, action: Action, emphasis?: Choice['emphasis']): Choice {
  return { label: clip(label, 72), action, emphasis };
}

/** A belief or a situation in quotation marks, whether or not its author wrote some around it or in it. */
export function quoted(markup: Markup): Text {
  const inner = wordsOf(markup)
    .trim()
    .replace(/^["“](?![^"“”]*\S["”](?!$))(.*)["”]$/s, '$1')
    .replace(/["“]([^"”]*)["”]/g, '‘$1’');
  return [bold(`“${inner}”`)];
}

/** A belief is never shown without the reason that it is wrong. */
export function sayTrap({ belief, reason }: Pick<Trap, 'belief' | 'reason'>): Text {
  return [...quoted(belief), ...plain(' – no: '), ...parseMarkup(reason)];
}

/** What a person typed, quoted, short and without any meaning as markup. */
export function quote(typed: string, most = 160): Text {
  return plain(`“${clip(typed.replace(/\s+/g, ' '), most)}”`);
}

export function reply(summary: string, ...blocks: readonly (Block | undefined)[]): Reply {
  return { summary: clip(summary, 150), blocks: blocks.filter((block) => block !== undefined) };
}

/** A reply under a heading, which is also what is read aloud and shown in notifications. */
export function titled(title: string, ...blocks: readonly (Block | undefined)[]): Reply {
  return reply(title, heading(title), ...blocks);
}

/** What an answer was worth, and all that there is to say about it. */
export function judged(isRight: boolean, ...blocks: readonly (Block | undefined)[]): Reply {
  return { ...titled(isRight ? '✓ Right' : '✗ Not this time', ...blocks), verdict: isRight ? 'right' : 'wrong' };
}

/** A short answer with a next step. */
export function shortReply(title: string, markup: Markup, ...next: readonly Choice[]): Reply {
  return titled(title, text(markup), next.length > 0 ? choices(...next) : undefined);
}

export function nameOf(lesson: Lesson): string {
  return `${lesson.id} ${lesson.title}`;
}

/** Long titles do not fit on buttons: up to the first comma or colon. */
export function shortNameOf(lesson: Lesson): string {
  return `${lesson.id} ${lesson.title.split(/[,:]/)[0]}`;
}

export function openLesson(
  lesson: Lesson,
  label = `Open ${shortNameOf(lesson)}`,
  emphasis?: Choice['emphasis'],
  cameFrom: CameFrom | null = null,
): Choice {
  return choice(label, { kind: 'lesson', lesson: lesson.id, tab: 'summary', page: 1, ...(cameFrom && { cameFrom }) }, emphasis);
}

export function quizOn(lesson: Lesson | null, label: string, emphasis?: Choice['emphasis']): Choice {
  return choice(label, { kind: 'quiz', lesson: lesson?.id ?? null, count: 5 }, emphasis);
}

/** Where a claim can be looked up; `lead` is what else there is to say of it. */
export function sourcesNote(sources: readonly Source[], lead: Markup = ''): Block {
  const links = sources.flatMap((source, at) => [...(at > 0 ? plain(' · ') : []), link(source.title, source.url)]);
  const name = sources.length > 1 ? 'Sources: ' : 'Source: ';
  return { kind: 'note', text: [...parseMarkup(lead === '' ? name : `${lead} ${name}`), ...links] };
}

/** The options as learners see them before they answer: each with its letter and the button that chooses it, in the given order. */
export function answerOptions(options: readonly Option[], choiceOf: (option: Option, letter: string) => Choice): Block {
  return {
    kind: 'options',
    options: options.map((option, at) => {
      const letter = letterOf(at);
      return { letter, text: parseMarkup(option.text), choice: choiceOf(option, letter) };
    }),
  };
}

/** Many ways on, folded away. */
export function menu(label: string, ...entries: readonly (Choice | undefined)[]): Block {
  return { kind: 'menu', label, choices: entries.filter((entry) => entry !== undefined) };
}

/** Lessons to open, folded away. */
export function lessonMenu(lessons: readonly Lesson[]): Block {
  return menu('Open a lesson', ...lessons.map((lesson) => openLesson(lesson, shortNameOf(lesson))));
}

/** Every option with what it is, in words, and why. `picks` are the learner's own; empty when nobody in particular answered. */
export function explainedOptions(options: readonly Option[], picks: string): Block {
  return list(options.map((option, at) => explainedOption(option, letterOf(at), picks)));
}

export function explainedOption(option: Option, letter: string, picks: string): Text {
  return [...judgedOption(option, letter, picks), ...plain(' — '), ...parseMarkup(option.why)];
}

/** The same without the reason. */
export function judgedOption(option: Option, letter: string, picks: string): Text {
  return [bold(`${letter} ${verdictOf(option, picks)}: `), ...parseMarkup(option.text)];
}

function verdictOf(option: Option, picks: string): string {
  const chosen = picks.includes(option.id) ? ', your answer' : '';
  return `${option.correct ? '✓ right' : '✗ wrong'}${chosen}`;
}

export function codeOf(item: Item): Block | undefined {
  return item.code === undefined ? undefined : { kind: 'code', code: item.code };
}
