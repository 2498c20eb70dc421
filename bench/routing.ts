import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { lessonsOf } from '../src/core/pack-index.ts';
import type { Chapter, Lesson, LessonId, Pack } from '../src/core/pack.ts';
import { examplesOf } from '../src/core/find/examples.ts';
import { measure, type Answered, type Labelled } from '../src/tools/routing-metrics.ts';
import { lessonRouter } from '../src/core/find/route.ts';
import type { LabelledText, Router } from '../src/router/route.ts';
import { readFiles } from '../src/reader/files.ts';
import { readPack } from '../src/reader/pack.ts';
import { median, percentile, sayRow, type Row } from './measure.ts';

/** Fuse needs up to a second for one long question: whoever is slow is asked fewer. */
const enoughForAShare = 50;
const patience = 8000;

/** The router beside Fuse, plain and with token search, and MiniSearch, all given the same words of the pack. */
export async function benchRouting(pack: Pack, labelled: readonly Labelled[]): Promise<Row[]> {
  const single = labelled.filter(({ gold }) => gold.length === 1);
  const small = contenders(pack).map((contender) => ask(contender, single));
  const large = contenders(enlarge(pack)).map((contender) => ask(contender, single));
  return [
    ...accuracyRows(small),
    ...timeRows('12 lessons', small),
    ...timeRows('120 lessons, 48,000 phrases', large),
    { what: 'Routing: time to learn this pack', unit: 'ms', ours: buildTime(pack), bar: { most: 600 } },
    { what: 'Routing: memory that this pack takes', unit: 'MB', ours: memoryOf(pack), bar: { most: 40 } },
  ];
}

interface Contender {
  readonly name: string;
  readonly router: Router;
  readonly build: number;
}

interface Asked extends Contender {
  readonly answers: readonly Answered[];
}

/** Ours first. */
function contenders(pack: Pack): Contender[] {
  const examples = examplesOf(pack);
  return [
    build('router', () => lessonRouter(pack)),
    build('Fuse', () => fuseRouter(examples, { threshold: 0.6, ignoreLocation: true })),
    build('Fuse token search', () => fuseRouter(examples, { useTokenSearch: true })),
    build('MiniSearch', () => miniSearchRouter(examples)),
  ];
}

function build(name: string, make: () => Router): Contender {
  const from = performance.now();
  const router = make();
  return { name, router, build: performance.now() - from };
}

/** The first questions warm it up; the ones that count are asked until they are through or patience ends. */
function ask(contender: Contender, labelled: readonly Labelled[]): Asked {
  const { router } = contender;
  const until = performance.now() + patience;
  for (const { q } of labelled) {
    router.route(q);
    if (performance.now() > until - patience / 2) break;
  }
  const answers: Answered[] = [];
  for (const entry of labelled) {
    const from = performance.now();
    const route = router.route(entry.q);
    answers.push({ ...entry, route, microseconds: (performance.now() - from) * 1000 });
    if (performance.now() > until) break;
  }
  return { ...contender, answers };
}

/** Each peer against ours on the questions that the peer had time for. */
function accuracyRows([ours, ...peers]: readonly Asked[]): Row[] {
  // A share of a handful says nothing: whoever was too slow for more is left out here and seen in the times.
  const answering = peers.filter((peer) => peer.answers.length >= enoughForAShare);
  return answering.map((peer) => {
    const asked = peer.answers.length;
    const percent = (answers: readonly Answered[]) => 100 * (measure(answers.slice(0, asked)).top1 ?? 0);
    return {
      what: `Routing: right lesson first, ${asked} questions`,
      unit: '%',
      ours: percent(ours!.answers),
      peer: { name: peer.name, value: percent(peer.answers) },
    };
  });
}

function timeRows(size: string, [ours, ...peers]: readonly Asked[]): Row[] {
  const times = ({ answers }: Asked) => answers.map(({ microseconds }) => microseconds);
  const fastest = Math.min(...peers.map((peer) => median(times(peer))));
  return [
    ...peers.map((peer): Row => {
      const value = median(times(peer));
      const bar = value === fastest ? { bar: { ratio: 1 } } : {};
      return {
        what: `Routing, ${size}: a question, median`,
        unit: 'µs',
        ours: median(times(ours!)),
        peer: { name: peer.name, value },
        ...bar,
      };
    }),
    { what: `Routing, ${size}: a question, 99th percentile`, unit: 'µs', ours: percentile(times(ours!), 0.99), bar: { most: 2000 } },
    ...peers.map((peer) => ({
      what: `Routing, ${size}: build`,
      unit: 'ms',
      ours: ours!.build,
      peer: { name: peer.name, value: peer.build },
    })),
  ];
}

/** As at start-up when it is the first of three, as at a reload when it is the median; the median, for a steady figure. */
function buildTime(pack: Pack): number {
  return median([0, 1, 2].map(() => build('router', () => lessonRouter(pack)).build));
}

function fuseRouter(examples: readonly LabelledText[], options: object): Router {
  const fuse = new Fuse(examples, { keys: ['text'], includeScore: true, ...options });
  return firstOf((question) => fuse.search(question, { limit: 5 }).map(({ item }) => item.labels[0] ?? null));
}

function miniSearchRouter(examples: readonly LabelledText[]): Router {
  const search = new MiniSearch<LabelledText & { id: number }>({ fields: ['text'], storeFields: ['labels'] });
  search.addAll(examples.map((example, id) => ({ ...example, id })));
  return firstOf((question) => search.search(question).map((found) => (found['labels'] as LessonId[])[0] ?? null));
}

/** The lesson of the best hit, as a plain search would be used. */
function firstOf(search: (question: string) => readonly (LessonId | null)[]): Router {
  return {
    route: (question) => {
      const label = search(question)[0];
      return label == null ? { kind: 'none', nearest: [] } : { kind: 'one', first: { label, confidence: 1 }, evidence: [] };
    },
  };
}

function memoryOf(pack: Pack): number {
  const before = used();
  const router = lessonRouter(pack);
  const after = used();
  router.route('kept until here');
  return (after - before) / 2 ** 20;
}

/** Typed arrays live outside the heap. Run with `--expose-gc` for a figure without what is already garbage. */
function used(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Ten times the lessons, each with its own jargon mixed into the same sentences, and 400 phrases a lesson. */
function enlarge(pack: Pack): Pack {
  const lessons = lessonsOf(pack);
  const more = Array.from({ length: 10 }, (_, copy) => lessons.map((lesson) => copyOf(lesson, copy))).flat();
  const [chapter, ...rest] = pack.chapters as [Chapter, ...Chapter[]];
  return { ...pack, chapters: [{ ...chapter, lessons: more, routing: [] }, ...rest] };
}

function copyOf(lesson: Lesson, copy: number): Lesson {
  const id = `${copy + 1}${lesson.id}`;
  const { phrasings, paraphrases } = lesson.routing;
  const asked = [...phrasings, ...paraphrases];
  const phrases = Array.from({ length: 400 }, (_, at) => jargon(asked[at % asked.length] ?? '', copy, at));
  return { ...lesson, ...nothingTold, id, routing: { ...lesson.routing, phrasings: phrases, ...nothingAsked } };
}

const nothingAsked = {
  paraphrases: [],
  asked: [],
  answeredBy: { concepts: {}, pairs: {}, traps: {}, cues: {} },
  shared: [],
  elsewhere: [],
};

/** What counts at that size are the phrases: without them, so many lessons would have four times as many texts. */
const nothingTold = {
  concepts: [],
  instincts: [],
  decisionOrder: [],
  scenarios: [],
  traps: [],
  pairs: [],
  changes: [],
  callShapes: [],
  terms: [],
  cues: [],
  questions: [],
};

/** Every third word gets the mark of its copy, so that copies can be told apart. */
function jargon(phrase: string, copy: number, at: number): string {
  return copy === 0
    ? phrase
    : phrase
        .split(' ')
        .map((word, place) => ((place + at) % 3 === 0 ? `${word}${'abcdefghij'[copy]}x` : word))
        .join(' ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const read = readPack(await readFiles('content/ml-pro'));
  if (read.kind === 'problems') throw new Error('content/ml-pro has problems: npm run content');
  const lines = (await readFile('tests/routing/development.jsonl', 'utf8')).trim().split('\n');
  const rows = await benchRouting(
    read.pack,
    lines.map((line) => JSON.parse(line) as Labelled),
  );
  for (const row of rows) console.log(sayRow(row));
}
