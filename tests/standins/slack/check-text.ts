import { isObject, type Json } from './types.ts';

/**
 * Finds text that Slack would bring to life: mentions of people, groups and whole channels, and characters that
 * should have been escaped. A test that means to send one names the beginning of it in `allowed`, such as `<@` or `<!here`.
 */
export function liveTextProblems(node: unknown, path: string, allowed: string[]): string[] {
  if (Array.isArray(node)) return node.flatMap((one, i) => liveTextProblems(one, `${path}[${i}]`, allowed));
  if (!isObject(node)) return [];
  if (node.type === 'plain_text') return [];
  if (node.type === 'mrkdwn') return mrkdwnProblems(String(node.text), `${path}.text`, allowed);
  if (node.type === 'markdown') return mentionProblems(String(node.text), `${path}.text`, allowed);
  const mention = richMention(node);
  if (mention && !isAllowed(mention, allowed)) return [`${path} mentions ${mention}`];
  return Object.entries(node).flatMap(([key, value]) => liveTextProblems(value, `${path}.${key}`, allowed));
}

/** The same for one text in Slack's own markup. */
export function mrkdwnProblems(text: string, path: string, allowed: string[]): string[] {
  const rest = text.replace(/<[@#!][^<>]*>|<(https?:\/\/|mailto:)[^<>]*>/g, '');
  const loose = rest.replace(/&(amp|lt|gt);/g, '').match(/[<&]/);
  const stray = loose && !isAllowed(loose[0], allowed) ? [`${path} holds an unescaped "${loose[0]}"`] : [];
  return [...mentionProblems(text, path, allowed), ...stray];
}

function mentionProblems(text: string, path: string, allowed: string[]): string[] {
  const sequences = text.match(/<[@#!][^<>]*>/g) ?? [];
  return sequences.filter((sequence) => !isAllowed(sequence, allowed)).map((sequence) => `${path} holds the control sequence ${sequence}`);
}

function isAllowed(sequence: string, allowed: string[]): boolean {
  return allowed.some((start) => sequence.startsWith(start));
}

/** The rich text elements that notify somebody, written as the sequence they stand for. */
function richMention(node: Json): string | undefined {
  if (node.type === 'broadcast') return `<!${String(node.range)}>`;
  if (node.type === 'user' && typeof node.user_id === 'string') return `<@${node.user_id}>`;
  if (node.type === 'usergroup' && typeof node.usergroup_id === 'string') return `<!subteam^${node.usergroup_id}>`;
  return undefined;
}
