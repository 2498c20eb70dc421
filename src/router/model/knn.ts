import { addDouble, addFloat, floatAt, increase, intAt } from './arrays.ts';

/**
 * The texts that a question resembles, whatever the linear model makes of it. The two err differently: the one weighs every word, the other notices
 * that a question is almost one it has seen.
 */
export interface NearestNeighbours {
  /** What the texts that share stems with a question say of each class, by their cosine similarity; nearer texts by far the most. */
  vote(stems: Iterable<number>, unknown: number): Float64Array;
}

/** A stem in a larger share of the texts than this says nothing and is left out. */
const maxDocumentFrequency = 0.2;

/** The stems of each text, each once, as an inverted index: stem `s` is in the texts from `indptr[s]` to `indptr[s + 1]` of `postings`. */
export interface InvertedIndex {
  readonly indptr: Int32Array;
  readonly postings: Int32Array;
}

/** Finds the neighbours of a question among the texts of `index`; `classOf` gives the class of each. */
export function nearestNeighbours(index: InvertedIndex, classOf: Int32Array, classes: number): NearestNeighbours {
  const texts = classOf.length;
  const { indptr, postings } = index;
  const stemCount = indptr.length - 1;
  const frequency = (stem: number) => intAt(indptr, stem + 1) - intAt(indptr, stem);
  const idf = Float32Array.from({ length: stemCount }, (_, stem) => Math.log((texts + 1) / (frequency(stem) + 1)));
  const maxIdf = Math.log(texts + 1);
  const inverseNorms = inverseNormsOf(index, idf, texts);
  const dots = new Float32Array(texts);

  /** The dot product of the question with every text, in `dots`; the question's squared norm. */
  function compare(stems: Iterable<number>, unknown: number): number {
    dots.fill(0);
    let squares = unknown * maxIdf * maxIdf;
    for (const stem of stems) {
      const square = floatAt(idf, stem) ** 2;
      squares += square;
      if (frequency(stem) > maxDocumentFrequency * texts) continue;
      const end = intAt(indptr, stem + 1);
      for (let at = intAt(indptr, stem); at < end; at += 1) addFloat(dots, intAt(postings, at), square);
    }
    return squares;
  }

  return {
    vote: (stems, unknown) => {
      const squares = compare(stems, unknown);
      const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
      const votes = new Float64Array(classes);
      for (let text = 0; text < texts; text += 1) {
        const dot = floatAt(dots, text);
        if (dot > 0) addDouble(votes, intAt(classOf, text), kernel(dot * scale * floatAt(inverseNorms, text)));
      }
      return votes;
    },
  };
}

/** The fifth power, so that a text half as similar as another has a thirtieth of its say. Written out: `**` takes ten times as long. */
function kernel(similarity: number): number {
  const square = similarity * similarity;
  return square * square * similarity;
}

/** `stemsOf` gives the stems of each text. */
export function invert(stemsOf: readonly (readonly number[])[], stemCount: number): InvertedIndex {
  const indptr = new Int32Array(stemCount + 1);
  forEachDifferent(stemsOf, stemCount, (stem) => increase(indptr, stem + 1, 1));
  for (let stem = 0; stem < stemCount; stem += 1) increase(indptr, stem + 1, intAt(indptr, stem));
  const next = indptr.slice();
  const postings = new Int32Array(intAt(indptr, stemCount));
  forEachDifferent(stemsOf, stemCount, (stem, text) => {
    postings[intAt(next, stem)] = text;
    increase(next, stem, 1);
  });
  return { indptr, postings };
}

/** Each stem of each text once. A set for each text would take several times as long. */
function forEachDifferent(stemsOf: readonly (readonly number[])[], stemCount: number, found: (stem: number, text: number) => void): void {
  const lastText = new Int32Array(stemCount).fill(-1);
  stemsOf.forEach((stems, text) => {
    for (const stem of stems) {
      if (intAt(lastText, stem) !== text) found(stem, text);
      lastText[stem] = text;
    }
  });
}

/** For each text one over its length, so that long texts do not resemble everything. */
function inverseNormsOf({ indptr, postings }: InvertedIndex, idf: Float32Array, texts: number): Float32Array {
  const squares = new Float32Array(texts);
  for (let stem = 0; stem < idf.length; stem += 1) {
    for (let at = intAt(indptr, stem); at < intAt(indptr, stem + 1); at += 1)
      addFloat(squares, intAt(postings, at), floatAt(idf, stem) ** 2);
  }
  return squares.map((square) => (square === 0 ? 0 : 1 / Math.sqrt(square)));
}
