type Told = Readonly<Partial<Record<'what' | 'nickname' | 'turn' | 'zone', string>>>;

const joins =
  /^(?:join|enter|sign\s?(?:me\s)?up|add me|count me in)(?![\p{L}-])(?:\s+(?:as|with|named?|nickname|the board|it|please)(?![\p{L}-])|\s*[=:]\s*)*\s*(.*)$/isu;
const leaves = /^(?:leave|quit|exit|sign\s?(?:me\s)?out|remove me|count me out)(?![\p{L}-])(?:\s+(?:the board|it|please|now))*[\s.!]*$/iu;

/** `join as Ana`, `leave`; whatever is neither is kept as it was typed, to be asked about. */
export function tellBoardApart(words: string): Told {
  const typed = words.replace(/\b(?:what|nickname)\s*[=:]\s*/gi, '').trim();
  const [, nickname] = joins.exec(typed) ?? [];
  if (nickname !== undefined) return { what: 'join', ...(nickname !== '' && { nickname }) };
  if (leaves.test(typed)) return { what: 'leave' };
  return typed === '' ? {} : { what: typed };
}

/** `on Europe/Berlin` */
export function tellWeeklyApart(words: string): Told {
  const typed = words.replace(/\b(?:turn|zone)\s*[=:]\s*/gi, '').trim();
  const [turn = '', ...rest] = typed.split(/\s+/);
  const zone = rest.join(' ');
  return { ...(turn !== '' && { turn: turn.toLowerCase().replace(/[.!]+$/, '') }), ...(zone !== '' && { zone }) };
}
