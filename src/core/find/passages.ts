import type { Passage } from '../../router/passages.ts';
import type { Tab } from '../action.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Lesson, Option, Pack, Source } from '../pack.ts';
import { wordsOf } from '../text.ts';
import { examLabel } from './examples.ts';

/** A passage that may answer a question: where it stands, and what its author wrote. */
export interface LessonPassage extends Passage {
  readonly kind: 'concept' | 'pair' | 'trap' | 'scenario' | 'cue' | 'call' | 'fact';
  /** Where it stands in its lesson; facts about the exam stand in none. */
  readonly tab?: Tab;
  /** By which its page is found. */
  readonly entry: string;
  readonly code?: string;
  readonly sources: readonly Source[];
}

/** All passages of a pack, in an order that stays: the router tells them by their place. */
export function passagesOf(pack: Pack): readonly LessonPassage[] {
  return [...lessonsOf(pack).flatMap(passagesIn), ...pack.exam.map(({ name, value }) => fact(name, value))];
}

function fact(title: string, text: string): LessonPassage {
  return { kind: 'fact', label: examLabel, title, entry: title, text: wordsOf(text), asked: [], sources: [] };
}

/** Why what is right is right. */
function reasonsIn(options: readonly Option[]): string {
  return options.flatMap(({ correct, text, why }) => (correct ? [`${text}: ${why}`] : [])).join(' ');
}

function passagesIn({ id: label, concepts, pairs, traps, scenarios, cues, callShapes, routing }: Lesson): LessonPassage[] {
  const words = (title: string, text: string, asked: readonly string[] = []) => ({
    label,
    title: wordsOf(title),
    entry: title,
    text: wordsOf(text),
    asked,
  });
  const asked = routing.answeredBy;
  return [
    ...concepts.map(({ id, name, text, sources }) => ({
      kind: 'concept' as const,
      tab: 'concepts' as const,
      ...words(name, text, asked.concepts[id]),
      sources,
    })),
    ...pairs.map(({ id, one, other, difference, sources }) => ({
      kind: 'pair' as const,
      tab: 'pairs' as const,
      ...words(`${one} or ${other}`, difference, asked.pairs[id]),
      sources,
    })),
    ...traps.map(({ id, belief, reason, sources }) => ({
      kind: 'trap' as const,
      tab: 'traps' as const,
      ...words(belief, reason, asked.traps[id]),
      sources,
    })),
    ...scenarios.map(({ situation, answer, sources }) => ({
      kind: 'scenario' as const,
      tab: 'scenarios' as const,
      ...words(situation, answer),
      sources,
    })),
    ...cues.map(({ id, remember, options, sources }) => ({
      kind: 'cue' as const,
      tab: 'cues' as const,
      ...words(remember, reasonsIn(options), asked.cues[id]),
      sources,
    })),
    ...callShapes.map(({ title, code, note, sources }) => ({
      kind: 'call' as const,
      tab: 'code' as const,
      ...words(title, note),
      code,
      sources,
    })),
  ];
}
