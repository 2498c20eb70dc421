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
const spellings: readonly (readonly [written: RegExp, usual: string | ((...groups: string[]) => string)])[] = [
  [/["“”„«»'‘’`´()[\]{}<>*#§№]/g, ' '],
  [/[‐-―−~]/g, '-'],
  [/\b(\d)(?:st|nd|rd|th) ([a-z]+)/g, '$2 $1'],
  [new RegExp(`\\b(${ordinals.join('|')}) (${chapterNoun}|${lessonNoun})\\b`, 'g'), ordinal],
  // A number word anywhere else is a word, as in "one hot".
  [new RegExp(`\\b(${chapterNoun}|${lessonNoun}) (${spoken})\\b`, 'g'), (_, noun = '', word = '') => `${noun} ${inDigits(word)}`],
  [new RegExp(`\\b(${spoken}) (?:point|dot) (${spoken})\\b`, 'g'), (_, one = '', other = '') => `${inDigits(one)}.${inDigits(other)}`],
  [/\b(\d{1,2}) (?:point|dot) (\d{1,2})\b/g, '$1.$2'],
  [new RegExp(`\\b${chapterNoun}\\W*${number}\\W+(?:${lessonNoun}|no|number|l)\\W*${number}(?![\\d.])`, 'g'), ' $1.$2 '],
  [new RegExp(`\\b${lessonNoun}\\W*${number} (?:of|in|from) ${chapterNoun}\\W*${number}(?![\\d.])`, 'g'), ' $2.$1 '],
  [new RegExp(`\\b(?:${chapterNoun}|${lessonNoun}|no|nr|number|v|l)[\\s.:=-]*(?=\\d{1,2}\\s?[.,:/_·-]\\s?\\d)`, 'g'), ' '],
  [/(\d\.\d{1,2})\s*[,;&+/]\s*(?=\d)/g, '$1 '],
];

/** "The first lesson" is that of the guide, and no number. */
function ordinal(said: string, word = '', noun = ''): string {
  return word === 'first' && !new RegExp(chapterNoun).test(noun) ? said : `${noun} ${ordinals.indexOf(word) + 1}`;
}

function inDigits(word: string): string {
  return String(numberWords.indexOf(word));
}

/** What each kind of number looks like in its usual spelling, in the order in which they are taken out of the text. */
const shapes = {
  ranges: new RegExp(`(?<![\\d.,-])${number}\\.${number} ?(?:-|to|until|through) ?\\1\\.${number}(?![\\d.])`, 'g'),
  lessons: new RegExp(`(?<![\\p{L}\\d.,:/_-])${number}\\s?[.,:/_·-]\\s?${number}(?![\\d\\p{L}]|[.,:/_-]\\d)`, 'gu'),
  chapters: new RegExp(`\\b${chapterNoun}[\\s.:=-]*${number}(?:\\s?(?:and|,|&)\\s?${number})?(?![\\d.])`, 'g'),
  places: new RegExp(`\\b${lessonNoun}[\\s.:=-]*${number}(?![\\d.])`, 'g'),
};

export function readNumbers(typed: string): Numbers {
  const [ranges, afterRanges] = taken(usualSpelling(typed), shapes.ranges);
  const [lessons, afterLessons] = taken(afterRanges, shapes.lessons);
  const [chapters, afterChapters] = taken(afterLessons, shapes.chapters);
  const [places, rest] = taken(afterChapters, shapes.places);
  return {
    lessons: [...ranges.flatMap(lessonsBetween), ...lessons.map(([chapter, place]) => `${chapter}.${place}`)],
    chapters: chapters.flat().map(Number),
    places: places.flat().map(Number),
    rest: rest.replace(/\s+/g, ' ').trim(),
  };
}

function usualSpelling(typed: string): string {
  const plain = typed.normalize('NFKC').toLowerCase();
  return spellings.reduce((text, [written, by]) => (typeof by === 'string' ? text.replace(written, by) : text.replace(written, by)), plain);
}

/** The groups of every match, and the text without them. */
function taken(text: string, pattern: RegExp): [found: string[][], rest: string] {
  const found = [...text.matchAll(pattern)].map(([, ...groups]) => groups.filter((group) => group !== undefined));
  return [found, text.replace(pattern, ' ')];
}

/** Both of them included. */
function lessonsBetween([chapter = '', first = '', last = '']: readonly string[]): string[] {
  const many = Math.max(0, Number(last) - Number(first)) + 1;
  return Array.from({ length: many }, (_, ahead) => `${chapter}.${Number(first) + ahead}`);
}
