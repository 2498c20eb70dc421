/** Lines of the log, for a person who sits at the terminal: sentences, above what they are typing. */
export interface Notices {
  /** Takes a line of the log, as JSON. */
  hear(line: string): void;
  /** From now on, and until then on standard error. */
  attach(show: (text: string) => void): void;
}

/** A notice stands in the middle of a conversation: it may not push it off the screen. */
const mostLines = 12;

/** How a line begins, by its level; of lower ones only what changed the content is told. */
const leads: Readonly<Record<string, string>> = { warn: 'Note: ', error: 'Problem: ', fatal: 'Problem: ' };

export function makeNotices(show: (text: string) => void): Notices {
  let shows = show;
  return {
    hear: (line) => {
      const said = sayNotice(line);
      if (said !== undefined) shows(said);
    },
    attach: (other) => (shows = other),
  };
}

interface LogLine {
  readonly level: string;
  readonly msg?: string;
  readonly folder?: string;
  readonly problems?: readonly string[];
  readonly err?: { readonly message?: string };
}

/** What there is to tell, or undefined: of what went well, an author wants to hear that a change of the content was taken. */
export function sayNotice(line: string): string | undefined {
  const { level, msg = '', folder, problems, err } = JSON.parse(line) as LogLine;
  const lead = leads[level] ?? '';
  if (lead === '' && folder === undefined) return undefined;
  const details = [...(problems ?? []), ...(err?.message && err.message !== msg ? [err.message] : [])].flatMap((text) => text.split('\n'));
  return [`${lead}${msg}`, ...shortened(details)].join('\n');
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), `… and ${lines.length - mostLines + 1} lines more; npm run content shows them all.`];
}
