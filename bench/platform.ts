import { median, percentile, type Row } from './measure.ts';

/** One exchange: when the first sign of life came, when the whole answer stood there, and what the person then saw. */
export interface Round<Seen> {
  readonly first: number;
  readonly full: number;
  readonly seen: Seen;
}

/** People who type and press on our bot. */
export interface People<Seen> {
  readonly name: string;
  command(text: string, user: string): Promise<Round<Seen>>;
  press(label: string, on: Seen, user: string): Promise<Round<Seen>>;
}

/** What the benchmark needs of a platform: people on our bot, and one who types to the bare bot. */
export interface Platform<Seen> extends People<Seen> {
  bare(user: string): Promise<Round<Seen>>;
  user(at: number): string;
  /** Lets go of what the stand-ins remember. */
  forget(): void;
}

/** Enough for the compiler to have seen everything on both sides. */
const warmUp = 200;
const rounds = 200;
const crowd = 50;

const questions = [
  'how do I keep tomorrow out of my training set',
  'evry 10 min refesh, is taht bacth or strem',
  'SI -> OHE -> VA, right order?',
  'which sampler when eight workers try settings at once',
];

/** Our bot and the bare one in turns, then fifty people at once. */
export async function compare<Seen>(platform: Platform<Seen>): Promise<Row[]> {
  const learner = platform.user(0);
  const kinds: Record<string, (at: number) => Promise<Round<Seen>>> = {
    route: (at) => platform.command(`route ${questions[at % questions.length]}`, learner),
    lesson: (at) => platform.command(`lesson 1.${1 + (at % 5)}`, learner),
    'quiz answer': quizAnswers(platform, learner),
  };
  const rows: Row[] = [];
  for (const [kind, ask] of Object.entries(kinds)) rows.push(...(await compareKind(platform, kind, ask, learner)));
  rows.push(await crowded(platform));
  return rows;
}

async function compareKind<Seen>(
  platform: Platform<Seen>,
  kind: string,
  ask: (at: number) => Promise<Round<Seen>>,
  learner: string,
): Promise<Row[]> {
  const ours: Round<Seen>[] = [];
  const bare: Round<Seen>[] = [];
  for (let at = -warmUp; at < rounds; at += 1) {
    const theirs = await platform.bare(learner);
    const mine = await ask(Math.abs(at));
    if (at >= 0) {
      bare.push(theirs);
      ours.push(mine);
    }
    platform.forget();
  }
  const row = (what: string, part: 'first' | 'full'): Row => ({
    what: `${platform.name}: ${kind}, ${what}, median`,
    unit: 'ms',
    ours: median(ours.map((round) => round[part])),
    peer: { name: 'bare bot', value: median(bare.map((round) => round[part])) },
    bar: { ratio: 1.5 },
  });
  return [row('first response', 'first'), row('full reply', 'full')];
}

/** Answers one question after the other; the quiz around them is started when it is needed, outside of the measured time. */
export function quizAnswers<Seen>(platform: People<Seen>, learner: string): () => Promise<Round<Seen>> {
  let screen: Seen | undefined;
  return async () => {
    const question = screen ?? (await platform.command('quiz 1.1 20', learner)).seen;
    let round = await platform.press('A', question, learner);
    // A "choose two" wants another letter; the answer is what is measured.
    if (!saysVerdict(round.seen)) round = await platform.press('B', round.seen, learner);
    const next = await platform.press('Next question', round.seen, learner).catch(() => undefined);
    screen = next?.seen;
    return round;
  };
}

export function saysVerdict(seen: unknown): boolean {
  return /✓ Right|✗ Not this time/.test(
    JSON.stringify(seen, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
}

/** Fifty learners answer a question at the same moment, five times. */
async function crowded<Seen>(platform: Platform<Seen>): Promise<Row> {
  const bare: number[] = [];
  const users = Array.from({ length: crowd }, (_, at) => platform.user(at + 1));
  const first: number[] = [];
  for (let wave = 0; wave < 5; wave += 1) {
    const screens = await Promise.all(users.map((user) => platform.command('quiz 1.2 1', user)));
    const answers = await Promise.all(users.map((user, at) => platform.press('A', (screens[at] as Round<Seen>).seen, user)));
    first.push(...answers.map((round) => round.first));
    bare.push(...(await Promise.all(users.map((user) => platform.bare(user)))).map((round) => round.first));
    platform.forget();
  }
  return {
    what: `${platform.name}: ${crowd} learners press at once, first response, p99`,
    unit: 'ms',
    ours: percentile(first, 0.99),
    peer: { name: 'bare bot', value: percentile(bare, 0.99) },
    bar: { most: 50 },
  };
}
