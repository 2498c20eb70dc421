import { type APIFileComponent, type APIMediaGalleryComponent, AttachmentBuilder, ComponentType, type RawFile } from 'discord.js';
import type { Attachment, Reply } from '../../core/reply.ts';
import { clip } from '../../core/text.ts';
import { limits } from './limits.ts';

/** A file of a reply as a component of its message: pictures are shown, everything else can be taken away. */
export function fileComponents({ attachments = [] }: Reply): (APIFileComponent | APIMediaGalleryComponent)[] {
  return attachments.map(({ name, alt }) => {
    const url = `attachment://${name}`;
    return isPicture(name)
      ? { type: ComponentType.MediaGallery, items: [{ media: { url }, description: clip(alt.trim(), limits.altText) || name }] }
      : { type: ComponentType.File, file: { url } };
  });
}

/** For what answers an interaction. */
export function filesOf({ attachments = [] }: Reply): AttachmentBuilder[] {
  return attachments.map((attachment) => {
    const { name, alt } = attachment;
    return new AttachmentBuilder(bytesOf(attachment), { name, description: clip(alt.trim(), limits.altText) });
  });
}

/** The same for a message that is sent without one: what belongs into its body, and the files beside it. */
export function formOf({ attachments = [] }: Reply): { readonly body: object; readonly files?: RawFile[] } {
  if (attachments.length === 0) return { body: {} };
  const described = attachments.map(({ name, alt }, id) => ({ id, filename: name, description: clip(alt.trim(), limits.altText) }));
  return {
    body: { attachments: described },
    files: attachments.map((attachment) => ({ name: attachment.name, data: bytesOf(attachment) })),
  };
}

function isPicture(name: string): boolean {
  return name.endsWith('.png');
}

function bytesOf({ content }: Attachment): Buffer {
  return Buffer.from(content);
}
