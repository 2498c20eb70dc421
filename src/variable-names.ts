import type { Platform, PlatformEnvironment } from './adapters/platform.ts';
import { closest } from './core/closest.ts';
import { type Environment, variablesOf } from './environment.ts';

/** The name of every variable that is read. */
export function knownNames(platforms: readonly Platform[]): string[] {
  return variablesOf(platforms).map(({ name }) => name);
}

/** Two platforms of one name would share their learners; two of one variable would read each other's tokens. */
export function checkDeclared(platforms: readonly Platform[], { report }: Pick<PlatformEnvironment, 'report'>): void {
  const names = [...platforms.map(({ name }) => name), ...knownNames(platforms)];
  for (const twice of new Set(names.filter((name, at) => names.indexOf(name) !== at)))
    report(
      'src/adapters/platforms.ts',
      `"${twice}" twice`,
      'names of its own for each platform and each of its variables',
      'Rename one of the two, or take it out of the list.',
    );
}

interface Names {
  readonly platforms: readonly Platform[];
  /** Names that stand in the file of settings: whoever wrote them there meant us, which is not so of all that a machine sets. */
  readonly inFile: readonly string[];
}

/** A value under a name that nothing reads would be left out in silence, and without a token the console would start: slips are reported. */
export function checkNames(env: Environment, { platforms, inFile }: Names, { get, report }: PlatformEnvironment): void {
  const known = knownNames(platforms);
  const isMissing = (name: string) => get(name) === undefined;
  for (const name of Object.keys(env)) {
    if (known.includes(name) || isMissing(name)) continue;
    const slip = slipOf(name, platforms) ?? (inFile.includes(name) ? slipInFile(name, platforms) : undefined);
    const meant = slip?.filter(isMissing) ?? [];
    if (slip?.length === meant.length && meant.length > 0)
      report(name, 'a variable that nothing reads', meant.join(' or '), `Did you mean ${meant.join(' or ')}?`);
  }
}

/** What is certainly meant for us, wherever it is set. */
function slipOf(name: string, platforms: readonly Platform[]): readonly string[] | undefined {
  const theirs = platforms.flatMap(({ variables }) => variables.map((one) => one.name).filter((one) => one.includes('_')));
  const sameLetters = theirs.find((one) => lettersOf(one) === lettersOf(name));
  const otherCase = knownNames(platforms).find((one) => one.includes('_') && one === name.toUpperCase().replaceAll('-', '_'));
  const found = sameLetters ?? otherCase ?? drillSlip(name, platforms) ?? ownedSlip(name, platforms);
  return found === undefined ? undefined : [found];
}

const lettersOf = (name: string) => name.toUpperCase().replace(/[^A-Z]/g, '');

/** No other program has variables that begin so. */
function drillSlip(name: string, platforms: readonly Platform[]): string | undefined {
  const ours = knownNames(platforms).filter((one) => one.startsWith('DRILL_'));
  return /^DRILL[_-]/i.test(name) ? (closest(name, ours, 0.6) ?? ours[0]) : undefined;
}

/** Among the names that begin with a platform's, those of tokens are taken for each other more easily. */
function ownedSlip(name: string, platforms: readonly Platform[]): string | undefined {
  const typed = name.toUpperCase();
  const owner = platforms.find((one) => typed.startsWith(one.name.toUpperCase()));
  if (owner === undefined) return looksSecret(typed) && typed.length > 8 ? closest(typed, secretNames(platforms), 0.2) : undefined;
  const near = closest(
    typed,
    owner.variables.map((one) => one.name),
    0.2,
  );
  return near ?? (looksSecret(typed) ? closest(typed, secretNames([owner]), 0.6) : undefined);
}

/** What is probably meant for us where only our settings stand. A token of nobody in particular may be any platform's. */
function slipInFile(name: string, platforms: readonly Platform[]): readonly string[] | undefined {
  const typed = name.toUpperCase();
  const same = knownNames(platforms).find((one) => lettersOf(one) === lettersOf(name));
  const near = same ?? closest(typed, knownNames(platforms), 0.25);
  if (near !== undefined) return [near];
  return /^(BOT|APP|MLPRO)?_?(BOT|APP|API)?_?TOKE?N?S?$/.test(typed) ? firstTokens(platforms) : undefined;
}

function looksSecret(name: string): boolean {
  return /TOK|SECR|SECER/.test(name);
}

function secretNames(platforms: readonly Platform[]): string[] {
  return platforms.flatMap(({ variables }) => variables.filter(({ isPublic }) => !isPublic).map(({ name }) => name));
}

/** Without them a platform is not wanted. */
function firstTokens(platforms: readonly Platform[]): string[] {
  return platforms.flatMap((platform) => secretNames([platform])[0] ?? []);
}

/** For a service that was given no platform, and so would talk to a terminal that is not there. */
export function sayNoPlatform(env: Environment, platforms: readonly Platform[]): string {
  const known = knownNames(platforms);
  const unread = Object.keys(env).filter((name) => /TOKEN$|SECRET$/i.test(name) && !known.includes(name));
  const hint = unread.length > 0 ? `\n    Set, but read by nothing: ${unread.slice(0, 5).join(', ')}.` : '';
  return `No platform's token is set, so the bot talks to a terminal, and there is none.
    For a platform, set ${firstTokens(platforms).join(' or ')} in .env or the environment; .env.example says where each is found.
    To try the bot, run npm start in a terminal, or give it lines to read: echo help | npm start.${hint}`;
}
