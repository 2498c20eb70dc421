import type { Attachment, Reply } from '../../core/reply.ts';
import type { Clients } from './clients.ts';
import { isLeftOpen, reasonOf } from './errors.ts';

/**
 * Sends what a reply brings along into the person's conversation with the bot: a file in a channel would be everybody's. The three steps of
 * https://docs.slack.dev/messaging/working-with-files, by hand, because the SDK calls the words for screen readers `alt_text`, which Slack does not know.
 */
export async function sendFiles(clients: Clients, user: string, { attachments = [] }: Reply): Promise<void> {
  if (attachments.length === 0) return;
  const { channel } = await clients.answers.conversations.open({ users: user });
  const files = await Promise.all(attachments.map((attachment) => uploaded(clients, attachment)));
  const call = clients.answers.apiCall('files.completeUploadExternal', { files, channel_id: channel?.id ?? user });
  await call.catch((error: unknown) => {
    throw isLeftOpen(error) ? new MayArrive(reasonOf(error), { cause: error }) : error;
  });
}

/** The last step shows a file to its person, and did not answer: only then may it be there although something failed. */
export class MayArrive extends Error {
  override readonly name = 'MayArrive';
}

async function uploaded({ answers, upload }: Clients, { name, content, alt }: Attachment): Promise<{ id: string; title: string }> {
  const bytes = Buffer.from(content);
  const described = { filename: name, length: bytes.length, alt_txt: alt.slice(0, longestAlt) };
  const { upload_url, file_id } = await answers.files.getUploadURLExternal(described);
  if (upload_url === undefined || file_id === undefined) throw new Error('Slack named no place for the file.');
  await upload(upload_url, new File([bytes], name));
  return { id: file_id, title: name };
}

/** In characters; Slack says no limit, and takes no endless one. */
const longestAlt = 1000;
