/** What a typed text names by numbers, and the words around them. */
export interface Numbers {
  /** `1.4`, in the order in which they were said. */
  readonly lessons: readonly string[];
  readonly chapters: readonly number[];
  /** `lesson 4`: the fourth of some chapter. */
  readonly places: readonly number[];
  /** What is left, in lower case and without quotes and brackets. Numbers that stand alone are still in it. */
  readonly rest: string;
}

const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const bigger = new Map([
  ['dozen', 12],
  ['fifteen', 15],
  ['twenty', 20],
]);

/** A whole number in digits or as a word. */
export function numberOf(word: string): number | undefined {
  if (/^\d{1,4}$/.test(word)) return Number(word);
  const at = numberWords.indexOf(word);
  return at >= 0 ? at : bigger.get(word);
}

const chapterNoun = String.raw`(?:chapters?|ch|domains?|parts?)`;
const lessonNoun = String.raw`(?:lessons?|sections?|units?|lektion)`;
const number = String.raw`0*(\d{1,2})`;
const spoken = numberWords.join('|');

/** One way to write a number becomes the usual one. The order counts: each reads what those before it wrote. */
const spellings: readonly (readonly [written: RegExp, usual: string])[] = [
  [/["“”„«»'‘’`´()[\]{}<>*#§№]/g, ' '],
  [/[‐-―−~]/g, '-'],
  [new RegExp(`\\b(${spoken}|\\d{1,2}) (?:point|dot) (${spoken}|\\d{1,2})\\b`, 'g'), '$1.$2'],
  [new RegExp(`\\b${chapterNoun}\\W*${number}\\W+(?:${lessonNoun}|no|number)\\W*${number}(?![\\d.])`, 'g'), ' $1.$2 '],
  [new RegExp(`\\b${lessonNoun}\\W*${number} (?:of|in|from) ${chapterNoun}\\W*${number}(?![\\d.])`, 'g'), ' $2.$1 '],
  [new RegExp(`\\b(?:${chapterNoun}|${lessonNoun}|no|nr|number|v|l)[\\s.:=-]*(?=\\d{1,2}\\s?[.,:/_·-]\\s?\\d)`, 'g'), ' '],
  [/(\d\.\d{1,2})\s*[,;&+/]\s*(?=\d)/g, '$1 '],
];

export function readNumbers(typed: string): Numbers {
  const usual = spellings.reduce((text, [written, by]) => text.replace(written, by), spokenNumbers(typed.normalize('NFKC').toLowerCase()));
  const [ranges, afterRanges] = taken(
    usual,
    new RegExp(`(?<![\\d.,-])${number}\\.${number} ?(?:-|to|until|through) ?\\1\\.${number}(?![\\d.])`, 'g'),
  );
  const [lessons, afterLessons] = taken(
    afterRanges,
    new RegExp(`(?<![\\p{L}\\d.,:/_-])${number}\\s?[.,:/_·-]\\s?${number}(?![\\d\\p{L}]|[.,:/_-]\\d)`, 'gu'),
  );
  const [chapters, afterChapters] = taken(
    afterLessons,
    new RegExp(`\\b${chapterNoun}[\\s.:=-]*${number}(?:\\s?(?:and|,|&)\\s?${number})?(?![\\d.])`, 'g'),
  );
  const [places, rest] = taken(afterChapters, new RegExp(`\\b${lessonNoun}[\\s.:=-]*${number}(?![\\d.])`, 'g'));
  return {
    lessons: [...ranges.flatMap(between), ...lessons.map(([chapter, place]) => `${chapter}.${place}`)],
    chapters: chapters.flat().map(Number),
    places: places.flat().map(Number),
    rest: rest.replace(/\s+/g, ' ').trim(),
  };
}

/** `lesson four` and `one point four`; a number word anywhere else is a word, as in "one hot". */
function spokenNumbers(text: string): string {
  const digits = (word: string) => String(numberWords.indexOf(word));
  return text
    .replace(new RegExp(`\\b(${ordinals.join('|')}) (${chapterNoun}|${lessonNoun})\\b`, 'g'), (said, word: string, noun: string) => {
      // "The first lesson" is that of the guide.
      return word === 'first' && !noun.startsWith('ch') ? said : `${noun} ${ordinals.indexOf(word) + 1}`;
    })
    .replace(
      new RegExp(`\\b(${chapterNoun}|${lessonNoun}) (${spoken})\\b`, 'g'),
      (_, noun: string, word: string) => `${noun} ${digits(word)}`,
    )
    .replace(
      new RegExp(`\\b(${spoken}) (point|dot) (${spoken})\\b`, 'g'),
      (_, one: string, point: string, other: string) => `${digits(one)} ${point} ${digits(other)}`,
    );
}

/** The groups of every match, and the text without them. */
function taken(text: string, pattern: RegExp): [found: string[][], rest: string] {
  const found = [...text.matchAll(pattern)].map(([, ...groups]) => groups.filter((group) => group !== undefined));
  return [found, text.replace(pattern, ' ')];
}

function between([chapter = '', first = '', last = '']: readonly string[]): string[] {
  const many = Math.max(0, Number(last) - Number(first)) + 1;
  return Array.from({ length: many }, (_, ahead) => `${chapter}.${Number(first) + ahead}`);
}
