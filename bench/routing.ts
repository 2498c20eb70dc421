import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { lessonsOf, type Chapter, type Lesson, type LessonId, type Pack } from '../src/core/pack.ts';
import { examplesOf, type Example } from '../src/core/route/examples.ts';
import { measure, type Labelled } from '../src/core/route/measure.ts';
import { makeRouter, type Router } from '../src/core/route.ts';
import { readFiles } from '../src/reader/files.ts';
import { readPack } from '../src/reader/pack.ts';
import { median, percentile, sayRow, type Row } from './measure.ts';

/** The router beside Fuse, plain and with token search, and MiniSearch, all given the same words of the pack. */
export async function benchRouting(pack: Pack, labelled: readonly Labelled[]): Promise<Row[]> {
  const small = compare(pack, labelled, { plainFuse: true });
  const large = compare(enlarge(pack), labelled.slice(0, 60), { plainFuse: false });
  return [
    ...accuracyRows(small, labelled),
    ...timeRows('5 lessons', small),
    ...timeRows('50 lessons, 20,000 phrases', large),
    { what: 'Routing: time to learn this pack', unit: 'ms', ours: small.ours.build, bar: { most: 300 } },
    { what: 'Routing: memory that this pack takes', unit: 'MB', ours: memoryOf(pack), bar: { most: 40 } },
  ];
}

interface Contender {
  readonly name: string;
  readonly build: number;
  readonly router: Router;
  /** Microseconds of each question. */
  readonly times: readonly number[];
}

interface Comparison {
  readonly ours: Contender;
  readonly peers: readonly Contender[];
}

function compare(pack: Pack, labelled: readonly Labelled[], { plainFuse }: { plainFuse: boolean }): Comparison {
  const examples = examplesOf(pack);
  const built = {
    ours: build('router', () => makeRouter(pack)),
    peers: [
      ...(plainFuse ? [build('Fuse', () => fuseRouter(examples, { threshold: 0.6, ignoreLocation: true }))] : []),
      build('Fuse token search', () => fuseRouter(examples, { useTokenSearch: true })),
      build('MiniSearch', () => miniSearchRouter(examples)),
    ],
  };
  // Fuse takes up to a second for one long question: fewer of them give its median as well.
  const [ours, ...peers] = [built.ours, ...built.peers].map((contender) => {
    const few = contender.name.startsWith('Fuse') ? 30 : contender.name === 'router' ? 4 * labelled.length : labelled.length;
    return { ...contender, times: timeEach(contender.router, labelled, few) };
  });
  return { ours: ours!, peers };
}

function build(name: string, make: () => Router): Omit<Contender, 'times'> {
  const from = performance.now();
  const router = make();
  return { name, build: performance.now() - from, router };
}

function timeEach(router: Router, labelled: readonly Labelled[], most: number): number[] {
  for (const { q } of labelled.slice(0, most)) router.route(q);
  const times: number[] = [];
  for (let at = 0; at < most; at += 1) {
    const { q } = labelled[at % labelled.length]!;
    const from = performance.now();
    router.route(q);
    times.push((performance.now() - from) * 1000);
  }
  return times;
}

function accuracyRows({ ours, peers }: Comparison, labelled: readonly Labelled[]): Row[] {
  const single = labelled.filter(({ gold }) => gold.length === 1);
  const right = ({ router }: Contender, questions: readonly Labelled[]) =>
    measure(questions.map((entry) => ({ ...entry, route: router.route(entry.q), microseconds: 0 }))).top1 ?? 0;
  return peers.map((peer) => {
    const asked = peer.name === 'Fuse' ? single.filter((_, at) => at % 5 === 0) : single;
    const what = `Routing: right lesson first, ${asked.length} questions`;
    return { what, unit: '%', ours: 100 * right(ours, asked), peer: { name: peer.name, value: 100 * right(peer, asked) } };
  });
}

function timeRows(size: string, { ours, peers }: Comparison): Row[] {
  const fastest = Math.min(...peers.map(({ times }) => median(times)));
  return [
    ...peers.map((peer): Row => {
      const value = median(peer.times);
      const bar = value === fastest ? { bar: { ratio: 1 } } : {};
      return {
        what: `Routing, ${size}: a question, median`,
        unit: 'µs',
        ours: median(ours.times),
        peer: { name: peer.name, value },
        ...bar,
      };
    }),
    { what: `Routing, ${size}: a question, 99th percentile`, unit: 'µs', ours: percentile(ours.times, 0.99), bar: { most: 2000 } },
    ...peers.map((peer) => ({
      what: `Routing, ${size}: build`,
      unit: 'ms',
      ours: ours.build,
      peer: { name: peer.name, value: peer.build },
    })),
  ];
}

function fuseRouter(examples: readonly Example[], options: object): Router {
  const fuse = new Fuse(examples, { keys: ['text'], includeScore: true, ...options });
  return firstOf((question) => fuse.search(question, { limit: 5 }).map(({ item }) => item.lesson));
}

function miniSearchRouter(examples: readonly Example[]): Router {
  const search = new MiniSearch<Example & { id: number }>({ fields: ['text'], storeFields: ['lesson'] });
  search.addAll(examples.map((example, id) => ({ ...example, id })));
  return firstOf((question) => search.search(question).map((found) => found['lesson'] as LessonId | null));
}

/** The lesson of the best hit, as a plain search would be used. */
function firstOf(search: (question: string) => readonly (LessonId | null)[]): Router {
  return {
    route: (question) => {
      const lesson = search(question)[0];
      return lesson == null ? { kind: 'none', nearest: [] } : { kind: 'one', first: { lesson, confidence: 1 }, evidence: [] };
    },
  };
}

function memoryOf(pack: Pack): number {
  const before = used();
  const router = makeRouter(pack);
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
  return { ...lesson, id, cues: [], questions: [], routing: { ...lesson.routing, phrasings: phrases, paraphrases: [], elsewhere: [] } };
}

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
