/** Cuts a text into parts of at most so many lines: after a paragraph where one ends in the second half of a part, else after a line. */
export function partsOf(text: string, most: number): string[] {
  const lines = text.split('\n');
  const parts: string[] = [];
  while (lines.length > most) {
    const part = lines.splice(0, lastParagraph(lines, most) ?? most);
    parts.push(part.join('\n').trimEnd());
  }
  return [...parts, lines.join('\n')];
}

/** How many lines go up to the last empty one of a part. */
function lastParagraph(lines: readonly string[], most: number): number | undefined {
  const empty = lines.slice(0, most + 1).lastIndexOf('');
  return empty >= most / 2 ? empty + 1 : undefined;
}
