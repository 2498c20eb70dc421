import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/core/action.ts';
import { parseCommand } from '../../../src/core/commands.ts';
import { makeCourse } from '../../../src/core/course.ts';
import { handle } from '../../../src/core/handle.ts';
import { pictureOf } from '../../../src/core/progress/picture.ts';
import { progressViewOf } from '../../../src/core/progress/view.ts';
import { choicesIn } from '../../../src/core/reply.ts';
import type { Request } from '../../../src/core/request.ts';
import type { State } from '../../../src/core/state.ts';
import { cardsOf } from '../../fixtures/cards.ts';
import { largePack } from '../../fixtures/large.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone, tuesday } from '../../fixtures/people.ts';
import { shipped } from '../../fixtures/shipped.ts';
import { wordsIn } from '../../fixtures/words.ts';

const course = makeCourse(tinyPack);
const day = 86_400_000;
const ask = (request: Request, state: State = {}, from = someone()) => handle(request, { state, course, from });
const press = (action: Action, state: State = {}, from = someone()) => ask({ kind: 'press', action }, state, from);

const practised: State = {
  cards: cardsOf({
    '1.1-q01': { correct: false, at: tuesday - 2 * day },
    '1.1-c01': { correct: true, at: tuesday - day },
    '9.9-q01': { correct: true, at: tuesday - day },
  }),
  practice: {
    quarters: [
      { at: tuesday - 2 * day, answers: 1 },
      { at: tuesday - day, answers: 2 },
    ],
    outages: [],
    missed: [
      { item: '1.1-q01', picks: 'c' },
      { item: '9.9-q01', picks: 'a' },
    ],
  },
};

describe('progress', () => {
  it('begins with a quiz where nothing was ever answered', () => {
    for (const state of [{}, { practice: { quarters: [], outages: [], missed: [] }, cards: new Map() }]) {
      const { reply, drawing, changes } = ask({ kind: 'progress' }, state);
      expect(wordsIn(reply)).toContain('Nothing to show yet');
      expect([drawing, changes, choicesIn(reply)[0]?.action]).toEqual([undefined, [], { kind: 'quiz', lesson: null, count: 5 }]);
    }
  });

  it('says what is known, the days, the forecast and the weakest trap, with its reason; items that are gone count nowhere', () => {
    const words = wordsIn(ask({ kind: 'progress' }, practised).reply);
    expect(words).toContain('2 of 4');
    expect(words).toContain('0 %, 0 of 2');
    expect(words).toContain('Streak: 2 days.');
    expect(words).toContain('You practised on 2 of the 3 days since your first answer.');
    expect(words).toContain('“The tempting way is fine.” – no: It is not.');
    expect(words).toMatch(/In 30 days\. About \d+ % known if you review/);
  });

  it.each<[string, readonly number[], string]>([
    ['on the first day', [0], 'Streak: 1 day. Today counts. This is your first day of practice. You have no freeze'],
    ['on the day after it, before an answer', [1], 'You practised on 1 of the 2 days since your first answer.'],
    ['after every day', [2, 1, 0], 'You practised on every one of the 3 days since your first answer.'],
    ['after a month with a break', [30, 29, 1], 'You practised on 3 of the 31 days since your first answer.'],
    ['on the first day of the calendar', [78, 1], 'You practised on 2 of the 79 days since your first answer.'],
    ['after a time longer than the calendar', [200, 79, 1], 'You practised on 1 of the last 79 days.'],
  ])('counts days from the first answer, as far as the calendar goes: %s', (_, ago, said) => {
    const practice = { quarters: ago.map((days) => ({ at: tuesday - days * day, answers: 1 })), outages: [], missed: [] };
    const { reply, drawing } = ask({ kind: 'progress' }, { practice });
    expect(wordsIn(reply)).toContain(said);
    expect(drawing?.alt).toContain(/(You|This) [^.]*\b(practised|practice)[^.]*\./.exec(said)?.[0]);
  });

  it('counts an outage from the first answer on, too', () => {
    const outages = [{ from: tuesday - 20.5 * day, to: tuesday - 1.5 * day }];
    const practice = { quarters: [{ at: tuesday - 3 * day, answers: 1 }], outages, missed: [] };
    const words = wordsIn(ask({ kind: 'progress' }, { practice }).reply);
    expect(words).toContain('1 of the 4 days since your first answer. The bot was down on 1 day; that is not counted against you.');
  });

  it('leads on to what is due, the weakest lesson, the trap and the estimate', () => {
    expect(
      choicesIn(ask({ kind: 'progress' }, practised).reply)
        .map(({ action }) => action)
        .slice(0, 4),
    ).toEqual([
      { kind: 'review', what: 'due' },
      { kind: 'quiz', lesson: '1.2', count: 5 },
      { kind: 'review-trap', lesson: '1.1', trap: 'tempting' },
      { kind: 'ready' },
    ]);
  });

  it('works with one answer, with a clock set back, and when all that was answered is gone', () => {
    const one: State = {
      cards: cardsOf({ '1.1-q01': { correct: true, at: tuesday } }),
      practice: { quarters: [{ at: tuesday, answers: 1 }], outages: [], missed: [] },
    };
    const said = (state: State, now = tuesday) => wordsIn(ask({ kind: 'progress' }, state, someone({ now })).reply);
    expect(said(one)).toContain('Streak: 1 day. Today counts.');
    expect(said(one, tuesday - 400 * day)).toContain('Streak: 1 day. Today counts.');
    expect(said({ ...practised, cards: cardsOf({ '9.9-q01': { correct: true, at: tuesday } }) })).toContain('0 % known now');
  });

  it('does not count against anybody that the bot was down', () => {
    const practice = {
      ...practised.practice,
      quarters: [{ at: tuesday - 3 * day, answers: 1 }],
      outages: [{ from: tuesday - 2.5 * day, to: tuesday - day }],
      missed: [],
    };
    expect(wordsIn(ask({ kind: 'progress' }, { practice }).reply)).toContain('Streak: 1 day.');
    expect(wordsIn(ask({ kind: 'progress' }, { practice }).reply)).toContain('that is not counted against you');
  });

  it('goes as far as the exam day where there is one that is still to come', () => {
    const seen = {
      pack: tinyPack,
      cards: practised.cards ?? new Map(),
      practice: { quarters: [], outages: [], missed: [] },
      now: tuesday,
      zone: 'UTC',
    };
    const until = (examDay?: string) => progressViewOf({ ...seen, examDay }).until;
    expect(until('2027-02-01').isExam).toBe(true);
    expect([until(), until('2026-11-24'), until('2020-01-01'), until('2056-01-01')].map(({ isExam }) => isExam)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('the progress of a course with many lessons', () => {
  const large = largePack(5, 8);
  const many = { state: practised, course: makeCourse(large), from: someone() };
  const { reply, drawing } = handle({ kind: 'progress' }, many);
  const open = (chapter: number) => handle({ kind: 'press', action: { kind: 'progress-chapter', chapter } }, many).reply;

  it('is told by chapter, in words and in the picture', () => {
    expect(reply.blocks.flatMap((block) => (block.kind === 'rows' ? block.rows.map(({ label }) => label) : []))).toEqual(
      [1, 2, 3, 4, 5].map((number) => expect.stringMatching(new RegExp(`^${number}\\. Part ${number} of`))),
    );
    expect(wordsIn(reply)).toMatch(/Each chapter, .*\n1\. Part 1 .*\n1\d %, 2 of 16\n/);
    expect(drawing?.alt).toContain('By chapter: 1 1');
    expect(drawing?.svg.match(/Part \d of a Long Exam Guide/g)).toHaveLength(5);
  });

  it('has the lessons of each chapter behind it, and the way back', () => {
    const chapters = choicesIn(reply).flatMap(({ action }) => (action.kind === 'progress-chapter' ? [action.chapter] : []));
    expect(chapters).toEqual([1, 2, 3, 4, 5]);
    const rows = open(1).blocks.flatMap((block) => (block.kind === 'rows' ? block.rows.map(({ label }) => label.split(' ')[0]) : []));
    expect(rows).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8']);
    expect(choicesIn(open(1)).map(({ action }) => action)).toEqual(
      expect.arrayContaining([{ kind: 'quiz', lesson: '1.2', count: 5 }, { kind: 'progress' }, { kind: 'progress-chapter', chapter: 5 }]),
    );
  });

  it('is shown whole where the chapter of a button is gone', () => {
    expect(open(9)).toEqual(reply);
  });

  it.each([
    [14, 2, 7],
    [16, 2, 8],
    [20, 1, 20],
  ])('of %i lessons in %i chapters is told by lesson as long as that fits', (lessons, chapters, each) => {
    const { lines, areChapters } = progressViewOf({
      pack: largePack(chapters, each),
      cards: new Map(),
      practice: { quarters: [], outages: [], missed: [] },
      now: tuesday,
      zone: 'UTC',
    });
    expect([lines.length, areChapters]).toEqual(lessons === 16 ? [2, true] : [lessons, false]);
  });
});

describe('the picture', () => {
  it('says in its alternative text what it shows, as briefly as every platform takes it', () => {
    const { drawing } = ask({ kind: 'progress' }, practised);
    expect(drawing?.name).toBe('progress.png');
    expect(drawing?.alt).toContain('Streak: 2 days');
    expect(drawing?.alt).toContain('The tempting way is fine.');
    expect(drawing?.alt.length).toBeLessThanOrEqual(1000);
  });

  it('is well-formed, whatever a belief is made of', () => {
    const belief = 'a < b & "c" > d \u0007\uFFFE\uD800 '.repeat(9);
    const pack = {
      ...tinyPack,
      chapters: tinyPack.chapters.map((chapter) => ({
        ...chapter,
        lessons: chapter.lessons.map((lesson) => ({ ...lesson, traps: lesson.traps.map((trap) => ({ ...trap, belief })) })),
      })),
    };
    const svg = pictureOf(
      progressViewOf({
        pack,
        cards: new Map(),
        practice: practised.practice ?? { quarters: [], outages: [], missed: [] },
        now: tuesday,
        zone: 'UTC',
      }),
    );
    // eslint-disable-next-line no-control-regex
    expect(svg).not.toMatch(/[\u0000-\u0008\uFFFE]|\p{Cs}|&(?!amp;|lt;|gt;|quot;)|NaN|undefined/u);
    expect((svg.match(/<text /g) ?? []).length).toBe((svg.match(/<\/text>/g) ?? []).length);
  });
});

describe('a time zone', () => {
  const preferences = { zone: null, asksConfidence: false };

  it('is asked for once where nobody tells it, and never where somebody does', () => {
    const first = ask({ kind: 'progress' }, { ...practised, preferences });
    expect(wordsIn(first.reply)).toContain('Where are you?');
    expect(first.changes).toEqual([{ kind: 'preferences-set', learner: 'console:ana', preferences: { ...preferences, zoneAsked: true } }]);
    const second = ask({ kind: 'progress' }, { ...practised, preferences: { ...preferences, zoneAsked: true } });
    expect(wordsIn(second.reply)).not.toContain('Where are you?');
    expect(wordsIn(second.reply)).toContain('Days are counted in UTC');
    expect(second.changes).toEqual([]);
    const told = ask({ kind: 'progress' }, practised, someone({ zone: 'Asia/Tokyo' }));
    expect(wordsIn(told.reply)).toContain('Asia/Tokyo');
    expect(told.changes).toEqual([]);
  });

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['  Kolkata ', 'Asia/Kolkata'],
    ['utc', 'UTC'],
    ['america/argentina/buenos_aires', 'America/Argentina/Buenos_Aires'],
    ['germany', 'Europe/Berlin'],
    ['I live in Paris', 'Europe/Paris'],
    ["I'm in Tokyo now", 'Asia/Tokyo'],
    ['Berlin please', 'Europe/Berlin'],
    ['to Europe/Berlin', 'Europe/Berlin'],
    ['berlin time', 'Europe/Berlin'],
    ['München', 'Europe/Berlin'],
    ['Bangalore', 'Asia/Kolkata'],
    ['San Francisco', 'America/Los_Angeles'],
    ['new york city', 'America/New_York'],
    ['California', 'America/Los_Angeles'],
    ['beijing', 'Asia/Shanghai'],
    ['the netherlands', 'Europe/Amsterdam'],
  ])('is understood: "%s"', (typed, zone) => {
    const { changes, reply } = ask({ kind: 'zone', zone: typed }, { preferences });
    expect(changes).toMatchObject([{ kind: 'preferences-set', learner: 'console:ana', preferences: { zone, asksConfidence: false } }]);
    expect(wordsIn(reply)).toContain(zone);
  });

  it.each(['Europe/Kyiv', 'Europe/Kiev', 'kyiv', 'Asia/Calcutta', 'America/Nuuk', 'America/Godthab'])(
    'is understood by an old and a new name: "%s"',
    (typed) => {
      expect(ask({ kind: 'zone', zone: typed }).changes).toHaveLength(1);
    },
  );

  it.each([
    'CET',
    '+02:00',
    'Atlantis',
    'usa',
    'Texas',
    'Australia',
    'the moon',
    'tommorow',
    'UTC+25',
    '<@U1>',
    'Europe/',
    "'; drop table",
  ])('is asked back about: "%s"', (typed) => {
    const { changes, reply } = ask({ kind: 'zone', zone: typed });
    expect(changes).toEqual([]);
    expect(wordsIn(reply)).toContain('Which time zone do you mean?');
  });

  it.each(['what', 'which is my zone?', 'change', 'my time zone'])('is only said where "%s" asks for it', (typed) => {
    const { changes, reply } = ask({ kind: 'zone', zone: typed });
    expect(changes).toEqual([]);
    expect(wordsIn(reply)).toContain('Your time zone');
  });

  it.each([
    ['the platform’s', { zone: null, asksConfidence: true }, 'Asia/Tokyo', [{ zone: 'Asia/Tokyo', until: tuesday }]],
    ['UTC, where nobody told it', undefined, undefined, [{ zone: 'UTC', until: tuesday }]],
    ['their own', { zone: 'America/Lima', asksConfidence: true }, 'Asia/Tokyo', [{ zone: 'America/Lima', until: tuesday }]],
    ['the same', { zone: 'Europe/Berlin', asksConfidence: true }, undefined, undefined],
    [
      'the third',
      { zone: 'America/Lima', asksConfidence: true, earlierZones: [{ zone: 'UTC', until: 5 }] },
      undefined,
      [
        { zone: 'UTC', until: 5 },
        { zone: 'America/Lima', until: tuesday },
      ],
    ],
  ])('remembers by which zone days were counted until then: %s', (_, chosen, told, earlierZones) => {
    const from = someone(told === undefined ? {} : { zone: told });
    const state = chosen === undefined ? {} : { preferences: chosen };
    for (const line of ['zone Europe/Berlin', 'plan 2027-02-01 20 zone=Europe/Berlin']) {
      const [change] = ask(parseCommand(line), state, from).changes.filter(({ kind }) => kind === 'preferences-set');
      const isSame = chosen?.zone === 'Europe/Berlin' && line.startsWith('plan');
      expect(change?.kind === 'preferences-set' ? change.preferences.earlierZones : undefined).toEqual(isSame ? undefined : earlierZones);
    }
  });

  it('can be pressed; the group of the channel comes first', () => {
    const asked = ask({ kind: 'zone', zone: '' });
    expect(choicesIn(asked.reply).length).toBe(4);
    expect(press({ kind: 'zone', zone: 'Asia/Kolkata' }, { preferences }).changes).toMatchObject([
      { preferences: { zone: 'Asia/Kolkata' } },
    ]);
  });

  it('that this machine does not know any more is UTC rather than an error', () => {
    const words = (zone: string) => wordsIn(ask({ kind: 'progress' }, { ...practised, preferences: { zone, asksConfidence: true } }).reply);
    expect(words('Mars/Olympus')).toContain('Days are counted in UTC');
    expect(words('Europe/Kiev')).toMatch(/Europe\/K(iev|yiv)/);
  });
});

describe('the screens of the shipped pack', () => {
  it('are there for a newcomer', () => {
    for (const kind of ['progress', 'ready'] as const)
      expect(wordsIn(handle({ kind }, { state: {}, course: shipped, from: someone() }).reply)).toMatch(/yet/);
  });
});
