import { isObject, type Json, objectsIn, type View } from './types.ts';

/** What is filled into a form: texts, times, channels and ticked values, by the label of the input. */
export type Filled = Record<string, string | string[]>;

/** The state of a form that is submitted: what it began with, where nothing else was filled in. */
export function stateOf(view: View, filled: Filled): Json {
  const inputs = view.blocks.filter((block) => block.type === 'input');
  const unknown = Object.keys(filled).filter((label) => !inputs.some((block) => labelOf(block) === label));
  if (unknown.length > 0) throw new Error(`the form has no input "${unknown.join('", "')}"; it has: ${inputs.map(labelOf).join(', ')}`);
  const values = inputs.map((block) => {
    const element = isObject(block.element) ? block.element : {};
    return [String(block.block_id), { [String(element.action_id)]: valueOf(element, filled[labelOf(block)]) }] as const;
  });
  return { values: Object.fromEntries(values) };
}

function labelOf({ label }: Json): string {
  return isObject(label) ? String(label.text) : '';
}

/** A field of a submitted form, as Slack writes each kind of element; what is empty is null or an empty list. */
function valueOf(element: Json, given: string | string[] | undefined): Json {
  const { type } = element;
  const one = Array.isArray(given) ? given[0] : given;
  switch (type) {
    case 'timepicker':
      return { type, selected_time: one ?? element.initial_time ?? null };
    case 'conversations_select':
      return { type, selected_conversation: one ?? element.initial_conversation ?? null };
    case 'checkboxes':
      return { type, selected_options: ticked(element, given) };
    default:
      return { type, value: one ?? element.initial_value ?? null };
  }
}

function ticked(element: Json, given: string | string[] | undefined): Json[] {
  if (given === undefined) return objectsIn(element.initial_options);
  const wanted = [given].flat();
  return objectsIn(element.options).filter(
    ({ value, text }) => wanted.includes(String(value)) || (isObject(text) && wanted.includes(String(text.text))),
  );
}

/** What is wrong with the answer to a submitted form, in sentences. */
export function answerProblems(view: View, body: unknown): string[] {
  if (body === undefined || body === null || (isObject(body) && Object.keys(body).length === 0)) return [];
  if (!isObject(body)) return ['the answer to a form is no object'];
  if (body.response_action !== 'errors')
    return ['update', 'push', 'clear'].includes(String(body.response_action)) ? [] : ['unknown response_action'];
  const errors = isObject(body.errors) ? Object.entries(body.errors) : [];
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const lost = errors.filter(([id]) => !inputs.includes(id)).map(([id]) => `the form has no input "${id}" for an error`);
  const wordless = errors.filter(([, says]) => typeof says !== 'string' || says === '').map(([id]) => `the error of "${id}" says nothing`);
  return [...(errors.length === 0 ? ['errors are empty'] : []), ...lost, ...wordless];
}
