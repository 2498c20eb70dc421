import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attachment } from '../../core/reply.ts';

/** In characters. */
const longestAlt = 100;

/** Puts files into a folder, each in place of the last one of its name; only this machine's person may read them. */
export function filesIn(folder: string): (attachment: Attachment) => string {
  return ({ name, content, alt }) => {
    const path = join(folder, name);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, content, { mode: 0o600 });
      // What a picture shows is on the screen in words already.
      return `${alt.length > longestAlt ? 'The same as a picture' : alt}: it is in the file ${path}.`;
    } catch (error) {
      return `The file ${path} could not be written: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
}
