import type { Item, Option, Pack } from '../pack.ts';
import { letterOf, shownOptions } from '../quiz/rules.ts';
import { parseMarkup, type Span } from '../text.ts';

/**
 * Items as notes that Anki imports, in the format of its own export: https://docs.ankiweb.net/importing/text-files.html#file-headers. Each has an id of its
 * own, so that importing a later file changes the note and does not double it.
 */
export function* ankiFile(pack: Pack, items: readonly Item[]): Generator<string> {
  const headers = [
    '#separator:tab',
    '#html:true',
    '#notetype:Basic',
    `#deck:${oneLine(pack.title).replaceAll('::', ':')}`,
    '#guid column:1',
    '#tags column:4',
  ];
  yield `${headers.join('\n')}\n`;
  for (const item of items) yield `${noteOf(pack, item)}\n`;
}

/** Guid, front, back, tags. No field has a quote, a tab or a line end, so none needs quoting. */
function noteOf({ id: pack }: Pack, item: Item): string {
  const options = shownOptions(item, 'anki');
  const tags = ['mlpro', `lesson-${item.lesson}`, item.kind === 'question' ? item.difficulty : 'cue'];
  return [`mlpro-${pack}-${item.id}`, frontOf(item, options), backOf(item, options), tags.join(' ')].map(oneLine).join('\t');
}

function frontOf({ stem, code }: Item, options: readonly Option[]): string {
  const choices = options.map(({ text }, at) => `<b>${letterOf(at)}</b> ${htmlOf(text)}`);
  return [htmlOf(stem), ...(code === undefined ? [] : [`<pre>${escapeHtml(code)}</pre>`]), choices.join('<br>')].join('<br><br>');
}

function backOf(item: Item, options: readonly Option[]): string {
  const right = options.filter(({ correct }) => correct);
  const answers = right.map((option) => `<b>${letterOf(options.indexOf(option))}</b> ${htmlOf(option.text)}<br>${htmlOf(option.why)}`);
  const rule = item.kind === 'question' ? item.takeaway : item.remember;
  return [...answers, `<b>Remember:</b> ${htmlOf(rule)}`].join('<br><br>');
}

function htmlOf(markup: string): string {
  return parseMarkup(markup).map(spanHtml).join('');
}

function spanHtml(span: Span): string {
  const words = escapeHtml(span.text);
  switch (span.kind) {
    case 'bold':
      return `<b>${words}</b>`;
    case 'code':
    case 'command':
      return `<code>${words}</code>`;
    case 'link':
      return `<a href='${escapeHtml(span.url)}'>${words}</a>`;
    case 'plain':
    case 'moment':
    case 'channel':
      return words;
  }
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Anki looks for `[sound:…]`, `[latex]` and `{{c1::…}}` in fields.
  '[': '&#91;',
  '{': '&#123;',
  '\n': '<br>',
  '\t': '&nbsp;&nbsp;',
};

function escapeHtml(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[&<>"'[{\n\t]/g, (sign) => escapes[sign] ?? sign);
}

/** A line of the file is a note: nothing in it may end it. */
function oneLine(text: string): string {
  return text.replace(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, ' ');
}
