import { fieldProblems, limitProblems, limits, maxTotalText, totalText } from './check-limits.ts';
import { type Shape, shapeProblems } from './check-schema.ts';
import { liveTextProblems, mrkdwnProblems } from './check-text.ts';
import { isObject, type Json, objectsIn } from './types.ts';

/** Something wrong with a request. With an `error`, Slack would refuse it; without, it would go through and be regretted. */
export type Problem = { says: string; error?: string };

const common = ['text', 'blocks', 'attachments', 'thread_ts', 'metadata', 'mrkdwn', 'parse', 'link_names'];
const unfurl = ['unfurl_links', 'unfurl_media'];
const author = ['as_user', 'username', 'icon_emoji', 'icon_url'];

/** The arguments each way of sending a message understands; another name is most likely a slip of the pen. */
const known: Record<string, string[]> = {
  'chat.postMessage': [...common, ...unfurl, ...author, 'channel', 'token', 'reply_broadcast', 'markdown_text'],
  'chat.postEphemeral': [...common, ...author, 'channel', 'token', 'user', 'markdown_text'],
  'chat.update': [...common, 'channel', 'token', 'ts', 'as_user', 'reply_broadcast', 'file_ids', 'markdown_text'],
  response_url: [...common, ...unfurl, 'response_type', 'replace_original', 'delete_original'],
  ack: [...common, ...unfurl, 'response_type', 'replace_original', 'delete_original'],
};

/** Everything wrong with a message on its way out, whether it goes by a Web API method, a response_url or an ack. */
export function messageProblems(method: string, args: Json, allowed: string[]): Problem[] {
  const text = typeof args.text === 'string' ? args.text : '';
  return [
    ...says(unknownArguments(method, args)),
    ...blockListProblems(args, allowed),
    ...says(attachmentProblems(args, allowed), 'invalid_attachments'),
    ...says(args.metadata === undefined ? [] : shapeProblems('metadata', args.metadata, '$.metadata'), 'invalid_metadata_format'),
    ...says(missingText(args, text)),
    ...says(mrkdwnProblems(text, '$.text', allowed)),
    ...textLength(method, text),
  ];
}

/** Everything wrong with a view; a home tab and a modal have different shapes. */
export function viewProblems(view: unknown, kind: 'home' | 'modal', allowed: string[]): Problem[] {
  if (!isObject(view)) return [{ says: '$.view is not an object', error: 'invalid_arguments' }];
  const { blocks: maxBlocks, size_bytes, ...fields } = limits.view;
  const blocks = objectsIn(view.blocks);
  const bytes = Buffer.byteLength(JSON.stringify(view));
  const tooLarge = bytes > (size_bytes?.max ?? Infinity) ? [`$.view has ${bytes} bytes`] : [];
  const silent = kind === 'modal' && blocks.some((block) => block.type === 'input') && view.submit === undefined;
  return [
    ...says(shapeProblems(kind as Shape, view, '$.view'), 'invalid_arguments'),
    ...says(fieldProblems(view, fields, '$.view'), 'invalid_arguments'),
    ...says(limitProblems(blocks, maxBlocks, '$.view.blocks'), 'invalid_arguments'),
    ...says(silent ? ['$.view has input blocks and needs submit'] : [], 'invalid_arguments'),
    ...says(tooLarge, 'view_too_large'),
    ...says(liveTextProblems(view.blocks, '$.view.blocks', allowed)),
  ];
}

function blockListProblems(args: Json, allowed: string[]): Problem[] {
  if (args.blocks === undefined || args.blocks === null) return [];
  if (!Array.isArray(args.blocks)) return [{ says: '$.blocks is not a list', error: 'invalid_blocks_format' }];
  const total = totalText(args.blocks);
  const tooLong = total > maxTotalText ? [`$.blocks hold ${total} characters of text together, at most ${maxTotalText} are safe`] : [];
  return [
    ...says(shapeProblems('blocks', args.blocks, '$.blocks'), 'invalid_blocks'),
    ...says(limitProblems(objectsIn(args.blocks), limits.message.blocks, '$.blocks'), 'invalid_blocks'),
    ...says(tooLong, 'msg_blocks_too_long'),
    ...says(liveTextProblems(args.blocks, '$.blocks', allowed)),
  ];
}

function attachmentProblems(args: Json, allowed: string[]): string[] {
  if (args.attachments === undefined || args.attachments === null) return [];
  const inner = objectsIn(args.attachments).flatMap((one, i) => {
    const path = `$.attachments[${i}].blocks`;
    return [...limitProblems(objectsIn(one.blocks), limits.message.blocks, path), ...liveTextProblems(one.blocks, path, allowed)];
  });
  return [...shapeProblems('attachments', args.attachments, '$.attachments'), ...inner];
}

function missingText(args: Json, text: string): string[] {
  const rich = Array.isArray(args.blocks) && args.blocks.length > 0;
  return rich && text.trim() === '' ? ['$.text is missing beside blocks; notifications and screen readers need it'] : [];
}

function textLength(method: string, text: string): Problem[] {
  const max = method === 'chat.update' ? limits.message['chat.update.text']?.max : undefined;
  if (max !== undefined && text.length > max) {
    return [{ says: `$.text has ${text.length} characters, at most ${max} are allowed`, error: 'msg_too_long' }];
  }
  return text.length > 40_000 ? [{ says: `$.text has ${text.length} characters and would be cut at 40000` }] : [];
}

function unknownArguments(method: string, args: Json): string[] {
  const names = known[method] ?? Object.keys(args);
  return Object.keys(args)
    .filter((name) => !names.includes(name))
    .map((name) => `$ has the unknown argument "${name}"`);
}

function says(sentences: string[], error?: string): Problem[] {
  return sentences.map((sentence) => (error === undefined ? { says: sentence } : { says: sentence, error }));
}
