import { closeSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import { parse } from 'dotenv';
import type { ConfigProblem } from './environment.ts';

type Values = Readonly<Record<string, string>>;

/** What a file of settings holds, and what in it means something else than it seems to. */
export interface EnvFile {
  readonly values: Values;
  readonly problems: readonly ConfigProblem[];
}

/** More than any settings need, in bytes; what is larger is another file by this name. */
const largest = 1_000_000;

/** Reads `.env`. That there is none is no problem; one that is there and says nothing would start another bot than its owner meant. */
export function readEnvFile(file: string, known: readonly string[]): EnvFile {
  try {
    const text = decode(readAtMost(file, largest));
    const values = parse(text);
    return { values, problems: slipsIn(text, values, known) };
  } catch (error) {
    const problem = whyUnread(file, error);
    return { values: {}, problems: problem ? [problem] : [] };
  }
}

/** Never more than that: it may be a device, or a pipe without end. */
function readAtMost(file: string, most: number): Buffer {
  const bytes = Buffer.alloc(most + 1);
  const handle = openSync(file, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length <= most; length += read) read = readSync(handle, bytes, length, most + 1 - length, null);
    if (length > most) throw new Unusable('more than a megabyte', 'Settings are a few lines: move this file away, and copy .env.example.');
    return bytes.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}

/** A file whose content cannot be settings. */
class Unusable extends Error {
  override readonly name = 'Unusable';
  readonly remedy: string;

  constructor(found: string, remedy: string) {
    super(found);
    this.remedy = remedy;
  }
}

const saveAsUtf8 = 'Save it again as UTF-8; editors ask for the encoding under "Save as".';

/** PowerShell writes UTF-16, and marks it; without the mark nobody can be sure. */
function decode(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  const text = wide ? new TextDecoder(wide).decode(bytes) : bytes.toString('utf8');
  if (text.includes('\0')) throw new Unusable('bytes that are no UTF-8 text, perhaps UTF-16', saveAsUtf8);
  const line = wide ? 0 : lineOfOtherText(bytes);
  if (line > 0) throw new Unusable(`letters in line ${line} that are not UTF-8, perhaps Latin-1`, saveAsUtf8);
  return text;
}

/** The number of the first line that is not UTF-8, or 0. What a comment is written in does no harm. */
function lineOfOtherText(bytes: Buffer): number {
  if (isUtf8(bytes)) return 0;
  const lines = bytes.toString('latin1').split('\n');
  return lines.findIndex((line) => !/^\s*#/.test(line) && !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== undefined;
  } catch {
    return false;
  }
}

function whyUnread(file: string, error: unknown): ConfigProblem | undefined {
  const expected = 'a file of settings such as .env.example';
  if (error instanceof Unusable) return { variable: file, found: error.message, expected, remedy: error.remedy };
  const { code = String(error) } = error as NodeJS.ErrnoException;
  const link = linkOf(file);
  if (code === 'ENOENT' && link === undefined) return undefined;
  const [found, remedy] = (code === 'ENOENT' && [`a link to ${link}, where nothing is`, 'Remove the link, or put the file there.']) ||
    unread[code] || [`a file that cannot be read (${code})`, 'Mend it, or remove it to run without settings.'];
  return { variable: file, found, expected, remedy };
}

const forbidden = 'Let the user that the bot runs as read it: chown or chmod.';

const unread: Readonly<Record<string, readonly [found: string, remedy: string]>> = {
  EISDIR: ['a folder', 'Docker makes one when a file that it should mount is not there: remove it, and copy .env.example.'],
  EACCES: ['a file that the bot may not read', forbidden],
  EPERM: ['a file that the bot may not read', forbidden],
  ELOOP: ['a link that leads back to itself', 'Remove the link, and copy .env.example.'],
  ENOTDIR: ['a path through something that is not a folder', 'Mend the path.'],
};

function linkOf(file: string): string | undefined {
  try {
    return lstatSync(file).isSymbolicLink() ? readlinkSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** Lines about our variables that do not say what they seem to say. Values are not repeated: they may be secret. */
function slipsIn(text: string, values: Values, known: readonly string[]): ConfigProblem[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  return known.flatMap((variable) => {
    const own = lines.filter((line) => isAbout(line, variable));
    return unsetIn(variable, own, values) ?? twiceIn(variable, own) ?? cutIn(variable, own, values) ?? [];
  });
}

function isAbout(line: string, variable: string): boolean {
  return new RegExp(`^(export\\s+)?${variable}(?![\\w.-])`).test(line);
}

function unsetIn(variable: string, lines: readonly string[], values: Values): ConfigProblem | undefined {
  if (lines.length === 0 || variable in values) return undefined;
  return { variable, found: 'a line that sets nothing', expected: `${variable}=value`, remedy: 'Write = between name and value.' };
}

/** The last one counts, so one that is empty would take back what was set above. */
function twiceIn(variable: string, lines: readonly string[]): ConfigProblem | undefined {
  const set = lines.map((line) => parse(line)[variable] ?? '');
  if (!set.some((value) => value !== '' && value !== set.at(-1))) return undefined;
  return {
    variable,
    found: `${lines.length} lines that differ`,
    expected: 'one line',
    remedy: 'Keep one of them: only the last would count.',
  };
}

const inQuotes = /^(['"`]).*\1\s*(#.*)?$/;

/** `#` begins a comment wherever it stands, unless the value is in quotes; before one that is meant as such there is a blank. */
function cutIn(variable: string, lines: readonly string[], values: Values): ConfigProblem | undefined {
  const value = (lines.at(-1) ?? '').replace(/^[^=:]*[=:]/, '');
  if (inQuotes.test(value.trim()) || !/^[^#]*(?<!\s)#/.test(value)) return undefined;
  const left = values[variable]?.length ?? 0;
  const found = `${left === 0 ? 'nothing' : `only ${left} ${left === 1 ? 'character' : 'characters'}`} before a #, which begins a comment`;
  const isChannel = variable.endsWith('_CHANNEL');
  const remedy = isChannel
    ? 'Write the id of the channel, which has no #; .env.example says where it is found.'
    : `Put it in quotes: ${variable}="…#…".`;
  return { variable, found, expected: 'the whole value', remedy };
}
