import { lessonMenu, text, titled } from '../blocks.ts';
import type { Pack } from '../pack.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Reply } from '../reply.ts';

/** For a message of pictures, files or signs alone. */
export function noWords(pack: Pack): Reply {
  return instead(pack, "I can't find any words there", 'I can read what a message says, but not its pictures or files.');
}

export function iWroteThat(pack: Pack): Reply {
  return instead(pack, 'I wrote that message', 'I can find the lesson for what other people write.');
}

function instead(pack: Pack, title: string, why: string): Reply {
  const example = `\`/mlpro route ${pack.examples.route[0] ?? 'your question'}\``;
  return titled(title, text(`${why} You can ask in your own words instead: ${example}. Or choose a lesson.`), lessonMenu(lessonsOf(pack)));
}
