import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Confidence, confidences } from './card.ts';
import type { PackId } from './pack.ts';
import { type AskedIn, type ReportReason, reportReasons } from './report/report.ts';
import type { GroupId } from './state.ts';
import { type Action, type ActionOf, type CameFrom, type ExportFormat, exportFormats, type Tab, tabs } from './action.ts';

/** One part of a button's id: how it is written, and read back. `read` gives undefined for what `write` never makes. */
interface Field<Value> {
  write(value: Value): string;
  read(written: string): Value | undefined;
}

type FieldsOf<Kind extends Action['kind']> = { readonly [Part in Exclude<keyof ActionOf<Kind>, 'kind'>]: Field<ActionOf<Kind>[Part]> };

const text: Field<string> = { write: (value) => value, read: (written) => written };
const textOrNull: Field<string | null> = { write: (value) => value ?? '', read: (written) => written || null };
const number: Field<number> = { write: String, read: (written) => (/^\d{1,6}$/.test(written) ? Number(written) : undefined) };
/** A part that was added later: buttons in people's chats that have none mean the first page. */
const pageOrFirst: Field<number> = { write: String, read: (written) => number.read(written || '1') };
/** A letter and an id; nothing for a lesson that was opened otherwise, and for buttons of earlier versions. */
const cameFromOrNull: Field<CameFrom | null | undefined> = {
  write: (value) => (value ? `${value.kind[0]}${value.id}` : ''),
  read: (written) => (written === '' ? null : cameFrom(written)),
};
/** `slack:C012`, whose colon would end the part. */
const groupId: Field<GroupId> = { write: (value) => value.replace(':', '.'), read: (written) => written.replace('.', ':') || undefined };
const tab: Field<Tab> = { write: (value) => value, read: (written) => tabs.find((name) => name === written) };
const reviewed: Field<ActionOf<'review'>['what']> = {
  write: (value) => value,
  read: (written) => (['due', 'missed', 'sure-wrong'] as const).find((what) => what === written),
};
const yesOrNo: Field<boolean> = { write: (value) => (value ? 'y' : 'n'), read: (written) => ({ y: true, n: false })[written] };
const allOrMissed: Field<'all' | 'missed'> = {
  write: (value) => value,
  read: (written) => (['all', 'missed'] as const).find((only) => only === written),
};
const askedIn: Field<AskedIn> = {
  write: ({ kind, id }) => `${kind[0]}${id}`,
  read: (written) => {
    const kind = (['quiz', 'drill'] as const).find((known) => written.startsWith(known[0] ?? ''));
    return kind && written.length > 1 ? { kind, id: written.slice(1) } : undefined;
  },
};
const reason: Field<ReportReason> = {
  write: (value) => value[0] ?? '',
  read: (written) => reportReasons.find((name) => name[0] === written),
};
const exportFormat: Field<ExportFormat> = { write: (value) => value, read: (written) => exportFormats.find((name) => name === written) };
const confidence: Field<Confidence | 'never'> = {
  write: (value) => value[0] ?? '',
  read: (written) => [...confidences, 'never' as const].find((name) => name[0] === written),
};

/**
 * Both halves of every action's id at once, part after part: what can be written can be read. A kind or a part that is missing here does not
 * compile. The order of the parts is that of the buttons in people's chats: it may grow at its end only.
 */
const codec: { readonly [Kind in Action['kind']]: FieldsOf<Kind> } = {
  guide: {},
  chapter: { chapter: number },
  'strong-answers': { chapter: number, page: pageOrFirst },
  exam: {},
  help: {},
  'help-managing': {},
  lesson: { lesson: text, tab, page: number, cameFrom: cameFromOrNull },
  quiz: { lesson: textOrNull, count: number },
  answer: { session: text, item: text, picks: text, version: text },
  pick: { session: text, item: text, picks: text, version: text },
  explain: { session: text, item: text },
  confide: { session: text, item: text, confidence },
  'confide-vote': { drill: text, confidence },
  'ask-confidence': {},
  similar: { session: text, item: text },
  next: { session: text },
  'go-on': { session: text },
  stop: { session: text },
  resume: { session: text },
  retry: { session: text },
  review: { what: reviewed },
  'review-lesson': { lesson: text },
  'review-trap': { lesson: text, trap: text },
  mock: {},
  'mock-start': { questions: number, form: number },
  'mock-question': { exam: text, at: number },
  'mock-pick': { exam: text, item: text, picks: text, version: text },
  'mock-flag': { exam: text, item: text, flagged: yesOrNo },
  'mock-review': { exam: text },
  'mock-submit': { exam: text },
  'mock-result': { exam: text },
  'mock-objectives': { exam: text, chapter: number },
  'mock-explain': { exam: text, at: number, only: allOrMissed },
  plan: {},
  'plan-set': { day: text, minutes: number },
  'plan-start': {},
  'plan-calendar': {},
  'plan-off': {},
  progress: {},
  'progress-chapter': { chapter: number },
  ready: {},
  zone: { zone: text },
  vote: { drill: text, pick: text, version: text },
  route: { routed: text },
  'drill-off': { group: groupId },
  status: { group: groupId },
  'choose-lesson': { routed: text, lesson: text },
  'not-this': { routed: text },
  'correct-route': { routed: text, lesson: textOrNull },
  'keep-nothing': { routed: text },
  report: { askedIn, item: text },
  'report-because': { askedIn, item: text, reason },
  'report-withdraw': { askedIn, item: text },
  'own-vote': { drill: text },
  'my-data': {},
  board: { group: groupId },
  join: { group: groupId },
  leave: { group: groupId },
  'remind-on': {},
  'remind-off': {},
  export: { page: number },
  'export-file': { format: exportFormat, part: number },
  'forget-me': {},
  'forget-all': {},
};

function cameFrom(written: string): CameFrom | undefined {
  const kind = (['routed', 'quiz'] as const).find((known) => written.startsWith(known[0] ?? ''));
  return kind && { kind, id: written.slice(1) };
}

export const actionKinds = Object.keys(codec) as readonly Action['kind'][];

/** The most bytes an action may take: Telegram's limit, the tightest that is known. */
export const longestAction = 64;

/** 48 bits, in the six of a base64url character: enough to refuse a guess, short enough for a button. */
const digestLength = 8;

/** Who makes buttons: the key of this installation, and the pack that its buttons are about. */
export interface Signer {
  readonly key: string;
  readonly pack: PackId;
}

/** A button's id read back. `pack` is undefined for one that was made before ids named their pack. */
export interface SignedAction {
  readonly action: Action;
  readonly pack: PackId | undefined;
}

/** Writes an action as the id of a button, `pack/kind:part:…:digest`. Throws when it would be longer than {@link longestAction} bytes. */
export function makeAction(action: Action, { key, pack }: Signer): string {
  const body = `${pack}/${bodyOf(action)}`;
  const id = `${body}:${digest(body, key)}`;
  if (Buffer.byteLength(id) > longestAction) throw new RangeError(`The action "${id}" is longer than ${longestAction} bytes.`);
  return id;
}

/** Reads a button's id back; undefined when it was not made by {@link makeAction} with this key. */
export function parseAction(id: string, key: string): SignedAction | undefined {
  if (Buffer.byteLength(id) > longestAction) return undefined;
  const cut = id.lastIndexOf(':');
  const signed = id.slice(0, Math.max(cut, 0));
  if (!same(id.slice(cut + 1), digest(signed, key))) return undefined;
  const slash = signed.indexOf('/');
  const action = actionOf(signed.slice(slash + 1));
  return action && { action, pack: slash < 0 ? undefined : signed.slice(0, slash) };
}

function bodyOf(action: Action): string {
  const parts = Object.entries(fieldsOf(action.kind)).map(([name, field]) => field.write(action[name as keyof Action]));
  return [action.kind, ...parts].join(':');
}

/** The body was signed by us, so it is well formed unless another version of the program wrote it. */
function actionOf(body: string): Action | undefined {
  const [kind, ...written] = body.split(':');
  const known = actionKinds.find((one) => one === kind);
  if (known === undefined) return undefined;
  const fields = Object.entries(fieldsOf(known));
  const read = fields.map(([name, field], at) => [name, field.read(written[at] ?? '')] as const);
  if (written.length > fields.length || read.some(([, value]) => value === undefined)) return undefined;
  return { kind: known, ...Object.fromEntries(read) } as Action;
}

/** The table's parts without their types: what belongs together was checked where the table stands. */
function fieldsOf(kind: Action['kind']): Readonly<Record<string, Field<unknown>>> {
  return codec[kind] as Readonly<Record<string, Field<unknown>>>;
}

function digest(body: string, key: string): string {
  return createHmac('sha256', key).update(body).digest('base64url').slice(0, digestLength);
}

function same(one: string, other: string): boolean {
  // In bytes: an id that somebody forged may have characters of several.
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
