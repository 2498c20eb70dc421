import type { types } from '@slack/bolt';
import type { Drawn } from './fit.ts';

/** What a message looks like in Slack, as lines of text, for those who look at content without a workspace. */
export function written(blocks: readonly Drawn[]): string {
  return blocks.map(writtenBlock).join('\n\n');
}

function writtenBlock(block: Drawn): string {
  switch (block.type) {
    case 'header':
      return `# ${block.text.text}`;
    case 'image':
      return `[picture: ${block.alt_text}]`;
    case 'section':
      return `${block.text?.text ?? ''}  ${block.accessory ? writtenElement(block.accessory) : ''}`.trimEnd();
    case 'rich_text':
      return block.elements.map(writtenRich).join('\n');
    case 'context':
      return block.elements.map((element) => ('text' in element ? led('> ', element.text) : '')).join('\n');
    case 'actions':
      return block.elements.map(writtenElement).join('  ');
  }
}

type Element = types.ActionsBlockElement | types.SectionBlockAccessory;

function writtenElement(element: Element): string {
  if (element.type === 'button') return `[${element.text.text}]`;
  return element.type === 'static_select' ? `[${element.placeholder?.text ?? ''} ▾]` : '';
}

function writtenRich(element: types.RichTextBlockElement): string {
  switch (element.type) {
    case 'rich_text_list':
      return element.elements
        .map((item, at) => `${element.style === 'ordered' ? `${at + 1}.` : '•'} ${writtenSpans(item.elements)}`)
        .join('\n');
    case 'rich_text_section':
      return writtenSpans(element.elements);
    case 'rich_text_quote':
      return led('| ', writtenSpans(element.elements));
    case 'rich_text_preformatted':
      return led('    ', writtenSpans(element.elements));
  }
}

function led(lead: string, text: string): string {
  return text.replace(/^/gm, lead);
}

function writtenSpans(spans: readonly types.RichTextElement[]): string {
  return spans.map(writtenSpan).join('');
}

function writtenSpan(span: types.RichTextElement): string {
  if (span.type === 'link') return `${span.text ?? ''} <${span.url}>`;
  if (span.type !== 'text') return '';
  const mark = span.style?.bold ? '*' : span.style?.code ? '`' : '';
  return `${mark}${span.text}${mark}`;
}
