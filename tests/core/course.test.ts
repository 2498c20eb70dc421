import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { makeCourse } from '../../src/core/course.ts';
import { passagesOf } from '../../src/core/find/passages.ts';
import { learnLessons } from '../../src/core/find/route.ts';
import { finish } from '../../src/router/slices.ts';
import { tinyPack } from '../fixtures/pack.ts';

const question = 'which way is the tempting one';

describe('a course', () => {
  it('learns slice by slice, and is done once', () => {
    const course = makeCourse(tinyPack);
    let slices = 1;
    while (course.learnMore() === undefined) slices += 1;
    expect(slices).toBeGreaterThan(8);
    expect(course.learnMore()).toBe(course.learnMore());
  });

  it('answers alike whether it was asked before it had learned anything, halfway, or afterwards', () => {
    const learned = [0, 5, 1_000].map((slices) => {
      const course = makeCourse(tinyPack);
      for (let done = 0; done < slices; done += 1) course.learnMore();
      return course.router.route(question);
    });
    expect(learned[1]).toEqual(learned[0]);
    expect(learned[2]).toEqual(learned[0]);
  });

  it('answers alike with what was learned and kept at an earlier start, and learns nothing anew', () => {
    const first = makeCourse(tinyPack);
    const weights = finish(learnLessons(tinyPack, passagesOf(tinyPack)));
    const second = makeCourse(tinyPack, deserialize(serialize(weights)) as typeof weights);
    expect(second.learnMore()).toEqual(weights);
    expect(second.router.route(question)).toEqual(first.router.route(question));
  });
});
