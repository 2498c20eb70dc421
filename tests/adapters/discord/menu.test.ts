import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deadline } from '../../fixtures/deadline.ts';
import { messageCommands } from '../../../src/core/find/message.ts';
import type { Exchange, Who } from '../../standins/discord/index.ts';
import { type Stage, setStage } from './harness.ts';

const name = messageCommands[0]?.onMessage.name ?? '';
const question = 'how do I build a pipeline';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  await stage.discord.botReady();
  stage.discord.addGuild('elsewhere', ['lobby'], false);
});
afterEach(() => {
  expect(stage.discord.violations).toEqual([]);
  stage.discord.healFaults();
});
afterAll(() => stage.close());

/** Ana asks about what Ben wrote. */
async function ask(text: string, different: object = {}, who: Who = {}): Promise<Exchange> {
  const written = stage.discord.write(text, { ...who, user: 'ben' });
  return stage.discord.menu(name, written, who, different);
}

const titleOf = ({ seen }: Exchange) => seen?.text.split('\n')[0];

describe('The menu of a message', () => {
  test.each([
    [question, question],
    [`**${question}**`, question],
    [`@ben ${question}`, question],
    [`@everyone ${question}`, question],
    [`@mlpro ${question}`, question],
    [`${question}\n\nwith three stages`, `${question} with three stages`],
    [`${question} <:party:123456789012345678>`, question],
    ['quiz 1.1', 'quiz 1.1'],
    ['drill off', 'drill off'],
    ['what shall we have for lunch', 'what shall we have for lunch'],
    [`token=abcdefghijkl ${question}`, `token=abcdefghijkl ${question}`],
    [`${question} ${'and then '.repeat(440)}`, `${question} ${'and then '.repeat(400)}`],
    ['здравствуйте', 'здравствуйте'],
  ])('answers as /mlpro route does: %.60s', async (text, typed) => {
    const answer = await ask(text);
    const same = await stage.discord.command('mlpro route', { question: typed });
    expect(titleOf(answer)).toBe(titleOf(same));
    expect(answer.seen).toMatchObject({ ephemeral: true });
    expect(answer.seen?.text).not.toContain('abcdefghijkl');
    expect(stage.discord.sees('ben').some(({ id }) => id === answer.seen?.id)).toBe(false);
  });

  const forwarded = (content: string) => ({
    message_reference: { type: 1, channel_id: '12345678901234567', message_id: '12345678901234568' },
    message_snapshots: [{ message: { type: 0, content, embeds: [], attachments: [] } }],
  });

  test.each<[string, string, object, string]>([
    ['nothing', '', {}, "I can't find any words there"],
    ['blanks', ' \n ', {}, "I can't find any words there"],
    ['a picture', '', { attachments: [{ id: '1', filename: 'a.png', size: 1, url: '', proxy_url: '' }] }, "I can't find any words there"],
    ['a name alone', '@ben', {}, "I can't find any words there"],
    ['signs', '?!', {}, "I can't find any words there"],
    ['an emoji', '\u{1F914}', {}, "I can't find any words there"],
    ['a forwarded picture', '', forwarded(''), "I can't find any words there"],
    ['a forwarded message', '', forwarded(question), '1.1 Pipelines'],
    ['a picture with words', question, { attachments: [{ id: '1', filename: 'a.png', size: 1, url: '', proxy_url: '' }] }, '1.1 Pipelines'],
    ['a message of a webhook', question, { webhook_id: '12345678901234567' }, '1.1 Pipelines'],
    ['an answer to somebody', question, { type: 19 }, '1.1 Pipelines'],
  ])('has an answer with a next step to %s', async (_what, text, different, says) => {
    const { seen } = await ask(text, different);
    expect(seen?.text).toContain(says);
    expect([...(seen?.buttons ?? []), ...(seen?.selects ?? [])]).not.toEqual([]);
    expect(seen?.ephemeral).toBe(true);
  });

  test('routes what another bot wrote, and not what this one did', async () => {
    stage.discord.user('robot').bot = true;
    const other = stage.discord.write(question, { user: 'robot' });
    expect((await stage.discord.menu(name, other)).seen?.text).toContain('1.1 Pipelines');
    const written = stage.discord.write('@mlpro help', { user: 'ben' });
    const own = await stage.discord.waitFor(() => written.replies[0]);
    expect((await stage.discord.menu(name, own)).seen?.text).toContain('I wrote that message');
  });

  test.each<[string, Who]>([
    ['on a server that the bot has not joined', { guild: 'elsewhere' }],
    ['in private', { user: 'ana', dm: true }],
  ])('works %s', async (_where, who) => {
    const written = stage.discord.write(question, who);
    expect((await stage.discord.menu(name, written, who)).seen?.text).toContain('1.1 Pipelines');
  });

  test('is answered once when it is delivered twice', async () => {
    const answer = await ask(question);
    stage.discord.redeliver(answer);
    await stage.discord.command('mlpro help');
    expect(stage.discord.requests.filter(({ path }) => path.includes(answer.id))).toHaveLength(1);
    expect(answer.refusals).toEqual([]);
  });

  test('does nothing when Discord has given it up', async () => {
    const written = stage.discord.write(question, { user: 'ben' });
    const late = await stage.discord.menu(name, written, { ageMs: deadline + 1 });
    await stage.discord.waitFor(() => late.refusals.length > 0);
    expect(late).toMatchObject({ died: true, refusals: [10062] });
  });

  test('lets Discord wait when many choose it at once', async () => {
    const written = stage.discord.write(question, { user: 'ben' });
    const people = Array.from({ length: 20 }, (_, at) => `crowd${at}`);
    const answers = await Promise.all(people.map((user) => stage.discord.menu(name, written, { user })));
    for (const answer of answers) expect((await answer.settled()).text).toContain('1.1 Pipelines');
    expect(answers.every(({ seen }) => seen?.ephemeral)).toBe(true);
    expect(answers.some(({ answerType }) => answerType === 5)).toBe(true);
  });
});
