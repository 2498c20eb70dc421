import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Seen, Who } from '../../standins/discord/index.ts';
import { type Stage, setStage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  await stage.discord.botReady();
});
afterEach(() => {
  expect(stage.discord.violations).toEqual([]);
  stage.discord.healFaults();
  stage.discord.trouble('general');
});
afterAll(() => stage.close());

async function answerTo(text: string, who: Who = {}): Promise<Seen> {
  const written = stage.discord.write(text, who);
  return stage.discord.waitFor(() => written.replies[0]);
}

/** What comes after it is answered, and it is not. */
async function isLeftAlone(text: string, who: Who = {}): Promise<void> {
  const written = stage.discord.write(text, who);
  await answerTo('@mlpro help', who.channel === undefined ? {} : { channel: who.channel });
  expect(written.replies).toEqual([]);
}

const lastBody = () => stage.discord.requests.filter(({ route }) => route === 'POST /channels/:channel/messages').at(-1)?.body;

describe('In a channel', () => {
  test.each([
    ['@mlpro help', 'What you can ask for'],
    ['@mlpro', 'What would you like to do?'],
    ['@mlpro lesson 1.2', 'What Inference Fit'],
    ['@mlpro /mlpro lesson 1.2', 'What Inference Fit'],
    ['@mlpro `lesson 1.2`', 'What Inference Fit'],
    ['@mlpro: lesson 1.2', 'What Inference Fit'],
    ['lesson 1.2 @mlpro', 'What Inference Fit'],
    ['  @mlpro   LESSON   1.1', 'The summary of'],
    ['@mlpro route how do I build a pipeline', 'Go first to 1.1 Pipelines'],
    ['@mlpro route how do I build a pipeline, @ben', 'Go first to 1.1 Pipelines'],
    ['@mlpro search trap', 'trap'],
  ])('%s is answered below it, for all, and pings nobody', async (text, words) => {
    const answer = await answerTo(text);
    expect(answer.text).toContain(words);
    expect(answer.ephemeral).toBe(false);
    expect(lastBody()).toMatchObject({ allowed_mentions: { parse: [], replied_user: false }, enforce_nonce: true });
  });

  test.each([
    ['@mlpro quiz', '/mlpro quiz'],
    ['@mlpro quiz 1.2 5', '/mlpro quiz'],
    ['@mlpro data', '/mlpro data'],
    ['@mlpro drill', '/mlpro drill'],
    ['@mlpro drill setup 09:00 Europe/Berlin', '/mlpro-drill setup'],
    ['@mlpro drill off', '/mlpro-drill off'],
    ['@mlpro drill status', '/mlpro-drill status'],
    ['@mlpro board join', '/mlpro board'],
    ['@mlpro board weekly on', '/mlpro-board weekly'],
    ['@mlpro remind 9:00', '/mlpro remind'],
  ])('%s is not, because everybody would see it', async (text, command) => {
    const answer = await answerTo(text, { user: 'mia', permissions: ['ManageChannels'] });
    expect(answer.text).toContain('Here everybody would see it');
    expect(answer.text).toContain(command);
    // A private message has no drill and no board.
    expect(answer.text.includes('In a private message')).toBe(!/drill|board/.test(command));
    expect(await stage.ledger.activeGroups('discord')).toEqual([]);
  });

  test.each([
    'good morning',
    'help',
    'lesson 1.2',
    '@ben help',
    'do you know @mlpro well enough to trust it',
    'I asked @mlpro and @ben about it',
  ])('%s is no business of the bot', (text) => isLeftAlone(text));

  test('a button below the answer is for the one who presses it', async () => {
    const guide = await answerTo('@mlpro route how do I build a pipeline');
    const opened = await stage.discord.press('Open the lesson', guide, { user: 'ben' });
    expect(opened).toMatchObject({ answerType: 4, seen: { ephemeral: true } });
  });

  test('what would ping or link in the question stays asleep in the answer', async () => {
    const { text } = await answerTo('@mlpro route @everyone https://evil.example **x** [a](https://b.example)');
    expect(text).toContain('\\@everyone https\\://evil.example \\*\\*x\\*\\* \\[a\\](https\\://b.example)');
  });

  test.each(['no-access', 'no-permission', 'gone'] as const)(
    'that is closed to the bot (%s), it says nothing, and lives on',
    async (trouble) => {
      stage.log.lines.length = 0;
      stage.discord.trouble('general', trouble);
      stage.discord.write('@mlpro help');
      await stage.discord.waitFor(() => stage.log.lines.some((line) => /^\["info".*could not be answered there/.test(line)));
      expect(stage.adapter.isReady()).toBe(true);
    },
  );
});

describe('In private', () => {
  const dm = { dm: true };

  test.each([
    ['help', 'What you can ask for'],
    ['@mlpro help', 'What you can ask for'],
    ['/mlpro help', 'What you can ask for'],
    ['**lesson 1.2**', 'What Inference Fit'],
    ['lesson inference', 'What Inference Fit'],
    ['quiz 1.2 1', 'Question 1 of 1'],
    ['QUIZ', 'Question 1 of'],
    ['route how do I build a pipeline', 'Go first to 1.1 Pipelines'],
    ['data', '**Answers**'],
    ['drill', 'A private message has none'],
    ['board', 'A board belongs to a channel'],
    ['board leave', 'You are on no board now'],
    ['board join Rosa', 'A board belongs to a channel'],
    ['drill setup 09:00 Europe/Berlin', 'That needs a server with the bot in it'],
  ])('%s does the same as the command', async (text, words) => {
    expect((await answerTo(text, dm)).text).toContain(words);
  });

  test('a quiz is played in one message, which stays', async () => {
    const question = await answerTo('quiz 1.2 1', { dm: true, user: 'quin' });
    const pressed = await stage.discord.press('A', question, { dm: true, user: 'quin' });
    expect(pressed).toMatchObject({ answerType: 7, seen: { id: question.id, ephemeral: false } });
    expect(pressed.seen?.text).toMatch(/✓ Right|✗ Not this time/);
  });

  test('a picture without words is left alone', async () => {
    const written = stage.discord.write('', dm);
    await answerTo('help', dm);
    expect(written.replies).toEqual([]);
  });
});

describe('What is written', () => {
  const count = () => stage.discord.requests.filter(({ route }) => route === 'POST /channels/:channel/messages').length;

  test('and delivered twice is answered once', async () => {
    const written = stage.discord.write('@mlpro help');
    stage.discord.redeliver(written);
    await stage.discord.waitFor(() => written.replies.length);
    await answerTo('@mlpro lesson');
    expect(written.replies).toHaveLength(1);
  });

  test('and delivered to two replicas is answered once', async () => {
    const other = stage.another();
    await other.start();
    await stage.discord.waitFor(other.isReady);
    const before = count();
    const written = stage.discord.write('@mlpro help');
    await stage.discord.waitFor(() => count() === before + 2);
    expect(written.replies).toHaveLength(1);
    await other.stop();
  });

  test.each([{ how: 'error' }, { how: 'error', carriedOut: true }, { how: 'cut' }, { how: 'cut', carriedOut: true }] as const)(
    'is answered once although Discord stumbles: %j',
    async (fault) => {
      stage.discord.fail('POST /channels/:channel/messages', fault);
      const written = stage.discord.write('@mlpro help');
      const before = count();
      await stage.discord.waitFor(() => count() === before + 2);
      expect(written.replies).toHaveLength(1);
    },
  );

  test('by another bot is left alone', async () => {
    stage.discord.user('robot').bot = true;
    await isLeftAlone('@mlpro help', { user: 'robot' });
    await isLeftAlone('help', { user: 'robot', dm: true });
  });
});
