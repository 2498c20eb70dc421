import { choice, choices, heading, list, quote, reply, shortNameOf, shortReply, text, titled } from '../blocks.ts';
import type { Pack } from '../pack.ts';
import { lessonById } from '../pack-index.ts';
import type { Reply } from '../reply.ts';
import { bold, parseMarkup, plain } from '../text.ts';
import type { Finding } from './finder.ts';

/** What a search found, each with its lesson; buttons lead to the tab where it stands. */
export function searchReply(pack: Pack, words: string, findings: readonly Finding[]): Reply {
  if (findings.length === 0) {
    const next = choice('All lessons', { kind: 'guide' });
    return titled(
      'Nothing found',
      { kind: 'note', text: quote(words) },
      text(`Try a class name or one word, such as ${sayExamples(pack)}; for whole questions, \`/mlpro route\` is better.`),
      choices(next),
    );
  }
  const leads = [...new Map(findings.map((found) => [`${found.lesson} ${found.tab}`, found])).values()].slice(0, 8);
  return reply(
    `${findings.length} found`,
    heading(`Found in the guide: ${findings.length}`),
    { kind: 'note', text: quote(words) },
    list(
      findings.map((found) => [
        bold(`${found.lesson} ${found.kind}: `),
        ...parseMarkup(found.title),
        ...plain(' — '),
        ...parseMarkup(found.text),
      ]),
    ),
    choices(...leads.map((found) => leadTo(pack, found))),
  );
}

function leadTo(pack: Pack, found: Finding) {
  const lesson = lessonById(pack, found.lesson);
  return lesson && choice(`${shortNameOf(lesson)}: ${found.tab}`, { kind: 'lesson', lesson: lesson.id, tab: found.tab, page: 1 });
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
