import { describe, expect, it } from 'vitest';
import { messageCommands, requestAbout } from '../../../src/core/find/message.ts';

const words = 'how do I build a pipeline';

describe('a command chosen on a message', () => {
  it.each<[string, string, boolean, object]>([
    ['by its name', words, false, { kind: 'route', question: words }],
    ['with signs at its ends', `  ${words}?\n`, false, { kind: 'route', question: `${words}?` }],
    ['that looks like a command', 'drill off', false, { kind: 'route', question: 'drill off' }],
    ['with a number alone', '1.3', false, { kind: 'route', question: '1.3' }],
    ['in another script', '機械学習', false, { kind: 'route', question: '機械学習' }],
    ['with control characters', 'a\u0000b', false, { kind: 'route', question: 'a b' }],
    ['of 40,000 characters', 'x'.repeat(40_000), false, { kind: 'route', question: 'x'.repeat(4_000) }],
    ['that is empty', '', false, { kind: 'unreadable', because: 'wordless' }],
    ['of blanks', ' \n\t', false, { kind: 'unreadable', because: 'wordless' }],
    ['of signs', '¯\\_()_/¯ ...', false, { kind: 'unreadable', because: 'wordless' }],
    ['of emoji', '🤔🎉', false, { kind: 'unreadable', because: 'wordless' }],
    ['of the bot', words, true, { kind: 'unreadable', because: 'own' }],
  ])('%s', (_what, text, isOwn, request) => {
    expect(requestAbout('route', { words: text, isOwn })).toEqual(request);
    expect(requestAbout('Which lesson?', { words: text, isOwn })).toEqual(request);
  });

  it.each(['lesson', 'quiz', 'Summarise', ''])('that messages are not offered is unknown: “%s”', (chosen) => {
    expect(requestAbout(chosen, { words, isOwn: false })).toEqual({ kind: 'unknown', typed: chosen });
  });

  it('has a name and a summary that each platform has room for', () => {
    expect(messageCommands).not.toEqual([]);
    for (const { onMessage } of messageCommands) {
      expect(onMessage.name.length).toBeLessThanOrEqual(24);
      expect(onMessage.summary.length).toBeLessThanOrEqual(100);
    }
  });
});
