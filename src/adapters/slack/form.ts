import type { App, types, ViewOutput } from '@slack/bolt';
import type { Arguments, CommandOption } from '../../core/command.ts';
import { type Command, commandNamed, requestOf } from '../../core/commands.ts';
import { readDrillSettings, usualSettings } from '../../core/drill/settings.ts';
import type { FormBeginning, Reply } from '../../core/reply.ts';
import type { TypedCommand } from './command.ts';
import { sayReason } from './errors.ts';
import { isDirect } from './hear.ts';
import type { ListenParts } from './listen.ts';
import { answerManager } from './person.ts';
import { plainText } from './render.ts';
import { whichDrill } from './sentences.ts';

/** The command that a form is drawn for, and the form's name. */
const name = 'drill setup';

interface Asker {
  readonly user: string;
  /** Where the command was typed, and where the answer goes. */
  readonly channel: string;
  /** Slack's permission to open one form, good for three seconds. */
  readonly trigger: string;
}

/**
 * Opens the form for whoever may manage the channel, and has nothing more to say then. Everybody else hears why not, and where the form does not
 * open, how to type it.
 */
export async function answerWithForm(parts: ListenParts, typed: TypedCommand, asker: Asker): Promise<Reply | undefined> {
  const { bot, clients, log } = parts;
  const { user, channel } = asker;
  if (isDirect(channel) && typed.channel.kind === 'here')
    return (await open(parts, asker, await zoneOf(parts, user))) ? undefined : whichDrill();
  let isOpen = false;
  const answer: typeof bot.answer = async (request, person) => {
    if (!person.mayManage) return bot.answer(request, person);
    const reply = await bot.answer(request, person);
    isOpen = reply.form !== undefined && (await open(parts, asker, { ...reply.form, zone: person.zone, initial: person.channel }));
    return reply;
  };
  const reply = await answerManager(typed, user, channel, { bot: { ...bot, answer }, web: clients.lookUps, log });
  return isOpen ? undefined : reply;
}

interface Begin extends Partial<FormBeginning> {
  /** The person's own. */
  readonly zone?: string | undefined;
  /** The channel that the form begins with. */
  readonly initial?: string;
}

/** In a direct message, the form asks for the channel; who may manage that one is asked when it is known. */
async function zoneOf({ clients }: ListenParts, user: string): Promise<Begin> {
  const { user: person } = await clients.lookUps.users.info({ user }).catch(() => ({ user: undefined }));
  return { zone: person?.tz };
}

async function open({ clients, log }: ListenParts, { channel, trigger }: Asker, begin: Begin): Promise<boolean> {
  const command = commandNamed(name);
  if (command === undefined) return false;
  try {
    await clients.answers.views.open({ trigger_id: trigger, view: drawForm(command, channel, begin) });
    return true;
  } catch (error) {
    log.warn({ reason: sayReason(error) }, 'A form could not be opened.');
    return false;
  }
}

/** A command's options as a form. What is left empty stays as it is. */
export function drawForm(command: Command, channel: string, begin: Begin): types.ModalView {
  const { isChange = false, intro = emptyIntro, filled } = begin;
  return {
    type: 'modal',
    callback_id: name,
    private_metadata: makeMetadata({ channel, hadReveal: filled?.reveal === undefined ? undefined : begin.initial }),
    title: plainText(isChange ? 'Change the daily drill' : 'Set up the daily drill'),
    submit: plainText(isChange ? 'Change it' : 'Set it up'),
    close: plainText('Cancel'),
    blocks: [{ type: 'context', elements: [plainText(intro)] }, ...command.options.map((option) => drawInput(option, begin))],
  };
}

/** Where it is not known yet whether there is a drill: the channel is still to be chosen. */
const emptyIntro = 'What you leave empty stays as it is, or as usual for a new drill.';

interface Metadata {
  /** Where the command was typed, and where the answer goes. */
  readonly channel: string;
  /** The channel whose drill had a reveal when the form was opened: a field that somebody has emptied looks like one that was never filled. */
  readonly hadReveal?: string | undefined;
}

function makeMetadata({ channel, hadReveal }: Metadata): string {
  return [channel, hadReveal].filter((part) => part !== undefined).join(' ');
}

function parseMetadata(text: string): Metadata {
  const [channel = '', hadReveal] = text.split(' ');
  return { channel, hadReveal };
}

function drawInput(option: CommandOption, begin: Begin): types.InputBlock {
  return {
    type: 'input',
    block_id: option.name,
    label: plainText(`${option.name.charAt(0).toUpperCase()}${option.name.slice(1)}`),
    ...hintOf(option),
    optional: option.isChannel !== true,
    element: drawElement(option, begin),
  };
}

function hintOf({ input, isChannel, summary }: CommandOption): Pick<types.InputBlock, 'hint'> {
  if (input === 'days') return {};
  return { hint: plainText(isChannel ? 'I have to be in it: type /invite @mlpro there first.' : summary) };
}

function drawElement(option: CommandOption, { zone, initial, filled }: Begin): types.InputBlock['element'] {
  const { input, isChannel, completes } = option;
  const set = filled?.[option.name];
  const action_id = 'given';
  if (input === 'time') return { type: 'timepicker', action_id, ...(set && { initial_time: set }) };
  if (input === 'days') return drawDays(action_id, set?.split(',') ?? []);
  if (isChannel) {
    const known = initial === undefined || isDirect(initial) ? {} : { initial_conversation: initial };
    return { type: 'conversations_select', action_id, filter: { include: ['public', 'private'] }, ...known };
  }
  const known = set ?? (completes === 'zone' ? zone : undefined);
  return { type: 'plain_text_input', action_id, ...(known && { initial_value: known }) };
}

/** Slack takes no empty list of ticked days. */
function drawDays(action_id: string, set: readonly string[]): types.InputBlock['element'] {
  const options = days.map(drawDay);
  const ticked = options.filter(({ value }) => set.includes(value ?? ''));
  return { type: 'checkboxes', action_id, options, ...(ticked.length > 0 && { initial_options: ticked }) };
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function drawDay(day: string): types.PlainTextOption {
  return { text: plainText(day), value: day.slice(0, 3).toLowerCase() };
}

/** Takes a form that was filled in: what does not fit is said beside its field, and who may manage the channel is asked again. */
export function listenToForm(app: App, { bot, clients, deliver, log }: ListenParts): void {
  app.view(name, async ({ ack, body, view }) => {
    const command = commandNamed(name);
    if (command === undefined) return ack();
    const { channel: typedIn, hadReveal } = parseMetadata(view.private_metadata);
    const { id, given: filled } = readForm(view);
    const given = hadReveal !== undefined && hadReveal === id && filled.reveal === undefined ? { ...filled, reveal: 'next' } : filled;
    const errors = { ...problemsIn(command, given), ...(id === undefined && { channel: 'Choose the channel for the drill.' }) };
    if (id === undefined || Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    await ack();
    const user = body.user.id;
    const channel = typedIn || user;
    const typed = { request: requestOf(command, given), channel: { kind: 'named', id } } as const;
    const reply = await answerManager(typed, user, channel, { bot, web: clients.lookUps, log });
    await deliver(reply, { kind: isDirect(channel) ? 'direct' : 'aside', user, channel });
  });
}

/** What was filled in, by the name of the option, as somebody would have typed it. */
function readForm({ state }: ViewOutput): { readonly id: string | undefined; readonly given: Arguments } {
  const filled = Object.entries(state.values).flatMap(([option, { given: field }]) => (field ? [[option, wordsIn(field)] as const] : []));
  const { channel, ...given } = Object.fromEntries(filled.filter(([, words]) => words !== ''));
  return { id: channel, given };
}

type Field = ViewOutput['state']['values'][string][string];

function wordsIn({ value, selected_time, selected_options, selected_conversation }: Field): string {
  const ticked = selected_options?.map((option) => option.value).join(',');
  return value?.trim() ?? selected_time ?? selected_conversation ?? ticked ?? '';
}

/** Each field is read by itself, so that its trouble stands beside it. */
function problemsIn(command: Command, given: Arguments): Record<string, string> {
  const problems = Object.entries(given).flatMap(([option, words]) => {
    const request = requestOf(command, { [option]: words });
    if (request.kind !== 'drill-setup') return [];
    const parsed = readDrillSettings(request.settings, usualSettings);
    return parsed.kind === 'problems' ? [[option, parsed.problems.map(({ remedy }) => remedy).join(' ')] as const] : [];
  });
  return Object.fromEntries(problems);
}
