import type { Action } from './action.ts';
import { type Item, type Lesson, type Markup, type Option, type Source } from './pack.ts';
import type { Block, Choice, Reply, Row } from './reply.ts';
import { letterOf } from './quiz/rules.ts';
import { bold, clip, link, parseMarkup, plain, type Text } from './text.ts';

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

export function openLesson(lesson: Lesson, label = `Open ${shortNameOf(lesson)}`, emphasis?: Choice['emphasis']): Choice {
  return choice(label, { kind: 'lesson', lesson: lesson.id, tab: 'summary', page: 1 }, emphasis);
}

export function quizOn(lesson: Lesson | null, label: string, emphasis?: Choice['emphasis']): Choice {
  return choice(label, { kind: 'quiz', lesson: lesson?.id ?? null, count: 5 }, emphasis);
}

export function sourcesNote(sources: readonly Source[]): Block {
  const links = sources.flatMap((source, at) => [...(at > 0 ? plain(' · ') : []), link(source.title, source.url)]);
  return { kind: 'note', text: [...plain(sources.length > 1 ? 'Sources: ' : 'Source: '), ...links] };
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

/** Every option with what it is, in words, and why. `picks` are the learner's own; empty when nobody in particular answered. */
export function explainedOptions(options: readonly Option[], picks: string): Block {
  return list(
    options.map((option, at) => [
      bold(`${letterOf(at)} ${verdictOf(option, picks)}: `),
      ...parseMarkup(option.text),
      ...plain(' — '),
      ...parseMarkup(option.why),
    ]),
  );
}

function verdictOf(option: Option, picks: string): string {
  const chosen = picks.includes(option.id) ? ', your answer' : '';
  return `${option.correct ? '✓ right' : '✗ wrong'}${chosen}`;
}

export function codeOf(item: Item): Block | undefined {
  return item.code === undefined ? undefined : { kind: 'code', code: item.code };
}
