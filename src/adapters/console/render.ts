import { stripVTControlCharacters, styleText } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Block, Choice, Reply } from '../../core/reply.ts';
import type { Span, Text } from '../../core/text.ts';

/** Colours and bold, only where a terminal shows them. */
export interface Ink {
  bold(text: string): string;
  dim(text: string): string;
  code(text: string): string;
}

/** The caller knows whether the terminal shows colours; Node's own guess is not asked again. */
const style = (format: 'bold' | 'dim' | 'cyan') => (text: string) => styleText(format, text, { validateStream: false });

export const colours: Ink = { bold: style('bold'), dim: style('dim'), code: style('cyan') };
const asIs = (text: string) => text;
export const noColours: Ink = { bold: asIs, dim: asIs, code: asIs };

const width = 88;
const longestLabel = 28;

/** Draws a reply as lines of text; its choices are numbered from `first` on and returned in that order. */
export function drawText(reply: Reply, ink: Ink, first = 1): { text: string; choices: Choice[] } {
  const choices: Choice[] = [];
  const parts = reply.blocks.map((block) => drawBlock(block, ink, choices, first));
  return { text: parts.filter((part) => part !== '').join('\n\n'), choices };
}

function drawBlock(block: Block, ink: Ink, choices: Choice[], first: number): string {
  switch (block.kind) {
    case 'heading':
      return ink.bold(literal(block.text));
    case 'text':
      return wrap(drawSpans(block.text, ink));
    case 'note':
      return ink.dim(wrap(drawSpans(block.text, noColours)));
    case 'list':
      return block.items.map((item, at) => wrap(drawSpans(item, ink), block.ordered ? `${at + 1}. ` : '- ')).join('\n');
    case 'rows': {
      const labels = Math.max(...block.rows.map((row) => stringWidth(row.label)));
      // Long labels get a line of their own, and what they say stands below.
      const lead = (label: string) =>
        labels > longestLabel ? `${literal(label)}\n    ` : `${literal(label)}${' '.repeat(labels - stringWidth(label))}  `;
      return block.rows.map((row) => wrap(drawSpans(row.value, ink), lead(row.label))).join('\n');
    }
    case 'code':
      return block.code
        .split('\n')
        .map((line) => `    ${ink.code(literal(line))}`)
        .join('\n');
    case 'picture':
      return `[picture: ${literal(block.alt)}]`;
    case 'options':
      return block.options.map(({ letter, text, choice }) => drawOption(letter, drawSpans(text, ink), choice, choices)).join('\n');
    case 'menu':
    case 'choices':
      return wrapWhole(block.choices.map((choice) => `[${first - 1 + choices.push(choice)}] ${literal(choice.label)}`));
  }
}

/** The letter is the key: it does not change its meaning while the question is open. */
function drawOption(letter: string, text: string, choice: Choice, choices: Choice[]): string {
  choices.push(choice);
  const mark = choice.emphasis === 'picked' ? ' (picked)' : '';
  return wrap(`${text}${mark}`, `[${letter}] `);
}

function drawSpans(text: Text, ink: Ink): string {
  return text.map((span) => drawSpan(span, ink)).join('');
}

function drawSpan(span: Span, ink: Ink): string {
  switch (span.kind) {
    case 'plain':
    case 'moment':
    case 'channel':
      return literal(span.text);
    case 'bold':
      return ink.bold(literal(span.text));
    case 'code':
      return ink.code(literal(span.text));
    case 'link':
      return `${literal(span.text)} <${literal(span.url)}>`;
  }
}

/** A terminal obeys control characters: none of them gets through, whoever wrote them. */
export function literal(text: string): string {
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]/gu, '');
}

/** Breaks between words, however wide their letters; lines after the first are indented as far as the last line of `lead` is long. */
function wrap(text: string, lead = ''): string {
  const indent = ' '.repeat(stringWidth(lead.slice(lead.lastIndexOf('\n') + 1)));
  // An address that was broken would lead nowhere, so what has no space stays whole.
  const lines = wrapAnsi(text, width - indent.length, { hard: false }).split('\n');
  return lines.map((line, at) => `${at === 0 ? lead : indent}${line.trimEnd()}`).join('\n');
}

/** Buttons side by side, none of them broken. */
function wrapWhole(parts: readonly string[]): string {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ''}  ${part}`;
    if (lines.length > 0 && stringWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.join('\n');
}
