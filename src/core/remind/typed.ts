import { tellSettingsApart, time as timeShape } from '../drill/typed.ts';

/** The settings of a reminder by the names of the options; `other` is what belongs to none. */
export type TypedReminder = Readonly<Partial<Record<'time' | 'zone' | 'days' | 'quiet' | 'other', string>>>;

/** As someone typed them; what is empty keeps its value. */
export interface ReminderInput {
  readonly time: string;
  readonly zone: string;
  readonly days: string;
  readonly quiet: string;
  readonly other: string;
}

const hour = String.raw`(?:${timeShape}|\d{1,2}(?!\d))`;
const range = String.raw`${hour}\s*(?:[-‐-―−~]|\b(?:to|till?|until|and)\b)\s*${hour}`;
const none = 'off|none|no|never|stop';

/** `quiet 22:00-07:00`, `no quiet hours`: whatever stands behind the word belongs to it when it looks like hours. */
const quiet = new RegExp(
  String.raw`(?<!\p{L})(?:(no)\s+)?quiet(?:\s?hours?)?(?:\s*[=:]\s*|\s+)?(?:(?:are|is|from|between|at)\s+)?(${range}|(?:${none})(?!\p{L})|\S+)?`,
  'iu',
);

const off =
  /^(?:(?:turn|switch)\s+)?(?:me\s+)?(?:it\s+|them\s+|reminders?\s+)?(?:off|stop|none|never|no|no more|cancel|end|disable|delete|remove|pause)(?:\s+(?:it|them|me|all|reminders?|reminding|please|now|any ?more))*$/i;
const on = /^(?:(?:turn|switch)\s+)?(?:it\s+|them\s+)?(?:on|again|resume|restart|enable)(?:\s+(?:it|them|again|please|now))*$/i;

/** Tells the settings of a reminder apart that somebody typed in one line, in any order. */
export function tellReminderApart(line: string): TypedReminder {
  const words = line.trim().replace(/[.!]+$/, '');
  if (isOff(words)) return { time: 'off' };
  if (isOn(words)) return { time: 'on' };
  const [whole, no, hours] = quiet.exec(line) ?? [];
  const left = whole === undefined ? line : line.replace(whole, ' ');
  const { grace, reveal, other, ...told } = tellSettingsApart(left);
  const unknown = [other, grace && `grace ${grace}`, reveal && `reveal ${reveal}`].filter(Boolean).join(' ');
  return {
    ...told,
    ...(whole !== undefined && { quiet: no === undefined ? (hours ?? '?') : 'off' }),
    ...(unknown !== '' && { other: unknown }),
  };
}

export function isOff(typed: string): boolean {
  return off.test(typed);
}

export function isOn(typed: string): boolean {
  return on.test(typed);
}
