type Told = Readonly<Partial<Record<'what' | 'nickname' | 'turn' | 'zone', string>>>;

const joins =
  /^(?:join|enter|sign\s?(?:me\s)?up|add me|count me in|rename(?: me)?|(?:change|set) (?:my )?(?:nick)?name|call me|(?:my )?(?:nick)?name(?: is)?)(?![\p{L}-])(?:\s+(?:as|to|with|named?|nickname|the board|it|please)(?![\p{L}-])|\s*[=:]\s*)*\s*(.*)$/isu;
const leaves =
  /^(?:leave|quit|exit|sign\s?(?:me\s)?out|(?:remove|delete|hide|take) (?:me|my name)|count me out)(?![\p{L}-])(?:\s+(?:off|from|the board|it|please|now))*[\s.!]*$/iu;
const shows =
  /^(?:(?:show|see|view|me|my|the|this week|week|current|now|today|rank|ranks|ranking|places?|standings?|scores?|who is on it|who|please|it|status)[\s.!?]*)+$/iu;

/** `join as Ana`, `leave`; whatever is neither is kept as it was typed, to be asked about. */
export function tellBoardApart(words: string): Told {
  const typed = words.replace(/\b(?:what|nickname)\s*[=:]\s*/gi, '').trim();
  const [, nickname] = joins.exec(typed) ?? [];
  if (nickname !== undefined) return { what: 'join', ...(nickname !== '' && { nickname }) };
  if (leaves.test(typed)) return { what: 'leave' };
  return typed === '' || shows.test(typed) ? {} : { what: typed };
}

const turns = new Map([
  ...['on', 'yes', 'start', 'enable'].map((word) => [word, 'on'] as const),
  ...['off', 'no', 'stop', 'end', 'disable', 'never', 'cancel'].map((word) => [word, 'off'] as const),
]);

/** `on Europe/Berlin`, `stop please`. */
export function tellWeeklyApart(words: string): Told {
  const typed = words
    .replace(/\b(?:zone\s*[=:]\s*|turn(?:\s*[=:]\s*|\s+(?:it\s+)?)|switch\s+(?:it\s+)?)/gi, '')
    .replace(/(?:^|\s)(?:please|pls|now|here)(?=[\s.!]|$)/gi, '')
    .trim();
  const [said = '', ...rest] = typed.split(/\s+/);
  const turn = turns.get(said.toLowerCase().replace(/[.!,]+$/, ''));
  const zone = (turn === undefined ? typed : rest.join(' ')).replace(/^in\s+/i, '');
  return { ...(turn && { turn }), ...(zone !== '' && { zone }) };
}
