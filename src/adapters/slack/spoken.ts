import type { AnswerOption, Block, Reply } from '../../core/reply.ts';
import { textWords } from '../../core/text.ts';

/**
 * A reply in words alone, its summary first: of a message with blocks, screen readers read only this, and notifications show how it begins.
 * Buttons and menus are left out, for they are announced by themselves.
 */
export function spokenWords({ summary, blocks }: Reply): string {
  const said = blocks.filter((block) => !(block.kind === 'heading' && block.text === summary)).flatMap(linesOf);
  return [summary, ...said]
    .map(withoutDrawings)
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** Drawings made of signs would be read sign by sign; the words beside them say the same. */
function withoutDrawings(words: string): string {
  return words.replace(/[▓░]+ */g, '');
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'text':
    case 'note':
      return [textWords(block.text)];
    case 'list':
      return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${textWords(item)}`);
    case 'rows':
      return block.rows.map(({ label, value }) => `${label}: ${textWords(value)}`);
    case 'code':
      return [block.code];
    case 'options':
      return block.options.map(optionLine);
    case 'picture':
      return [block.alt];
    case 'choices':
    case 'menu':
      return [];
  }
}

function optionLine({ letter, text, choice }: AnswerOption): string {
  return `${letter}${choice.emphasis === 'picked' ? ' (picked)' : ''}: ${textWords(text)}`;
}
