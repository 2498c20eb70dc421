/**
 * The texts of the pack that a question resembles, whatever the linear model makes of it. The two err differently: the one
 * weighs every word, the other notices that a question is almost one it has seen.
 */
export interface Neighbours {
  /** What the texts that share stems with a question say of each class; nearer texts by far the most. */
  vote(stems: Iterable<number>, unknown: number): Float64Array;
}

/** A stem in more texts than this tells nothing and is left out. */
const mostCommon = 0.2;

/** `texts` gives the stems of each text, `classOf` where it belongs. */
export function makeNeighbours(texts: readonly Int32Array[], stemCount: number, classOf: Int32Array, classes: number): Neighbours {
  const owners = ownersOf(texts, stemCount);
  const { starts } = owners;
  const tellingOf = (stem: number) => Math.log((texts.length + 1) / (starts[stem + 1]! - starts[stem]! + 1));
  const telling = Float32Array.from({ length: stemCount }, (_, stem) => tellingOf(stem));
  const lengths = lengthsOf(owners, telling, texts.length);
  const rarest = Math.log(texts.length + 1);
  const alike = new Float32Array(texts.length);
  const vote = (stems: Iterable<number>, unknown: number): Float64Array => {
    alike.fill(0);
    let length = unknown * rarest * rarest;
    for (const stem of stems) {
      const weight = telling[stem]!;
      length += weight * weight;
      if (starts[stem + 1]! - starts[stem]! > mostCommon * texts.length) continue;
      for (let at = starts[stem]!; at < starts[stem + 1]!; at += 1) alike[owners.texts[at]!]! += weight * weight;
    }
    const votes = new Float64Array(classes);
    const scale = length === 0 ? 0 : 1 / Math.sqrt(length);
    for (let text = 0; text < alike.length; text += 1) {
      const sum = alike[text]!;
      if (sum > 0) votes[classOf[text]!]! += fifthPower(sum * scale * lengths[text]!);
    }
    return votes;
  };
  return { vote };
}

/** So that a text half as alike as another has a thirtieth of its say. Written out: `**` takes ten times as long. */
function fifthPower(alike: number): number {
  const square = alike * alike;
  return square * square * alike;
}

interface Owners {
  /** The texts of stem `s` are from `starts[s]` to `starts[s + 1]` of `texts`. */
  readonly starts: Int32Array;
  readonly texts: Int32Array;
}

function ownersOf(texts: readonly Int32Array[], stemCount: number): Owners {
  const starts = new Int32Array(stemCount + 1);
  eachOnce(texts, stemCount, (stem) => (starts[stem + 1]! += 1));
  for (let stem = 0; stem < stemCount; stem += 1) starts[stem + 1]! += starts[stem]!;
  const next = starts.slice();
  const owners = new Int32Array(starts[stemCount]!);
  eachOnce(texts, stemCount, (stem, text) => {
    owners[next[stem]!] = text;
    next[stem]! += 1;
  });
  return { starts, texts: owners };
}

/** Every stem of every text, once however often the text repeats it. */
function eachOnce(texts: readonly Int32Array[], stemCount: number, see: (stem: number, text: number) => void): void {
  const last = new Int32Array(stemCount).fill(-1);
  texts.forEach((stems, text) => {
    for (const stem of stems) {
      if (last[stem] === text) continue;
      last[stem] = text;
      see(stem, text);
    }
  });
}

/** For each text one over its length, so that long texts do not resemble everything. */
function lengthsOf({ starts, texts }: Owners, telling: Float32Array, count: number): Float32Array {
  const squares = new Float32Array(count);
  for (let stem = 0; stem < telling.length; stem += 1) {
    for (let at = starts[stem]!; at < starts[stem + 1]!; at += 1) squares[texts[at]!]! += telling[stem]! ** 2;
  }
  return squares.map((square) => (square === 0 ? 0 : 1 / Math.sqrt(square)));
}
