import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platforms } from '../../src/adapters/platforms.ts';
import { type Ended, openTool, startBot, startTool, type Tool } from '../fixtures/process.ts';

const program = 'dist/tools/content.js';
const fixture = (name: string) => `tests/fixtures/content/${name}`;

let tool: Tool;
beforeAll(() => {
  tool = openTool(program);
});
afterAll(() => tool.close());

/** What `npm run content -- …` says, and how it ends. */
const check = (...parameters: string[]): Promise<Ended> => tool.call(...parameters);

/** The same in a process of its own, as authors and CI call it. */
async function checkAlone(...parameters: string[]): Promise<Ended> {
  const started = startBot({}, program, ...parameters);
  const code = await started.finish();
  return { said: started.said(), code };
}

describe('npm run content', () => {
  it('says of each folder that all is well, and ends well', async ({ expect }) => {
    expect(await check(fixture('basic'), fixture('second-pack'))).toEqual({
      said: [fixture('basic'), fixture('second-pack')].map((folder) => `${folder}: everything resolves, and every screen fits.\n`).join(''),
      code: 0,
    });
  });

  it('says that an id is taken when two folders have the same one, where it stands, and the way out', async ({ expect }) => {
    const { said, code } = await check(fixture('basic'), fixture('two-chapters'));
    expect(said).toContain(
      `pack.yaml:1:5  found the id "basic", which ${fixture('basic')} has; expected an id of its own\n    Choose another one`,
    );
    expect(said).toContain(`1 problem in ${fixture('two-chapters')}.`);
    expect(code).toBe(1);
  });

  it('looks through every folder of content/ when none is named', async ({ expect }) => {
    const folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
    for (const name of ['basic', 'second-pack']) await cp(fixture(name), join(folder, 'content', name), { recursive: true });
    const started = startTool(program, folder);
    expect(await started.finish()).toBe(0);
    for (const name of ['basic', 'second-pack']) expect(started.said()).toContain(`content/${name}: everything resolves`);
    await rm(folder, { recursive: true });
  });

  it.each([
    [1, [fixture('basic'), fixture('two-chapters')]],
    [2, ['--shwo']],
  ])('ends with %i in a process of its own as well', async (code, parameters) => {
    expect(await checkAlone(...parameters)).toEqual({ said: (await check(...parameters)).said, code });
  });

  it('prints the statistics of a bank chapter by chapter', async ({ expect }) => {
    const { said, code } = await check(fixture('two-chapters'), '--report');
    expect(said).toMatch(/1: 1 .* 2 questions .*\n {2}2: 1 .* 1 questions/);
    expect(code).toBe(0);
  });
});

describe('npm run content for one lesson', () => {
  it.each([
    [['--help'], 0, 'npm run content -- FOLDER'],
    [['--shwo', '1.2'], 2, '--shwo is not known here. Did you mean --show?'],
    [['--zzzzzzz'], 2, '--zzzzzzz is not known here.'],
    [['--only'], 2, 'An option has no value.'],
    [['no/such/folder'], 2, 'The folder no/such/folder cannot be read'],
    [['--only', '1.9', fixture('basic')], 2, 'has no lesson 1.9. It has 1.1.'],
    [['--show', '1.1-q99', fixture('basic')], 2, 'has no 1.1-q99. Did you mean 1.1-q0'],
    [['--show', '1.1-q01', fixture('basic'), fixture('second-pack')], 2, 'Name the folder of one pack'],
    [['--new', 'Counting', fixture('basic')], 2, 'A new lesson needs a number'],
    [['--new', '7.1 Counting', fixture('basic')], 2, 'has no chapter 7'],
    [['--new', '1.1 Counting', fixture('basic')], 2, 'Lesson 1.1 is there already: basics/1.1-joining/lesson.yaml. Nothing was changed.'],
  ])('called with %j it ends with %i', async (parameters, code, said) => {
    const answer = await check(...parameters);
    expect(answer.said).toContain(said);
    expect(answer.code).toBe(code);
  });

  it('draws a question, a cue and a lesson as each platform does, with the feedback', async ({ expect }) => {
    const [question, cue, lesson] = await Promise.all(['1.1-q01', '1.1-c01', '1.1'].map((id) => check('--show', id, fixture('basic'))));
    const drawnOn = [...platforms.map(({ name }) => name), 'console'];
    for (const platform of drawnOn) {
      expect(question?.said).toContain(`━━ question 1.1-q01 · ${platform}`);
      expect(question?.said).toContain(`━━ the answer to question 1.1-q01 · ${platform}`);
      expect(cue?.said).toContain(`━━ cue 1.1-c01 as a drill · ${platform}`);
      expect(cue?.said).toContain(`━━ a vote on cue 1.1-c01 · ${platform}`);
      expect(lesson?.said).toContain(`━━ lesson 1.1, summary, page 1 · ${platform}`);
    }
    // In the question, in its answer, and in the answer with all options.
    expect(question?.said.match(/A left join that begins with the members/g)).toHaveLength(3 * drawnOn.length);
    expect(question?.said.replace(/\s+/g, ' ').match(/The filter throws the same people out again\./g)).toHaveLength(drawnOn.length);
  });

  it('makes a lesson that passes, checks it alone, and says what has changed in it', async ({ expect, onTestFinished }) => {
    const folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await cp(fixture('basic'), folder, { recursive: true });
    expect(await check('--new', '1.2 Counting Rows', folder)).toMatchObject({
      said: expect.stringContaining('basics/1.2-counting-rows'),
      code: 0,
    });
    expect(await readFile(join(folder, 'basics/chapter.yaml'), 'utf8')).toContain('  - 1.1-joining\n  - 1.2-counting-rows\n');
    expect(await check(folder)).toMatchObject({ said: expect.stringContaining('Lesson 1.2 is a draft'), code: 0 });
    expect(await check('--only', '1.2', folder)).toMatchObject({ said: expect.stringContaining('Lesson 1.2: no problems.'), code: 0 });
    const lesson = join(folder, 'basics/1.2-counting-rows/lesson.yaml');
    const begun = await readFile(lesson, 'utf8');
    await writeFile(lesson, begun.replace('terms: []', 'terms:\n  - { term: row, meaning: one line of a table }'));
    const changed = await check('--only', '1.2', folder);
    expect(changed.said).toContain('Since the last time:\n  terms: 0 → 1');
    await writeFile(lesson, begun.replace('terms: []', 'trems: []'));
    const broken = await check('--only', '1.2', folder);
    expect(broken).toMatchObject({ said: expect.stringContaining('Did you mean "terms"?'), code: 1 });
    expect(await check('--only', '1.1', folder)).toMatchObject({ said: expect.stringContaining('Elsewhere: 1 problem'), code: 0 });
  });
});
