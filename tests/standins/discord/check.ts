import type { CallbackBody, CommandBody, MessageBody, ModalBody } from './bodies.ts';
import { commandListRules, commandRules } from './check-command.ts';
import * as rules from './check-message.ts';
import { type Problem, schemaProblems } from './schemas.ts';
import { limits } from './specs.ts';

export type { Problem } from './schemas.ts';

/** What a check found: `refused` answers 400, `noted` is a violation of our own house rules only. */
export type Findings = { refused: Problem[]; noted: Problem[]; empty?: boolean };

const nothing: Findings = { refused: [], noted: [] };

/** Checks a new message or an edit. `before` is what an edited message holds. */
export function checkMessage(schema: string, body: unknown, files: number, before?: rules.Before): Findings {
  const problems = schemaProblems(schema, body ?? {});
  if (problems.length > 0) return { refused: problems, noted: [] };
  const message = (body ?? {}) as MessageBody;
  return {
    refused: rules.messageRules(message, before),
    noted: rules.mentionRules(message),
    empty: rules.isEmptyMessage(message, files, before),
  };
}

/** What an answer is an answer to: the interaction's type, and what was being typed or pressed. */
export type Asked = { type: number; optionType?: number; source?: rules.Before };

/** Checks an answer to an interaction, by the schema that belongs to its type. */
export function checkCallback(asked: Asked, body: unknown, files: number): Findings {
  const type = (body as { type?: unknown } | null)?.type;
  const allowed = allowedAnswers(asked.type);
  if (typeof type !== 'number' || !allowed.includes(type)) {
    const message = `must be one of ${allowed.join(', ')} for an interaction of type ${asked.type}`;
    return { refused: [{ path: 'type', message }], noted: [] };
  }
  const problems = type === 8 ? choiceProblems(asked, body) : schemaProblems(callbackSchema(type), body);
  if (problems.length > 0) return { refused: problems, noted: [] };
  return within('data', callbackRules(body as CallbackBody, files, asked.source));
}

/** The choices are checked by the kind of option being typed; the schema of the whole answer allows all three kinds. */
function choiceProblems(asked: Asked, body: unknown): Problem[] {
  const kind = asked.optionType === 4 ? 'Integer' : asked.optionType === 10 ? 'Number' : 'String';
  const { data, ...rest } = body as { type: number; data?: unknown };
  const strangers = Object.keys(rest).filter((key) => key !== 'type');
  return [
    ...strangers.map((key) => ({ path: '', message: `has a field that Discord does not know: ${key}` })),
    ...schemaProblems(`InteractionApplicationCommandAutocompleteCallback${kind}Data`, data).map((one) => prefixed('data.', one)),
  ];
}

function callbackRules(body: CallbackBody, files: number, before?: rules.Before): Findings {
  const data = body.data ?? {};
  if (body.type === 8) return { ...nothing, refused: choiceRules(data as { choices?: { value: unknown }[] | null }) };
  if (body.type === 9) return { ...nothing, refused: modalRules(data as ModalBody) };
  if (body.type !== 4 && body.type !== 7) return nothing;
  const message = data as MessageBody;
  const old = body.type === 7 ? before : undefined;
  return {
    refused: rules.messageRules(message, old),
    noted: rules.mentionRules(message),
    empty: rules.isEmptyMessage(message, files, old),
  };
}

/** Checks what registers commands: one command, a change to one, or the whole list. */
export function checkCommands(schema: string, body: unknown): Findings {
  const list = Array.isArray(body) ? body : [body];
  const problems = list.flatMap((one, i) => schemaProblems(schema, one).map((problem) => prefixed(`[${i}]`, problem)));
  if (problems.length > 0) return { refused: problems, noted: [] };
  const commands = list as CommandBody[];
  return { refused: Array.isArray(body) ? commandListRules(commands) : commands.flatMap(commandRules), noted: [] };
}

/** Checks any other body against its schema. */
export function checkBody(schema: string, body: unknown): Findings {
  return { refused: schemaProblems(schema, body ?? {}), noted: [] };
}

/** Compiles the schemas that nearly every test needs, so that no measured answer pays for it. */
export function warmUp(): void {
  for (const type of [4, 7, 9]) schemaProblems(callbackSchema(type), { type });
  choiceProblems({ type: 4 }, { type: 8, data: {} });
  schemaProblems('IncomingWebhookUpdateRequestPartial', {});
  schemaProblems('IncomingWebhookRequestPartial', {});
  schemaProblems('MessageCreateRequest', {});
  schemaProblems('MessageEditRequestPartial', {});
}

function allowedAnswers(interactionType: number): number[] {
  const allowed = limits.interaction.allowedCallbackTypes;
  if (interactionType === 2) return allowed.applicationCommand;
  if (interactionType === 3) return allowed.messageComponent;
  return interactionType === 4 ? allowed.autocomplete : allowed.modalSubmit;
}

function callbackSchema(type: number): string {
  if (type === 9) return 'ModalInteractionCallbackRequest';
  if (type === 12) return 'LaunchActivityInteractionCallbackRequest';
  return type === 6 || type === 7 ? 'UpdateMessageInteractionCallbackRequest' : 'CreateMessageInteractionCallbackRequest';
}

function choiceRules(data: { choices?: { value: unknown }[] | null }): Problem[] {
  const max = limits.autocomplete.choiceStringValue;
  return (data.choices ?? []).flatMap((choice, i) =>
    rules.atMost(`choices[${i}].value`, typeof choice.value === 'string' ? rules.length(choice.value) : 0, max, 'characters'),
  );
}

function modalRules(modal: ModalBody): Problem[] {
  const rows = rules.atMost('components', modal.components.length, limits.modal.components.max, 'components');
  return [...rows, ...rules.componentRules(modal.components)];
}

function within(path: string, findings: Findings): Findings {
  const move = (problem: Problem) => prefixed(`${path}.`, problem);
  return { ...findings, refused: findings.refused.map(move), noted: findings.noted.map(move) };
}

function prefixed(prefix: string, problem: Problem): Problem {
  return { ...problem, path: `${prefix}${problem.path}` };
}
