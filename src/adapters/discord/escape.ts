/** Marks, mentions and custom emoji; then what pings all, what opens an address, and what opens an emoji by its name. */
const alive = /[\\*_~|`[\]<]|@(?=everyone|here)|:(?=\/\/|[\w+-]+:)/gi;

/** What makes a heading, quote, list or small print of a line. The asterisk of a list is escaped as a mark already. */
const opensLine = /^(\s*)([#>+-])/gm;
const opensNumber = /^(\s*\d+)([.)])(?=\s|$)/gm;

/**
 * Literal text, so that Discord shows it as it stands. Its beginning counts as the beginning of a line, because it may follow the mark of a list, a
 * heading or a note.
 */
export function escape(text: string): string {
  return text.replace(alive, '\\$&').replace(opensLine, '$1\\$2').replace(opensNumber, '$1\\$2');
}

/** Code within a line, in a fence longer than any run of backticks in it. Nothing in it comes alive. */
export function codeSpan(code: string): string {
  const line = breakFences(code).replace(/\s*\n\s*/g, ' ');
  const fence = '`'.repeat(1 + longestRun(line));
  const pad = /^`|`$/.test(line) ? ' ' : '';
  return line === '' ? '' : `${fence}${pad}${line}${pad}${fence}`;
}

/** Code in lines of its own. */
export function codeBlock(code: string): string {
  const lines = breakFences(code).replace(/^\s*\n|\s+$/g, '');
  return lines === '' ? '' : `\`\`\`\n${lines}\n\`\`\``;
}

/**
 * Discord ends a block at the first three backticks, however long its fence was, and reads three in a line as a block, too. A space of no width
 * between them keeps them apart.
 */
function breakFences(code: string): string {
  return code.replace(/``(?=`)/g, '``\u200B');
}

function longestRun(code: string): number {
  return Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));
}
