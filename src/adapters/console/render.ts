import { stripVTControlCharacters, styleText } from 'node:util';
import type { AnswerOption, Block, Choice, Reply, Row } from '../../core/reply.ts';
import type { Span, Text } from '../../core/text.ts';
import { buttonsOf } from './keys.ts';
import { linesWithin, widthOf } from './wrap.ts';

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

/** How a reply is drawn: with or without colours, and how many columns there are. */
export interface Pen {
  readonly ink: Ink;
  readonly width: number;
}

/** Draws a reply as lines of text, none of them wider than the pen's width unless a word is. */
export function drawText(reply: Reply, pen: Pen): string {
  const buttons = buttonsOf(reply);
  const keyOf = (choice: Choice) => buttons.find((button) => button.choice === choice)?.key ?? '';
  const parts = reply.blocks.map((block) => drawBlock(block, pen, keyOf));
  return parts.filter((part) => part !== '').join('\n\n');
}

function drawBlock(block: Block, pen: Pen, keyOf: (choice: Choice) => string): string {
  const { ink, width } = pen;
  switch (block.kind) {
    case 'heading':
      return ink.bold(wrap(literal(block.text), width));
    case 'text':
      return wrap(drawSpans(block.text, ink), width);
    case 'note':
      return ink.dim(wrap(drawSpans(block.text, noColours), width));
    case 'list':
      return block.items.map((item, at) => wrap(drawSpans(item, ink), width, block.ordered ? `${at + 1}. ` : '- ')).join('\n');
    case 'rows':
      return drawRows(block.rows, pen);
    case 'code':
      return block.code
        .split('\n')
        .map((line) => drawCode(literal(line), pen))
        .join('\n');
    case 'picture':
      return wrap(`[picture: ${literal(block.alt)}]`, width);
    case 'options':
      return block.options.map((option) => drawOption(option, pen)).join('\n');
    case 'menu':
      return block.choices.length === 0 ? '' : `${literal(block.label)}:\n${drawButtons(block.choices, width, keyOf)}`;
    case 'choices':
      return drawButtons(block.choices, width, keyOf);
  }
}

/** Short labels stand beside their values, in a column of at most a third; long ones get a line of their own, and what they say stands below. */
function drawRows(rows: readonly Row[], { ink, width }: Pen): string {
  const labels = Math.max(...rows.map((row) => widthOf(row.label)));
  const lead = (label: string) =>
    labels > width / 3 ? `${wrap(literal(label), width)}\n    ` : `${literal(label)}${' '.repeat(labels - widthOf(label))}  `;
  return rows.map((row) => wrap(drawSpans(row.value, ink), width, lead(row.label))).join('\n');
}

/** A line of code that is too long goes on further in, between two of its words: its own indent stays. */
function drawCode(line: string, { ink, width }: Pen): string {
  const indent = `    ${/^ */.exec(line)?.[0] ?? ''}`;
  const parts = linesWithin(Math.max(1, width - indent.length - 4), line.trim());
  return indent.length + widthOf(line.trim()) <= width
    ? `${indent}${ink.code(line.trim())}`.trimEnd()
    : parts.map((part, at) => `${indent}${at > 0 ? '    ' : ''}${ink.code(part)}`).join('\n');
}

/** The letter is the key: it does not change its meaning while the question is open. */
function drawOption({ letter, text, choice }: AnswerOption, { ink, width }: Pen): string {
  const mark = choice.emphasis === 'picked' ? ' (picked)' : '';
  return wrap(`${drawSpans(text, ink)}${mark}`, width, `[${letter}] `);
}

/** Side by side, none of them broken where a line can hold it. A label that begins with its key does not say it twice. */
function drawButtons(choices: readonly Choice[], width: number, keyOf: (choice: Choice) => string): string {
  const lines: string[] = [];
  for (const choice of choices) {
    const key = keyOf(choice);
    const label = literal(choice.label);
    const button = `[${key}] ${label.startsWith(`${key} `) ? label.slice(key.length + 1) : label}`;
    const longer = `${lines.at(-1) ?? ''}  ${button}`;
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(wrap(button, width));
  }
  return lines.join('\n');
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
    case 'command':
      return ink.code(literal(span.text));
    case 'link':
      return `${literal(span.text)} <${literal(span.url)}>`;
  }
}

/** A terminal obeys control characters: none of them gets through, whoever wrote them. Bars are left out: read aloud they are a word for each sign. */
export function literal(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[▓░]+\s?/gu, '');
}

/** Breaks between words, however wide their letters; lines after the first are indented as far as the last line of `lead` is long. */
export function wrap(text: string, width: number, lead = ''): string {
  const indent = ' '.repeat(widthOf(lead.slice(lead.lastIndexOf('\n') + 1)));
  const lines = linesWithin(width - indent.length, text);
  return lines.map((line, at) => `${at === 0 ? lead : indent}${line.trimEnd()}`).join('\n');
}
