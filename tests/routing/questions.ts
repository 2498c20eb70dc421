import { readFile } from 'node:fs/promises';
import type { Pack } from '../../src/core/pack.ts';
import { evaluate, type Answered, type Evaluation, type Labelled } from '../../src/tools/routing-metrics.ts';
import type { Router } from '../../src/router/route.ts';
import { shippedPack as pack } from '../fixtures/shipped.ts';

/** The pack that ships. */
export async function shippedPack(): Promise<Pack> {
  return pack;
}

/**
 * Labelled questions by four authors who had not seen the routing words, halved once by a hash of the question within each
 * style and gold. Errors of `development` may be looked at; of `test`, only sums.
 */
export async function readQuestions(half: 'development' | 'test'): Promise<Labelled[]> {
  const text = await readFile(new URL(`${half}.jsonl`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
}

export function evaluateOn(router: Router, questions: readonly Labelled[]): Evaluation {
  return evaluate(questions.map((entry): Answered => ({ ...entry, route: router.route(entry.q), microseconds: 0 })));
}
