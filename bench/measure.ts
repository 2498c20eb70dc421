/** One line of the result: a figure of ours beside a named peer's in the same run, and the bar that it has to meet. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  /** Whom it is measured against; none for an absolute bar. */
  readonly peer?: { readonly name: string; readonly value: number };
  /** `ratio`: ours may be at most so many times the peer's; `most`: ours may be at most this; `least`: at least this. */
  readonly bar?: { readonly ratio: number } | { readonly most: number } | { readonly least: number };
}

export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** Runs the two in turns, so that whatever else the machine does hits both alike. Returns the milliseconds of each. */
export async function inTurns(
  times: number,
  ours: () => Promise<unknown>,
  peers: () => Promise<unknown>,
): Promise<{ ours: number[]; peers: number[] }> {
  const samples = { ours: [] as number[], peers: [] as number[] };
  for (let turn = 0; turn < times; turn += 1) {
    samples.peers.push(await timed(peers));
    samples.ours.push(await timed(ours));
  }
  return samples;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export function ratioOf(row: Row): number | undefined {
  return row.peer && row.ours / row.peer.value;
}

export function meets(row: Row): boolean | undefined {
  if (row.bar === undefined) return undefined;
  if ('most' in row.bar) return row.ours <= row.bar.most;
  if ('least' in row.bar) return row.ours >= row.bar.least;
  return (ratioOf(row) ?? Number.POSITIVE_INFINITY) <= row.bar.ratio;
}

export function sayRow(row: Row): string {
  const ratio = ratioOf(row);
  const bar =
    row.bar === undefined
      ? ''
      : 'ratio' in row.bar
        ? `≤ ${row.bar.ratio} times`
        : 'most' in row.bar
          ? `≤ ${row.bar.most}`
          : `≥ ${row.bar.least}`;
  const verdict = { true: 'met', false: 'MISSED', undefined: '' }[String(meets(row))] ?? '';
  const peer = row.peer ? `${short(row.peer.value)} (${row.peer.name})` : '';
  return [
    row.what.padEnd(58),
    `${short(row.ours)} ${row.unit}`.padEnd(14),
    peer.padEnd(30),
    (ratio === undefined ? '' : `${short(ratio)} times`).padEnd(12),
    bar.padEnd(12),
    verdict,
  ].join(' ');
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
