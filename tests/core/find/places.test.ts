import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tab } from '../../../src/core/action.ts';
import { type Course, makeCourse } from '../../../src/core/course.ts';
import { readPlace } from '../../../src/core/find/places.ts';
import { handle } from '../../../src/core/handle.ts';
import { lessonsOf } from '../../../src/core/pack-index.ts';
import { choicesIn, type Reply } from '../../../src/core/reply.ts';
import { parseCommand } from '../../../src/core/commands.ts';
import { tinyPack } from '../../fixtures/pack.ts';
import { someone } from '../../fixtures/people.ts';
import { shipped } from '../../fixtures/shipped.ts';
import { wordsIn } from '../../fixtures/words.ts';
import { names, numbers } from './spellings.ts';

/** Of its first three chapters: what is called the last one, or the fourth, is not to change with what is written next. */
const course: Course = { ...shipped, pack: { ...shipped.pack, chapters: shipped.pack.chapters.slice(0, 3) } };
const tiny = makeCourse(tinyPack);

const type = (line: string, on = course): Reply => handle(parseCommand(line), { state: {}, course: on, from: someone() }).reply;
const title = (reply: Reply) => reply.blocks.find((block) => block.kind === 'heading')?.text ?? '';

/** What a reply opens: a lesson, a chapter, or nothing because it asks. */
function opened(reply: Reply): string {
  const [, lesson, chapter] = /^(\d\.\d)\b|^(\d)\. /.exec(title(reply)) ?? [];
  return lesson ?? (chapter === undefined ? 'ask' : `ch${chapter}`);
}

describe('a lesson', () => {
  it.each(numbers)('by the number %j is %s', (typed, meant) => {
    expect(opened(type(`lesson ${typed}`))).toBe(meant);
  });

  it.each(names)('by the name %j is %s, or is asked about', (typed, meant) => {
    expect(['ask', meant]).toContain(opened(type(`lesson ${typed}`)));
  });

  it('is opened at once by nearly all of these names', () => {
    const right = names.filter(([typed, meant]) => opened(type(`lesson ${typed}`)) === meant);
    expect(right.length / names.length).toBeGreaterThan(0.95);
  });

  it.each(lessonsOf(course.pack).map(({ id, title: name }) => [id, name] as const))(
    '%s is opened by its own number and name',
    (id, name) => {
      for (const typed of [id, name, `${id} ${name}`, name.toUpperCase(), name.split(/[,:]/)[0] ?? name])
        expect(opened(type(`lesson ${typed}`))).toBe(id);
    },
  );

  it('is never opened by digits that are not its number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(9999).map(String), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(' ', '.', ', ', '-'),
        (parts, joint) => {
          const { lessons } = readPlace(parts.join(joint), course);
          for (const { id } of lessons) expect(parts.map(Number).join(' ')).toContain(id.replace('.', ' '));
        },
      ),
    );
  });
});

describe('beside a number', () => {
  it.each<[string, string, Tab]>([
    ['lesson 1.2 traps', '1.2', 'traps'],
    ['lesson traps 1.2', '1.2', 'traps'],
    ['lesson 1.2 trap', '1.2', 'traps'],
    ['lesson 1.2 trasp', '1.2', 'traps'],
    ['lesson 1.3 code', '1.3', 'code'],
    ['lesson the cues of 2.1 please', '2.1', 'cues'],
    ['lesson decision order 1.3', '1.3', 'order'],
    ['lesson 1.4 sources', '1.4', 'sources'],
    ['lesson 1.4 what changed', '1.4', 'changes'],
    ['lesson optuna traps', '1.4', 'traps'],
    ['lesson 1.4 next traps', '1.5', 'traps'],
    ['1.3 pairs', '1.3', 'pairs'],
  ])('"%s" opens %s at %s', (typed, lesson, tab) => {
    const pressed = handle({ kind: 'press', action: { kind: 'lesson', lesson, tab, page: 1 } }, { state: {}, course, from: someone() });
    expect(title(type(typed))).toBe(title(pressed.reply));
  });

  it.each([
    ['lesson 1.4 foo bar', 'I left out “foo bar”.'],
    ['lesson 1.4 9.9', 'The guide has no “9.9”.'],
    ['lesson chapter 2 quickly', 'I left out “quickly”.'],
    ['lesson 3.2 next', 'I left out “next”.'],
    ['quiz 1.2 traps', 'I left out “traps”.'],
    ['quiz 1.2 quickly', 'I left out “quickly”.'],
  ])('"%s" says what had no effect', (typed, words) => {
    expect(wordsIn(type(typed))).toContain(words);
  });

  it('an empty tab gives way to the summary, and says so', () => {
    expect(wordsIn(type('lesson 1.1 changes', tiny))).toContain('This lesson has no changes, so here is its summary.');
  });
});

describe('what may be several lessons', () => {
  it.each([
    ['lesson 4', ['1.4', '2.4']],
    ['lesson 2', ['Chapter 2', '1.2', '2.2', '3.2']],
    ['lesson four', ['1.4', '2.4']],
    ['lesson 14', ['1.4']],
    ['lesson 1.1 1.3', ['1.1', '1.3']],
    ['lesson 3.9', ['3.1', '3.2']],
    ['lesson next', ['Chapter 1', 'Chapter 2', 'Chapter 3']],
    ['quiz lesson 4', ['1.4', '2.4']],
  ])('"%s" is asked about with buttons', (typed, offered) => {
    const labels = choicesIn(type(typed)).map(({ label }) => label);
    expect(labels.map((label) => /^(Chapter \d|\d\.\d)/.exec(label)?.[0])).toEqual(offered);
  });

  it('leads to the tab that was asked for', () => {
    expect(choicesIn(type('lesson 4 traps')).map(({ action }) => action)).toContainEqual({
      kind: 'lesson',
      lesson: '1.4',
      tab: 'traps',
      page: 1,
    });
    expect(choicesIn(type('quiz lesson 4')).map(({ action }) => action)).toContainEqual({ kind: 'quiz', lesson: '1.4', count: 5 });
  });

  it('is one where there is one chapter', () => {
    expect(opened(type('lesson 2', tiny))).toBe('1.2');
    expect(opened(type('lesson two', tiny))).toBe('1.2');
  });
});
