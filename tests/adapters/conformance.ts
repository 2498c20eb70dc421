import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/adapters/platform.ts';
import { makeBoards } from '../../src/boards.ts';
import type { Bot } from '../../src/bot.ts';
import { makeAction } from '../../src/core/action-id.ts';
import { readNickname } from '../../src/core/board/nickname.ts';
import { makeCourse } from '../../src/core/course.ts';
import { replyOnly } from '../../src/core/outcome.ts';
import { cuesOf } from '../../src/core/pack-index.ts';
import { drillPost } from '../../src/core/drill/replies.ts';
import { tryChannels } from '../../src/drills/environment.ts';
import { helpReply } from '../../src/core/help/replies.ts';
import type { Drill, State, Needs } from '../../src/core/state.ts';
import { makeReminders } from '../../src/reminders.ts';
import type { Ledger, Store } from '../../src/storage/store.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { tinyPack } from '../fixtures/pack.ts';
import { tuesday } from '../fixtures/people.ts';
import { heardLog } from '../fixtures/quiet.ts';
import { stateIn } from '../fixtures/state.ts';

/** Ana and Ben learn. Mia may manage the channel. */
export type Somebody = 'ana' | 'ben' | 'mia';

/** A message as somebody sees it. */
export interface Shown {
  /** All that can be read, with whatever marks the platform takes. */
  readonly text: string;
  readonly buttons: readonly string[];
  /** What can be picked from its menu. */
  readonly menu: readonly string[];
  /** What in it pings, links or is obeyed, although only a person typed it. */
  readonly alive: readonly string[];
}

/** A whole bot on one platform, with the tiny pack and an empty database, and the people in its channel. */
export interface Scene {
  readonly adapter: Adapter;
  readonly bot: Bot;
  readonly store: Store;
  readonly ledger: Ledger;
  /** The platform's own id of the channel in which everybody is. */
  readonly channel: string;
  /** What could be the id of another one, which there is not. */
  readonly nowhere: string;
  idOf(who: Somebody): string;
  /** Types a command as one does there, and waits for the answer. */
  say(line: string, who: Somebody): Promise<Shown>;
  /** Presses the newest button of that label that this person sees. */
  press(label: string, who: Somebody): Promise<Shown>;
  /** Picks an entry of the newest menu that this person sees. */
  pick(label: string, who: Somebody): Promise<Shown>;
  /** Presses so quickly that the second press is on its way before the first is answered. */
  pressTwice(label: string, who: Somebody): Promise<void>;
  /** Presses a button with this id, however it may have come into the last message of this person. */
  pressId(id: string, who: Somebody): Promise<Shown>;
  /** Picks an entry with this value from a menu, however it may have come into the last message of this person. */
  pickId(id: string, who: Somebody): Promise<Shown>;
  /** What this person sees and nobody else. */
  sees(who: Somebody): readonly Shown[];
  /** Names of the files that this person has got and nobody else, each with what it says to those who cannot see it. */
  files(who: Somebody): Promise<readonly string[]>;
  /** What everybody sees. */
  channelShows(): readonly Shown[];
  stop(): Promise<void>;
}

/** Opens a scene. `around` stands between the adapter and the bot. */
export type OpenScene = (around?: (bot: Bot) => Bot) => Promise<Scene>;

export type Behaviour =
  | 'answers a command, and nobody else sees it'
  | 'asks back when a command was mistyped'
  | 'asks back when help is wanted about what is no command'
  | 'opens another part of a lesson from its menu, and nobody else sees it'
  | 'has a button of its own for each answer'
  | 'takes a whole quiz by pressing'
  | 'answers a forged entry of a menu kindly, and nothing happens'
  | 'answers a forged button kindly, and nothing happens'
  | 'answers somebody else’s button kindly, and nothing happens'
  | 'answers a button of a quiz that is over, and nothing happens'
  | 'counts one of two quick presses'
  | 'answers whatever is typed, and nothing in it comes alive'
  | 'takes one vote a person, and shows the others none of it'
  | 'posts a drill for everybody'
  | 'redraws a drill in its place'
  | 'finds a drill that an earlier try has posted'
  | 'tells at the start that a channel of the environment takes no drill'
  | 'lets a manager set up the drill of the channel'
  | 'refuses that to people who may not'
  | 'tells one person in private'
  | 'reminds one person, who stops it by one press'
  | 'posts the board of a week for everybody, and no nickname comes alive'
  | 'brings a picture and a file to the one who asked, and nobody else'
  | 'waits for the answer that is being given when it stops';

/** Control characters, and what turns the direction of reading around. */
const invisible = /[\u202A-\u202E\u2066-\u2069]|(?![\n\t])\p{Cc}/u;

const [cue] = cuesOf(tinyPack);

/** A day of that Tuesday's week on which an answer was wrong, so that it is due; and the Monday after the week. */
const monday = tuesday + 6 * 86_400_000;
const missed = { askedIn: 'before01', item: '1.1-q01', lesson: '1.1', picks: 'b', correct: false, at: tuesday - 86_400_000 };
const reminder = {
  time: '10:00',
  zone: 'UTC',
  weekdays: [2],
  quiet: null,
  active: true,
  nextAt: tuesday,
  lastAt: null,
  unreachableAt: null,
  setAt: 0,
} as const;
const course = makeCourse(tinyPack);
const parts = { course: () => course, clock: () => tuesday + 86_400_000 / 48, log: heardLog() };

const drillTime = { time: '09:00', zone: 'UTC', weekdays: [1, 2, 3] } as const;

const attachments = [
  { name: 'progress.png', content: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), alt: 'Three of twelve lessons' },
  { name: 'plan.ics', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', alt: 'Your plan as a calendar' },
];

/** What every adapter has to do. What one cannot, it says in `cannot`, with the reason. */
export function adapterConformance(name: string, open: OpenScene, cannot: Partial<Record<Behaviour, string>> = {}): void {
  const does = (what: Behaviour, test: () => Promise<void>) =>
    cannot[what] === undefined ? it(what, test) : it.skip(`${what}: ${cannot[what]}`, test);

  describe(name, () => {
    let scene: Scene;
    beforeEach(async () => {
      scene = await open();
    });
    afterEach(() => scene.stop());

    const load = async (wants: Needs, who: Somebody): Promise<State> => {
      let seen: State = {};
      await scene.store.decide(scene.idOf(who), wants, (state) => {
        seen = state;
        return replyOnly(helpReply(tinyPack));
      });
      return seen;
    };
    const answersOf = async (who: Somebody) => (await load({ attemptCount: true }, who)).attemptCount;

    does('answers a command, and nobody else sees it', async () => {
      const shown = await scene.say('lesson 1.2', 'ana');
      expect(shown.text).toContain('1.2 Inference Fit and Scoring Modes');
      expect(shown.buttons).toContain('All lessons');
      expect(shown.menu).toContain('Traps');
      expect(scene.sees('ana')).toHaveLength(1);
      expect([scene.sees('ben'), scene.channelShows()]).toEqual([[], []]);
    });

    does('opens another part of a lesson from its menu, and nobody else sees it', async () => {
      await scene.say('lesson 1.2', 'ana');
      const traps = await scene.pick('Traps', 'ana');
      expect(traps.text).toContain('1.2 Inference Fit and Scoring Modes: Traps');
      expect(traps.text).toContain('The tempting way is fine.');
      expect(traps.menu).toContain('Summary');
      expect(traps.menu).not.toContain('Traps');
      expect((await scene.pick('Summary', 'ana')).text).toContain('The summary of');
      expect([scene.sees('ben').length, scene.channelShows().filter(({ text }) => text.includes('Traps')).length]).toEqual([0, 0]);
    });

    does('reminds one person, who stops it by one press', async () => {
      const learner = scene.idOf('ana');
      await scene.store.save([
        { kind: 'attempted', attempt: { ...missed, learner } },
        { kind: 'reminder-set', reminder: { ...reminder, learner } },
      ]);
      await makeReminders({ ...parts, store: scene.store }).lookAfter(scene.adapter);
      expect(scene.sees('ana').at(-1)?.text).toContain('1 item is due today.');
      expect((await scene.press('No more reminders', 'ana')).text).toContain('You will not hear from me');
      expect((await stateIn(scene.store, { reminder: true }, learner)).reminder).toMatchObject({ active: false });
    });

    does('posts the board of a week for everybody, and no nickname comes alive', async () => {
      const group = `${scene.adapter.name}:${scene.channel}`;
      const joined = hostileTexts.flatMap(([, typed], nth) => {
        const read = readNickname(typed.slice(0, 20));
        const member = { learner: `someone ${nth}`, group, joinedAt: nth };
        return read.kind === 'nickname' ? [{ kind: 'board-joined', member: { ...member, nickname: read.nickname } } as const] : [];
      });
      const answers = joined.map(
        ({ member: { learner } }) => ({ kind: 'attempted', attempt: { ...missed, learner, askedIn: learner } }) as const,
      );
      const board = { group, channel: scene.channel, zone: 'UTC', goal: 20, weeklySince: 0 };
      await scene.store.save([...joined, ...answers, { kind: 'board-set', board }]);
      await makeBoards({ ...parts, store: scene.store, clock: () => monday }).lookAfter(scene.adapter);
      const [post, ...more] = scene.channelShows();
      expect(more).toEqual([]);
      expect(post?.text).toContain(`${joined.length} of 20 answers`);
      expect(post?.alive).toEqual([]);
      expect(post?.buttons).toEqual(['Join the board', 'See this week']);
    });

    does('brings a picture and a file to the one who asked, and nobody else', async () => {
      await scene.stop();
      scene = await open((bot) => ({ ...bot, answer: async (...asked) => ({ ...(await bot.answer(...asked)), attachments }) }));
      await scene.say('help', 'ana');
      expect(await scene.files('ana')).toEqual(['progress.png: Three of twelve lessons', 'plan.ics: Your plan as a calendar']);
      expect(await scene.files('ben')).toEqual([]);
      expect(scene.channelShows()).toEqual([]);
    });

    does('tells at the start that a channel of the environment takes no drill', async () => {
      const { adapter, ledger, channel, nowhere } = scene;
      const log = heardLog();
      const drills = [channel, nowhere].map((id) => ({ ...drillTime, group: `${adapter.name}:${id}`, channel: id }));
      await tryChannels({ drills, ledger, adapters: [adapter], log }, Date.now());
      expect(log.lines).toMatchObject([
        { level: 'error', fields: { group: `${adapter.name}:${nowhere}`, reason: expect.stringMatching(/.{20}/) } },
      ]);
    });

    does('has a button of its own for each answer', async () => {
      const shown = await scene.say('quiz 1.2 1', 'ana');
      expect(shown.buttons).toEqual(['A', 'B', 'C', 'D', 'Stop']);
      const lines = shown.text.split('\n').map((line) => line.replace(/[*[\]]/g, ''));
      const answers = ['Batch', 'Stream', 'Serve', 'Wait'];
      const listed = lines.flatMap((line) => /^([A-D]) +(\w+)$/.exec(line)?.slice(1) ?? []);
      expect(listed.filter((_, at) => at % 2 === 0)).toEqual(['A', 'B', 'C', 'D']);
      expect(listed.filter((_, at) => at % 2 === 1).sort()).toEqual(answers.sort());
    });

    does('asks back when a command was mistyped', async () => {
      expect((await scene.say('qiuz 1.2', 'ana')).text).toMatch(/Did you mean[^]*\/mlpro quiz/);
    });

    does('asks back when help is wanted about what is no command', async () => {
      expect((await scene.say('help qiuz', 'ana')).text).toMatch(/Did you mean[^]*\/mlpro quiz/);
    });

    does('takes a whole quiz by pressing', async () => {
      let shown = await scene.say('quiz 1.1 2', 'ana');
      expect(shown.text).toContain('Question 1 of 2');
      const pressed: string[] = [];
      for (let presses = 0; presses < 8 && !shown.text.includes('of 2 right'); presses += 1) {
        const offered = shown.buttons;
        const next = offered.includes('Answer') ? 'Answer' : offered.find((label) => /^(Next question|See the result|[A-E])$/.test(label));
        pressed.push(next ?? 'a way on');
        shown = await scene.press(next ?? 'a way on', 'ana');
      }
      expect(shown.text).toMatch(/[012] of 2 right/);
      // One question wants one press, the "choose two" two and *Answer*.
      expect([...pressed].sort()).toEqual(['A', 'A', 'Answer', 'B', 'Next question', 'See the result']);
      expect(await answersOf('ana')).toBe(2);
    });

    does('answers a forged button kindly, and nothing happens', async () => {
      await scene.say('quiz 1.2 1', 'ana');
      const elsewhere = makeAction({ kind: 'forget-me' }, { key: 'the key of another installation', pack: tinyPack.id });
      for (const id of [elsewhere, 'answer:abcdefgh:1.2-q01:c:v001:AAAAAAAA', 'x'.repeat(64), '💥', 'toString'])
        expect((await scene.pressId(id, 'ana')).text).toContain('That button is too old');
      expect((await load({ quiz: 'open' }, 'ana')).quiz?.attempts).toEqual([]);
    });

    does('answers a forged entry of a menu kindly, and nothing happens', async () => {
      await scene.say('lesson 1.2', 'ana');
      const elsewhere = makeAction({ kind: 'forget-me' }, { key: 'the key of another installation', pack: tinyPack.id });
      for (const id of [elsewhere, 'menu', 'lesson:1.2:traps:1:AAAAAAAA'])
        expect((await scene.pickId(id, 'ana')).text).toContain('That button is too old');
    });

    const answerIn = (session = 'none') => scene.bot.sign({ kind: 'answer', session, item: '1.2-q01', picks: 'c', version: 'v001' });
    const openQuiz = async () => (await load({ quiz: 'open' }, 'ana')).quiz?.session.id;

    does('answers somebody else’s button kindly, and nothing happens', async () => {
      await scene.say('quiz 1.2 1', 'ana');
      const id = answerIn(await openQuiz());
      await scene.say('help', 'ben');
      expect((await scene.pressId(id, 'ben')).text).toContain('That quiz is somebody else’s');
      expect([await answersOf('ana'), await answersOf('ben')]).toEqual([0, 0]);
    });

    does('answers a button of a quiz that is over, and nothing happens', async () => {
      await scene.say('quiz 1.2 1', 'ana');
      const id = answerIn(await openQuiz());
      await scene.press('Stop', 'ana');
      expect((await scene.pressId(id, 'ana')).text).toContain('Stopped before the first answer');
      expect((await scene.pressId(answerIn(), 'ana')).text).toContain('That quiz is over');
      expect(await answersOf('ana')).toBe(0);
    });

    does('counts one of two quick presses', async () => {
      await scene.say('quiz 1.2 1', 'ana');
      await scene.pressTwice('A', 'ana');
      expect(await answersOf('ana')).toBe(1);
    });

    does('answers whatever is typed, and nothing in it comes alive', async () => {
      for (const [what, text] of hostileTexts)
        for (const command of ['route', 'search', 'help']) {
          const shown = await scene.say(`${command} ${text}`, 'ana');
          expect({ what, command, alive: shown.alive }).toEqual({ what, command, alive: [] });
          expect(shown.text).toMatch(/\w/);
          expect(shown.text).not.toMatch(invisible);
        }
      expect((await scene.say('lesson 1.1', 'ana')).text).toContain('1.1 Pipelines');
    });

    const drill = (): Drill => ({
      id: 'drill001',
      group: `${scene.adapter.name}:${scene.channel}`,
      day: '2026-11-24',
      cue: cue?.id ?? '',
      status: 'posted',
      dueAt: tuesday,
      claimedAt: tuesday,
      late: false,
      message: null,
      shown: 0,
    });
    const post = (more: { answered?: number; replaces?: string } = {}) => {
      const { answered = 0, ...rest } = more;
      const { channel } = scene;
      return scene.adapter.post({ channel, drill: 'drill001', reply: drillPost(tinyPack, drill(), cue!, answered), ...rest });
    };

    does('takes one vote a person, and shows the others none of it', async () => {
      await scene.ledger.claim(drill());
      await post();
      for (const who of ['ana', 'ben'] as const) {
        await scene.say('drill', who);
        expect((await scene.press('A', who)).text).toMatch(/✓ Right|✗ Not this time/);
        expect((await scene.say('drill', who)).text).toContain('that first answer counts');
      }
      expect([await answersOf('ana'), await answersOf('ben'), await answersOf('mia')]).toEqual([1, 1, 0]);
      expect((await scene.say('drill', 'mia')).text).toContain('2 people have answered');
      expect(scene.channelShows().filter(({ text }) => /✓|✗/.test(text))).toEqual([]);
    });

    does('posts a drill for everybody', async () => {
      await post();
      expect(scene.channelShows()).toHaveLength(1);
      expect(scene.channelShows()[0]).toMatchObject({ text: expect.stringContaining('Decision cue of the day'), buttons: ['A', 'B', 'C'] });
    });

    does('redraws a drill in its place', async () => {
      const message = await post();
      expect(await post({ replaces: message, answered: 7 })).toBe(message);
      expect(scene.channelShows().map(({ text }) => /\w+ (?:people have|has) answered/.exec(text)?.[0])).toEqual([
        '7 people have answered',
      ]);
    });

    does('finds a drill that an earlier try has posted', async () => {
      const message = await post();
      const wanted = { channel: scene.channel, drill: 'drill001', since: Date.now() - 3_600_000 };
      expect(await scene.adapter.find(wanted)).toBe(message);
      expect(await scene.adapter.find({ ...wanted, drill: 'drill002' })).toBeUndefined();
    });

    does('lets a manager set up the drill of the channel', async () => {
      expect((await scene.say('drill setup 25:00', 'mia')).text).toContain('The drill was not changed');
      expect((await scene.say('drill setup 09:00 Europe/Berlin', 'mia')).text).toContain('The daily drill is set');
      const groups = await scene.ledger.activeGroups(scene.adapter.name);
      expect(groups).toMatchObject([{ channel: scene.channel, time: '09:00', setBy: scene.idOf('mia') }]);
    });

    does('refuses that to people who may not', async () => {
      for (const line of ['drill setup 09:00', 'drill off', 'drill status'])
        expect((await scene.say(line, 'ana')).text).toContain('That is for people who manage this channel');
      expect(await scene.ledger.activeGroups(scene.adapter.name)).toEqual([]);
    });

    does('tells one person in private', async () => {
      await scene.adapter.tell(scene.idOf('ana'), helpReply(tinyPack));
      expect(scene.sees('ana').at(-1)?.text).toContain('What you can ask for');
      expect([scene.sees('ben'), scene.channelShows()]).toEqual([[], []]);
    });
  });

  describe(`${name}, with a bot that takes its time`, () => {
    does('waits for the answer that is being given when it stops', async () => {
      const gate = makeGate();
      const scene = await open((bot) => ({ ...bot, answer: (...asked) => gate.through(() => bot.answer(...asked)) }));
      const answer = scene.say('help', 'ana');
      await gate.reached;
      const order: string[] = [];
      const stop = scene.adapter.stop().then(() => order.push('stopped'));
      for (let turns = 0; turns < 100; turns += 1) await new Promise(setImmediate);
      order.push('may answer');
      gate.open();
      expect((await answer).text).toContain('What you can ask for');
      await stop;
      expect(order).toEqual(['may answer', 'stopped']);
      await scene.stop();
    });
  });
}

/** Whoever comes waits in front of it until it is opened. */
function makeGate() {
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const through = async <T>(then: () => Promise<T>): Promise<T> => {
    arrive();
    await opened;
    return then();
  };
  return { open: () => open(), reached, through };
}
