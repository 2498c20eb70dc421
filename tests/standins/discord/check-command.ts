import type { CommandBody, Localizations, OptionBody } from './bodies.ts';
import { atMost, length, repeated } from './check-message.ts';
import type { Problem } from './schemas.ts';
import { enums, limits } from './specs.ts';

const locales = Object.values(enums.Locale);
const namePattern = new RegExp(limits.commands.name.regex, limits.commands.name.flags);
const chatInput = 1;
const subcommand = 1;
const subcommandGroup = 2;

/** The rules for a list of commands that the schema cannot say: how many, and each with another name. */
export function commandListRules(commands: readonly CommandBody[]): Problem[] {
  const ofType = (type: number) => commands.filter((command) => (command.type ?? chatInput) === type);
  return [
    ...atMost('commands', ofType(1).length, limits.commands.chatInputGlobal, 'chat-input commands'),
    ...atMost('commands', ofType(2).length, limits.commands.userGlobal, 'user commands'),
    ...atMost('commands', ofType(3).length, limits.commands.messageGlobal, 'message commands'),
    ...[1, 2, 3].flatMap((type) =>
      repeated(
        'commands',
        ofType(type).map((one) => one.name),
        'name',
      ),
    ),
    ...commands.flatMap((command) => commandRules(command)),
  ];
}

/** The rules for one command: names, descriptions, order and size of its options. */
export function commandRules(command: CommandBody): Problem[] {
  const path = `command ${command.name}`;
  if ((command.type ?? chatInput) !== chatInput) return menuCommandRules(command, path);
  return [
    ...nameRules(command, path),
    ...(command.description ? [] : [{ path, message: 'needs a description of 1 to 100 characters' }]),
    ...optionListRules(command.options ?? [], path),
    ...atMost(path, sizeOf(command), limits.commands.totalCharacters, 'characters in all its texts together'),
  ];
}

function menuCommandRules(command: CommandBody, path: string): Problem[] {
  const filled = Boolean(command.description) || (command.options ?? []).length > 0;
  return filled ? [{ path, message: 'is a menu command and must have neither description nor options' }] : [];
}

function nameRules(named: { name: string; name_localizations?: Localizations }, path: string): Problem[] {
  const translated = Object.entries(named.name_localizations ?? {});
  const strange = translated.filter(([locale]) => !locales.includes(locale));
  const names = [named.name, ...translated.map(([, name]) => name)];
  return [
    ...strange.map(([locale]) => ({ path: `${path}.name_localizations`, message: `has an unknown locale: ${locale}` })),
    ...names.flatMap((name) => nameProblems(name, path)),
  ];
}

function nameProblems(name: string, path: string): Problem[] {
  if (!namePattern.test(name)) return [{ path, message: `name ${JSON.stringify(name)} does not match ${limits.commands.name.regex}` }];
  if (name !== name.toLowerCase()) return [{ path, message: `name ${JSON.stringify(name)} must be in lower case` }];
  return [];
}

function optionListRules(options: readonly OptionBody[], path: string): Problem[] {
  const nested = options.filter((option) => option.type <= subcommandGroup).length;
  const mixed = nested > 0 && nested < options.length;
  return [
    ...repeated(
      path,
      options.map((option) => option.name),
      'option name',
    ),
    ...(mixed ? [{ path, message: 'mixes subcommands with plain options' }] : []),
    ...orderRules(options, path),
    ...options.flatMap((option) => optionRules(option, `${path} ${option.name}`)),
  ];
}

function orderRules(options: readonly OptionBody[], path: string): Problem[] {
  const firstOptional = options.findIndex((option) => !option.required);
  const late = firstOptional < 0 ? [] : options.slice(firstOptional).filter((option) => option.required);
  return late.map((option) => ({
    path,
    message: `option ${option.name} is required and must come before the optional ones`,
  }));
}

function optionRules(option: OptionBody, path: string): Problem[] {
  const inner = option.type === subcommand || option.type === subcommandGroup ? (option.options ?? []) : [];
  const choices = option.choices ?? [];
  const problems: Problem[] = [];
  if (option.autocomplete && choices.length > 0) problems.push({ path, message: 'has both choices and autocomplete' });
  if (option.type === subcommandGroup && inner.length === 0) problems.push({ path, message: 'is a group without subcommands' });
  const long = choices.filter((choice) => length(String(choice.value)) > limits.autocomplete.choiceStringValue);
  return [
    ...problems,
    ...nameRules(option, path),
    ...long.map((choice) => ({ path, message: `the value of choice ${choice.name} is longer than 100 characters` })),
    ...repeated(
      path,
      choices.map((choice) => choice.name),
      'choice name',
    ),
    ...optionListRules(inner, path),
  ];
}

/** Names, descriptions and choice values in all; of every translated text the longest version counts. */
function sizeOf(part: CommandBody | OptionBody): number {
  const own = longest(part.name, part.name_localizations) + longest(part.description ?? '', part.description_localizations);
  const choices = 'choices' in part ? (part.choices ?? []) : [];
  const chosen = choices.reduce((sum, one) => sum + longest(one.name, one.name_localizations) + length(String(one.value)), 0);
  return own + chosen + (part.options ?? []).reduce((sum, option) => sum + sizeOf(option), 0);
}

function longest(text: string, translations: Localizations | undefined): number {
  return Math.max(length(text), ...Object.values(translations ?? {}).map(length));
}
