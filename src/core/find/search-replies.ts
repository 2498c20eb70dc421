import { choice, choices, heading, list, menu, quote, quoted, reply, shortReply, text, titled } from '../blocks.ts';
import { entryIn, tabNames } from '../lessons/replies.ts';
import type { Pack } from '../pack.ts';
import { lessonById } from '../pack-index.ts';
import type { Choice, Reply } from '../reply.ts';
import { bold, clipText, parseMarkup, plain, type Text } from '../text.ts';
import type { SearchHit } from './finder.ts';

/** In characters: so much of each entry that all of them can be read on a phone; the lesson has the rest. */
const entryLength = 150;
const beliefLength = 80;

/** What a search found, each with its lesson; a menu leads to the places where it stands. */
export function searchReply(pack: Pack, words: string, hits: readonly SearchHit[]): Reply {
  if (hits.length === 0) return nothingFound(pack, words);
  return reply(
    `${hits.length} found`,
    heading(`Found in the guide: ${hits.length}`),
    { kind: 'note', text: quote(words) },
    list(hits.map(sayHit), true),
    menu('Read it in the lesson', ...hits.map((found, at) => leadTo(pack, found, at + 1))),
    choices(choice('All lessons', { kind: 'guide' })),
  );
}

function nothingFound(pack: Pack, words: string): Reply {
  return titled(
    'Nothing found',
    { kind: 'note', text: quote(words) },
    text(`Try a class name or one word, such as ${sayExamples(pack)}. For a whole question, \`/mlpro route\` is better.`),
    choices(choice('All lessons', { kind: 'guide' })),
  );
}

/** A trap is a wrong belief: never without the reason. */
function sayHit({ lesson, kind, title, text: about }: SearchHit): Text {
  const lead = kind === 'trap' ? [...clipText(quoted(title), beliefLength), ...plain(' – no: ')] : [...parseMarkup(title), ...plain(' — ')];
  const said = [...lead, ...parseMarkup(about)];
  return [bold(`${lesson} ${kind}: `), ...clipText(said, entryLength)];
}

/** To the page on which it stands. */
function leadTo(pack: Pack, { lesson: id, tab, title }: SearchHit, number: number): Choice | undefined {
  const lesson = lessonById(pack, id);
  return lesson && choice(`${number}: ${tabNames[tab][0]} of ${id}`, entryIn(lesson, tab, title));
}

function sayExamples({ examples }: Pack): string {
  return examples.search.map((words) => `\`${words}\``).join(' or ');
}

export function searchSomething(pack: Pack): Reply {
  return shortReply(
    'Search for what?',
    `Give a word or two: \`/mlpro search ${pack.examples.search[0] ?? 'word'}\`.`,
    choice('All lessons', { kind: 'guide' }),
  );
}
