import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ItemId, LessonId } from './pack.ts';

/** The parts of a lesson page that have a tab of their own. */
export const tabs = ['summary', 'concepts', 'order', 'scenarios', 'traps', 'pairs', 'cues', 'code', 'changes', 'sources'] as const;
export type Tab = (typeof tabs)[number];

/** What a press means. It carries ids only: what is right stays in the pack, what was done stays in the store. */
export type Action =
  | { readonly kind: 'guide' }
  | { readonly kind: 'strong-answers' }
  | { readonly kind: 'exam' }
  | { readonly kind: 'help' }
  | { readonly kind: 'lesson'; readonly lesson: LessonId; readonly tab: Tab; readonly page: number }
  | { readonly kind: 'quiz'; readonly lesson: LessonId | null; readonly count: number }
  | { readonly kind: 'answer'; readonly session: string; readonly item: ItemId; readonly picks: string; readonly version: string }
  | { readonly kind: 'next'; readonly session: string }
  | { readonly kind: 'stop'; readonly session: string }
  | { readonly kind: 'vote'; readonly drill: string; readonly pick: string; readonly version: string }
  | { readonly kind: 'not-this'; readonly asked: string }
  | { readonly kind: 'rather'; readonly asked: string; readonly lesson: LessonId | null }
  | { readonly kind: 'keep-nothing'; readonly asked: string }
  | { readonly kind: 'export'; readonly page: number }
  | { readonly kind: 'forget-me' };

/** The most bytes an action may take: Telegram's limit, the tightest that is known. */
export const longestAction = 64;

const digestLength = 8;

/** Writes an action as the id of a button. Throws when it would be longer than {@link longestAction} bytes. */
export function makeAction(action: Action, key: string): string {
  const body = bodyOf(action);
  const id = `${body}:${digest(body, key)}`;
  if (Buffer.byteLength(id) > longestAction) throw new RangeError(`The action "${id}" is longer than ${longestAction} bytes.`);
  return id;
}

/** Reads a button's id back; undefined when it was not made by {@link makeAction} with this key. */
export function parseAction(id: string, key: string): Action | undefined {
  if (Buffer.byteLength(id) > longestAction) return undefined;
  const cut = id.lastIndexOf(':');
  const body = id.slice(0, Math.max(cut, 0));
  if (!same(id.slice(cut + 1), digest(body, key))) return undefined;
  const action = actionOf(body.split(':'));
  return action !== undefined && bodyOf(action) === body ? action : undefined;
}

function bodyOf(action: Action): string {
  switch (action.kind) {
    case 'guide':
    case 'strong-answers':
    case 'exam':
    case 'help':
    case 'forget-me':
      return action.kind;
    case 'lesson':
      return `lesson:${action.lesson}:${action.tab}:${action.page}`;
    case 'quiz':
      return `quiz:${action.lesson ?? ''}:${action.count}`;
    case 'answer':
      return `answer:${action.session}:${action.item}:${action.picks}:${action.version}`;
    case 'export':
      return `export:${action.page}`;
    case 'next':
    case 'stop':
      return `${action.kind}:${action.session}`;
    case 'vote':
      return `vote:${action.drill}:${action.pick}:${action.version}`;
    case 'not-this':
    case 'keep-nothing':
      return `${action.kind}:${action.asked}`;
    case 'rather':
      return `rather:${action.asked}:${action.lesson ?? ''}`;
  }
}

/** The body was signed by us, so it is well formed unless an older version of the program wrote it. */
function actionOf(parts: readonly string[]): Action | undefined {
  const [kind, one = '', two = '', three = '', four = ''] = parts;
  switch (kind) {
    case 'guide':
    case 'strong-answers':
    case 'exam':
    case 'help':
    case 'forget-me':
      return { kind };
    case 'lesson':
      return isTab(two) ? { kind, lesson: one, tab: two, page: Number(three) } : undefined;
    case 'quiz':
      return { kind, lesson: one || null, count: Number(two) };
    case 'answer':
      return { kind, session: one, item: two, picks: three, version: four };
    case 'export':
      return { kind, page: Number(one) };
    case 'next':
    case 'stop':
      return { kind, session: one };
    case 'vote':
      return { kind, drill: one, pick: two, version: three };
    case 'not-this':
    case 'keep-nothing':
      return { kind, asked: one };
    case 'rather':
      return { kind, asked: one, lesson: two || null };
    default:
      return undefined;
  }
}

function isTab(name: string): name is Tab {
  return tabs.some((tab) => tab === name);
}

/** 48 bits: enough to refuse a guess, short enough for a button. */
function digest(body: string, key: string): string {
  return createHmac('sha256', key).update(body).digest('base64url').slice(0, digestLength);
}

function same(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one.padEnd(64)), Buffer.from(other.padEnd(64)));
}
