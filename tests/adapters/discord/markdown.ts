/**
 * What is alive in a text as Discord's clients read it: every mark, mention, address or opening of a line that nothing has put to sleep. Code and escaped
 * signs are taken out first, as Discord does; the mark `allowed` is the renderer's own.
 */
export function aliveIn(markdown: string, allowed?: string): string[] {
  const withoutCode = markdown.replace(/```\n?(?:(?!```)[^])+?\n*```/g, '·');
  const asleep = withoutCode.replace(/\\[^0-9A-Za-z\s]|(`+)(?:[^]*?[^`])\1(?!`)/g, '·');
  const left = allowed === undefined ? asleep : asleep.replaceAll(allowed, '·');
  return signs.flatMap((sign) => left.match(sign) ?? []);
}

const signs = [
  /[*_~|`[\]]/g,
  /<(?:[@#:/]|a:|t:|id:|https?:|[\w.+-]+@|\+\d)[^>]*>?/g,
  /@(?:everyone|here)/g,
  /(?:https?|steam|discord):\/\/\S*/gi,
  /:[\w+-]+:/g,
  /^\s*(?:#{1,3}|>|>>>|[-+]|\d+\.|-#)\s/gm,
];

/** The words that a person reads: what was escaped, without its backslashes. */
export function readAs(markdown: string): string {
  return markdown.replace(/\\([^0-9A-Za-z\s])/g, '$1');
}
