/**
 * One answer as the fit sees it: right with the chance guess + (1 − guess) · σ(offset + the sum of these unknowns), σ being the logistic function: known, or
 * not known and guessed. It is the three-parameter logistic model of item response theory (Birnbaum, 1968), with one discrimination for all questions.
 */
export interface Observation {
  readonly unknowns: readonly number[];
  readonly offset: number;
  readonly guess: number;
  readonly correct: boolean;
}

/** Normal; `spread` is its standard deviation. */
export interface Prior {
  readonly mean: number;
  readonly spread: number;
}

/** The most likely values of the unknowns, and how they may be wrong together. */
export interface Fit {
  readonly values: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/** Each is a Newton step with the expected information for the curvature; a few are enough, and when none moves more than this, they stand still. */
const rounds = 12;
const still = 1e-3;

/** Prior and answers together: the mode of the posterior and, by Laplace's approximation, its covariance. */
export function fit(observations: readonly Observation[], priors: readonly Prior[]): Fit {
  let values = priors.map(({ mean }) => mean);
  for (let round = 0; round < rounds; round += 1) {
    const { gradient, curvature } = derivativesAt(observations, priors, values);
    const step = solved(curvature, gradient).map((part) => Math.max(-1, Math.min(1, part)));
    values = values.map((value, at) => value + (step[at] ?? 0));
    if (step.every((part) => Math.abs(part) < still)) break;
  }
  return { values, covariance: inverse(derivativesAt(observations, priors, values).curvature) };
}

/** Of the logarithm of the posterior: its gradient, and the expected information in place of its second derivatives (Fisher scoring). */
function derivativesAt(observations: readonly Observation[], priors: readonly Prior[], values: readonly number[]) {
  const gradient = priors.map(({ mean, spread }, at) => (mean - (values[at] ?? 0)) / spread ** 2);
  const curvature = priors.map(({ spread }, at) => priors.map((_, other) => (at === other ? 1 / spread ** 2 : 0)));
  for (const observation of observations) {
    const { chance, change } = chanceOf(observation, values);
    const certainty = chance * (1 - chance);
    for (const one of observation.unknowns) {
      gradient[one] = (gradient[one] ?? 0) + ((Number(observation.correct) - chance) * change) / certainty;
      const line = curvature[one];
      if (line) for (const other of observation.unknowns) line[other] = (line[other] ?? 0) + change ** 2 / certainty;
    }
  }
  return { gradient, curvature };
}

/** The chance of a right answer, and how fast it changes with each of its unknowns. */
export function chanceOf({ unknowns, offset, guess }: Omit<Observation, 'correct'>, values: readonly number[]) {
  let logOdds = offset;
  for (const at of unknowns) logOdds += values[at] ?? 0;
  const known = logistic(logOdds);
  return { chance: guess + (1 - guess) * known, change: (1 - guess) * Math.max(1e-6, known * (1 - known)) };
}

export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, logOdds))));
}

export function matVec(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((line) => line.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));
}

/** What the matrix, as in {@link inverse}, would make the vector of: to solve that once takes a sixth of the time of an inverse. */
function solved(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  const { lines, right } = triangle(matrix, vector);
  for (let at = right.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? [];
    let rest = right[at] ?? 0;
    for (let other = at + 1; other < right.length; other += 1) rest -= (line[other] ?? 0) * (right[other] ?? 0);
    right[at] = rest / (line[at] ?? 1);
  }
  return right;
}

/** The same equations, with nothing below the diagonal. */
function triangle(matrix: readonly (readonly number[])[], vector: readonly number[]) {
  const lines = matrix.map((line) => [...line]);
  const right = [...vector];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? [];
    for (let below = at + 1; below < lines.length; below += 1) {
      const target = lines[below] ?? [];
      const factor = (target[at] ?? 0) / (line[at] ?? 1);
      if (factor === 0) continue;
      for (let other = at; other < target.length; other += 1) target[other] = (target[other] ?? 0) - factor * (line[other] ?? 0);
      right[below] = (right[below] ?? 0) - factor * (right[at] ?? 0);
    }
  }
  return { lines, right };
}

/** Of a symmetric matrix that a prior keeps well away from being singular: Gauss and Jordan, no pivot needed. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const left = matrix.map((line) => [...line]);
  const right = matrix.map((_, at) => matrix.map((__, other) => Number(at === other)));
  for (const [at, line] of left.entries()) {
    const own = right[at] ?? [];
    const pivot = line[at] ?? 1;
    scale(line, 1 / pivot);
    scale(own, 1 / pivot);
    for (const [other, target] of left.entries()) {
      const factor = target[at] ?? 0;
      if (other === at || factor === 0) continue;
      subtract(target, line, factor);
      subtract(right[other] ?? [], own, factor);
    }
  }
  return right;
}

function scale(line: number[], factor: number): void {
  for (const [at, value] of line.entries()) line[at] = value * factor;
}

function subtract(target: number[], line: readonly number[], factor: number): void {
  for (const [at, value] of line.entries()) target[at] = (target[at] ?? 0) - factor * value;
}
