import { isAlias, isCollection, isMap, isNode, isPair, isScalar, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { clip } from '../core/text.ts';
import type { Problem } from './problem.ts';
import { start, type Parsed } from './syntax.ts';

/** What YAML takes for something else than its author meant. */
export interface Marks {
  /** What would be taught is not what stands there. */
  readonly problems: readonly Problem[];
  /** It is what stands there, and most likely a slip. */
  readonly doubts: readonly Problem[];
}

/** Where there are more, something else is wrong. */
const mostTold = 3;

export function marksIn(parsed: Parsed): Marks {
  const [problems, doubts]: [Problem[], Problem[]] = [[], []];
  walk(parsed.document.contents, (node) => {
    problems.push(...signs(parsed, node));
    if (isScalar(node)) {
      problems.push(...cut(parsed, node));
      doubts.push(...curly(parsed, node));
    } else if (isMap(node)) problems.push(...twice(parsed, node));
    return problems.length >= mostTold;
  });
  return { problems: problems.slice(0, mostTold), doubts: doubts.slice(0, mostTold) };
}

/** Shows every node to `see` until that says that it is enough. The library's own `visit` makes a path for each of them, which takes far longer. */
function walk(node: unknown, see: (node: Node) => boolean): boolean {
  if (isPair(node)) return walk(node.key, see) || walk(node.value, see);
  if (!isNode(node)) return false;
  return see(node) || (isCollection(node) && node.items.some((item) => walk(item, see)));
}

function problemAt({ file, lines }: Parsed, offset: number, found: string, expected: string, remedy: string): Problem {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col, found, expected, remedy };
}

/** `*name`, `&name` and `!name` are orders to YAML: they vanish from the text, or stand for another one, a few lines of it for gigabytes. */
function signs(parsed: Parsed, node: Node): Problem[] {
  const from = node.range?.[0] ?? 0;
  const word = isAlias(node) ? `*${node.source}` : node.anchor ? `&${node.anchor}` : tagOf(node);
  if (word === undefined) return [];
  const at = isAlias(node) ? from : Math.max(0, parsed.text.lastIndexOf(word, from));
  return [problemAt(parsed, at, `"${clip(word, 40)}", which YAML takes for an order`, 'the text itself', start)];
}

/** A tag of YAML's own has an address; anything else was typed. */
function tagOf({ tag }: Node): string | undefined {
  return tag === undefined || tag.startsWith('tag:yaml.org,2002:') ? undefined : tag;
}

/** ` #` begins a comment, so the end of the text is lost. Behind a number, a letter or a short name a comment is meant. */
function cut(parsed: Parsed, { type, value, range }: Scalar): Problem[] {
  if (type !== 'PLAIN' || typeof value !== 'string' || !range) return [];
  const rest = /^[ \t]+#[^\n]*/.exec(parsed.text.slice(range[1], range[1] + 200))?.[0];
  if (rest === undefined || (/^[ \t]+# /.test(rest) && /^[a-z0-9.-]+$/.test(value))) return [];
  const at = range[1] + rest.indexOf('#');
  const found = `a text that is cut at "${clip(rest.trim(), 30)}"`;
  return [problemAt(parsed, at, found, 'no " #" in a text without quotes', 'Put the whole text in quotes, or take the comment away.')];
}

/** A text between “ and ” as a whole: what word processors make of the quotes that YAML knows. */
function curly(parsed: Parsed, { type, value, range }: Scalar): Problem[] {
  if (type !== 'PLAIN' || typeof value !== 'string' || !range || !/^[“”„‘«][^“”„«»]*[”“’»]$/.test(value)) return [];
  const remedy = `Type straight quotes, ", or none: learners would see ${value[0]} and ${value.at(-1)}.`;
  return [problemAt(parsed, range[0], `a text in curly quotes, ${clip(value, 40)}`, 'straight quotes around a text', remedy)];
}

function twice(parsed: Parsed, { items }: YAMLMap): Problem[] {
  const first = new Map<string, number>();
  const again: Problem[] = [];
  for (const { key } of items as readonly Pair[]) {
    const at = isScalar(key) ? key.range?.[0] : undefined;
    if (!isScalar(key) || at === undefined) continue;
    const name = String(key.value);
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, at);
    else if (again.length < mostTold) again.push(secondKey(parsed, name, at, earlier));
  }
  return again;
}

function secondKey(parsed: Parsed, name: string, at: number, earlier: number): Problem {
  const remedy = `Keep one of the two; the first is in line ${parsed.lines.linePos(earlier).line}.`;
  return problemAt(parsed, at, `the key "${clip(name, 40)}" a second time`, 'every key once in an entry', remedy);
}
