import type { Platform } from './platform.ts';
import { type Json, Refusal, textOf } from './types.ts';
import { botIsIn, botMessage, channelFor } from './workspace.ts';

/** A file on its way, or sent. */
export type Upload = { id: string; name: string; length: number; alt: string; bytes?: Buffer; channel?: string };

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
export function getUploadUrl(platform: Platform, args: Json): Json {
  const [name, length] = [textOf(args, 'filename'), Number(args.length)];
  if (name === '' || !(length > 0)) throw new Refusal('invalid_arguments', ['a file has a name and a length']);
  if ('alt_text' in args) platform.violations.push('files.getUploadURLExternal: alt_text is not an argument; it is called alt_txt');
  const id = `F0FILE${platform.uploads.size + 1}`;
  platform.uploads.set(id, { id, name, length, alt: textOf(args, 'alt_txt') });
  return { upload_url: `${platform.baseUrl}/upload/${id}`, file_id: id };
}

/** Takes the bytes of one file, as a form. */
export async function takeUpload(platform: Platform, path: string, raw: Buffer, contentType: string): Promise<boolean> {
  const upload = platform.uploads.get(path.slice('/upload/'.length));
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData();
  const file = form.get('file');
  if (!upload || !(file instanceof File) || file.size !== upload.length) return false;
  upload.bytes = Buffer.from(await file.arrayBuffer());
  return true;
}

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
export function completeUpload(platform: Platform, args: Json): Json {
  const { ws, uploads } = platform;
  const wanted = (typeof args.files === 'string' ? JSON.parse(args.files) : args.files) as { id: string; title?: string }[];
  const files = wanted.map(({ id }) => uploads.get(id));
  const channel = channelFor(ws, textOf(args, 'channel_id'));
  if (!botIsIn(ws, channel)) throw new Refusal('not_in_channel');
  if (files.some((file) => file?.bytes === undefined)) throw new Refusal('file_not_found');
  for (const file of files) if (file) file.channel = channel.id;
  channel.messages.push({ ...botMessage(ws, channel.id, { text: '' }), files: files.map((file) => ({ id: file?.id, name: file?.name })) });
  return { files: wanted };
}
