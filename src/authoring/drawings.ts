import { limits as discordLimits } from '../adapters/discord/limits.ts';
import { drawMessage as drawForDiscord } from '../adapters/discord/render.ts';
import { limits as slackLimits } from '../adapters/slack/limits.ts';
import { drawMessage as drawForSlack } from '../adapters/slack/render.ts';
import { makeAction } from '../core/action.ts';
import type { Reply, Seal } from '../core/reply.ts';
import { clip } from '../core/text.ts';
import type { Drawing } from './screens.ts';

/** The platforms on which every screen has to fit. Their renderers cut what is too long: here it is found before a learner misses it. */
export const drawings: readonly Drawing[] = [
  drawing('Slack', drawForSlack, slackLimits.message.text, 0),
  drawing('Discord', drawForDiscord, discordLimits.textInAll, 1),
];

/** `between` is what a platform counts for every text besides its own length. */
function drawing(platform: string, draw: (reply: Reply, seal: Seal) => unknown, most: number, between: number): Drawing {
  return {
    platform,
    problems: (reply) => {
      try {
        const lost = lostOf(reply, draw(reply, seal));
        if (lost.length === 0) return [];
        const alone = reply.blocks.map((block) => draw({ ...reply, blocks: [block] }, seal));
        return lost.map((text) => `"${clip(text, 40)}" is cut: ${sizeOf(alone, between)} characters in all, ${most} fit.`);
      } catch (error) {
        return [`it cannot be drawn: ${error instanceof Error ? error.message : String(error)}`];
      }
    },
  };
}

const seal: Seal = (action) => makeAction(action, 'key');

/** What stands in the reply, but in nothing that was drawn of it. */
function lostOf(reply: Reply, drawn: unknown): string[] {
  const all = stringsOf(drawn, ['text', 'content', 'label'])
    .map(([, text]) => text)
    .join('');
  const ids = new Set(stringsOf(drawn, ['action_id', 'custom_id']).map(([, id]) => id));
  const missing = textsOf(reply).filter((text) => !all.includes(text));
  return [
    ...(missing.length > 0 ? lostAmong(missing, lettersOf(all)) : []),
    ...reply.blocks
      .flatMap((block) => (block.kind === 'choices' ? block.choices : []))
      .filter(({ action }) => !ids.has(seal(action)))
      .map(({ label }) => label),
  ];
}

/** Platforms put marks between words and escape signs, but the letters stay. */
function lostAmong(texts: readonly string[], letters: string): string[] {
  return texts.filter((text) => !letters.includes(lettersOf(text)));
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

function textsOf(reply: Reply): string[] {
  return reply.blocks.flatMap((block) => {
    switch (block.kind) {
      case 'heading':
        return [block.text];
      case 'text':
      case 'note':
        return block.text.map(({ text }) => text);
      case 'list':
        return block.items.flat().map(({ text }) => text);
      case 'rows':
        return block.rows.flatMap(({ label, value }) => [label, ...value.map(({ text }) => text)]);
      case 'code':
        return [block.code];
      case 'choices':
      case 'picture':
        return [];
    }
  });
}

function sizeOf(drawn: readonly unknown[], between: number): number {
  const texts = drawn.flatMap((one) => stringsOf(one, ['text', 'content', 'url', 'label']));
  return texts.reduce((sum, [key, text]) => sum + (key === 'label' ? 0 : text.length + between), 0);
}

function stringsOf(node: unknown, keys: readonly string[]): [key: string, text: string][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]): [string, string][] => {
    if (typeof value !== 'string') return stringsOf(value, keys);
    return keys.includes(key) ? [[key, value]] : [];
  });
}
