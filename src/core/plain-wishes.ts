import { isNearZone, isZone, looksLikeZone } from './drill/zones.ts';
import { readPlan } from './plan/wishes.ts';

/** A command by its name, and the words that would be typed after it. */
export interface PlainWish {
  readonly name: string;
  readonly words: string;
}

/**
 * The command that somebody asks for in plain words; undefined for all else. Only whole sentences about the learner's own things, or about what the bot does,
 * are in here: a question about the subject must never be taken for one.
 */
export function readPlainWish(typed: string): PlainWish | undefined {
  if (typed.length > longestWish) return undefined;
  const said = plainly(typed);
  for (const { shape, name, words, takes } of wishes) {
    const match = shape.exec(said);
    const rest = match?.groups?.rest?.trim() ?? '';
    if (match && (takes === undefined || takes(rest))) return { name, words: `${words} ${rest}`.trim() };
  }
  return undefined;
}

/** In characters. */
const longestWish = 120;

/** Without marks, and without what makes an order polite. */
function plainly(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[’`]/g, "'")
    .replace(/["“”„!?.…,]+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(before, '')
    .replace(after, '');
}

const before =
  /^(?:(?:please|pls|hey|hi|hello|ok|okay|so|mlpro|now|just|(?:can|could|would|will) you(?: please)?|(?:how|where) (?:do|can|could|would) i|(?:can|could|may) i|i(?: would|'d)? (?:want|like|need|wish)(?: you)?(?: to)?|let me|let's|i wanna|show me how to) )+/i;
const after = /(?: (?:please|pls|now|thanks|thank you|for me|right now|at once|again))+$/i;

/** What is kept of a learner, as people call it. Without "my", data and history are those of a table. */
const kept =
  '(?:(?:all|any|everything)(?: of)? )?my(?: own)?(?: (?:data|answers?|history|records?|attempts|information|info|account|profile|stuff|study data|personal data|learning history|answer history))';
const about = '(?:about|on|of) (?:me|myself)';
/** To save data in a table is a subject of its own. */
const into = String.raw`(?: (?:as (?:an? )?table|(?:as|to|in|into|for) (?:an? )?(?:csv|json|anki|excel|spreadsheet|file|flash ?cards?)(?: (?:file|deck|cards?))?))?`;
/** Alerts and queues have notifications and messages as well. */
const remindersOfMine = String.raw`(?:(?:(?:the|my|all|any|your|these|those|daily) )*(?:reminders?|reminding(?: me)?)|(?:all )?(?:my|your|these|(?:the )?daily) (?:notifications|messages)|messaging me|pinging me|writing(?: to)? me)`;
const end = '(?:stop|end|cancel|disable|mute|pause|turn off|switch off|quit|no more|delete|remove)';
const begin = '(?:start|begin|take|do|try|open|give me|have|continue|resume|go on with|run|practi[cs]e with|go to)';
/** A test without "my" is one of code or of a model. */
const ofMine = '(?:(?:the |my )?(?:real )?exam|my (?:real )?test)';
const board = '(?:leader ?board|weekly board|board|ranking)';
const drill = "(?:(?:the|a|our|this|today's|daily|channel's) )*drills?(?![ -]?(?:down|through|into|up))";

type Wish = PlainWish & { readonly shape: RegExp; readonly takes?: Takes | undefined };

/** Whether what a shape calls `rest` is what the command is about: a word that sounds like a date or a zone is none yet. */
type Takes = (rest: string) => boolean;

const isZoneOrNone: Takes = (rest) => rest === '' || isZone(rest) || looksLikeZone(rest) || isNearZone(rest);

/** "Next month" and "end of May" are no days yet, nor is the date itself, and are asked back about. */
const vagueDay =
  /^(?:(?:to|on|at|in|the|next|this|coming|some ?time|end|start|middle|of|early|late|mid)[ -])*(?:date|day|week|month|year|spring|summer|autumn|fall|winter|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

/** One word may stand beside the day: the place of the exam. */
const isDay: Takes = (rest) => {
  if (vagueDay.test(rest)) return true;
  const wish = readPlan({ date: rest, minutes: '', zone: '' }, anyDay);
  if (wish.kind !== 'set') return wish.kind === 'move';
  return wish.day.kind !== 'none' && !/\s/.test(wish.left);
};

/** What is read does not hang on the day on which it is read. */
const anyDay = '2026-01-01';

const isDayOrNone: Takes = (rest) =>
  /^(?:for (?:my|the) exam)?$/i.test(rest) || (/^(?:for|until|till|to|by|in|with|on) /i.test(rest) && isTold(rest));

/** A day, or how long each day, and nothing else. */
const isTold: Takes = (rest) => {
  const wish = readPlan({ date: rest, minutes: '', zone: '' }, anyDay);
  return wish.kind === 'set' && /^(?:next)?$/.test(wish.left) && (wish.day.kind !== 'none' || typeof wish.minutes === 'number');
};

/** To be reminded, one names an hour or what one wants to do then. */
const isReminder: Takes = (rest) =>
  rest === '' ||
  /\d|(?<!\p{L})(?:on|noon|midnight|mornings?|evenings?|tonight|tomorrow|days?|daily|week\p{L}*|mon|tue|wed|thu|fri|sat|sun|study|learn|practi[cs]e|review)(?!\p{L})/iu.test(
    rest,
  );

/** So many questions, in a mock exam. */
const ofSoMany = '(?<rest>(?: (?:with|of) (?:\\d+|ten|twenty|thirty|forty|fifty|sixty|all)(?: .+)?)?)';

/** Each wish and the command that does it. The first that fits is taken. */
const wishes: readonly Wish[] = [
  ...asked(
    'data',
    [
      '(?:delete|erase|remove|forget|wipe|clear|purge|destroy|reset) (?:me|myself|(?:everything|all|all data|all (?:the )?information|what(?:ever)?)(?: (?:you|that you|which you) (?:have|know|keep|store|stored|saved|kept))? about me|everything|my (?:progress|results|scores?|streak)|(?:me|myself) completely)',
      `(?:delete|erase|remove|forget|wipe|clear|purge|destroy|reset) ${kept}`,
      `${kept} (?:to be )?(?:deleted|erased|removed|gone|wiped)`,
      'to be forgotten',
      'right to be forgotten',
    ],
    'delete',
  ),
  ...asked('data', [
    `(?<rest>(?:export|download|save|back ?up|take away|take|get|send me|give me) ${kept}${into})`,
    `(?<rest>(?:export|download|save|back ?up) my (?:progress|results|mistakes|cards|flash ?cards)${into})`,
    '(?<rest>(?:export|download|make|create|get|give me)(?: me)?(?: an?)?(?: my)? (?:anki|flash ?cards?)(?: (?:deck|cards?|file))?(?: (?:of|from|with) (?:what i (?:missed|got wrong)|my (?:mistakes|answers)))?)',
    '(?<rest>export to (?:anki|csv|json|excel)|anki(?: (?:export|deck|cards|file))?|(?:csv|json) (?:export|file|download)|gdpr|dsgvo|export|delete)',
    `(?:show(?: me)?|see|view)(?: all)? ${kept}|my (?:data|answers|account|profile)`,
    'privacy(?: (?:policy|page|statement))?|data (?:privacy|protection)',
    `what (?:data |information |else )?(?:do|does|did|have|has) (?:you|it|this bot|the bot) (?:know|keep|kept|store|stored|save|saved|collect|collected|have|remember|record) ${about}`,
    `what(?: is|'s)(?: being)? (?:kept|stored|saved|recorded|known|remembered) ${about}`,
    `(?:which|what) (?:data|information)(?: is| do you have| do you keep| do you store)?(?: (?:kept|stored|saved))? ${about}`,
    'who (?:can )?(?:see|sees|read|reads|know|knows) my (?:answers?|data|results|progress|scores?)',
  ]),
  ...asked(
    'remind',
    [
      `${end} ${remindersOfMine}`,
      `(?:turn|switch) ${remindersOfMine} off`,
      `(?:don't|do not|never) (?:remind|message|ping|write to|notify) me(?: any ?more| ever)?`,
      '(?:stop|mute|turn off|switch off|no more) notifications',
      'unsubscribe(?: me)?|reminders? off|leave me alone',
    ],
    'off',
  ),
  ...asked(
    'remind',
    [
      '(?:set(?: up)?|create|add|make|schedule|change|move)(?: me)?(?: (?:a|an|the|my|daily))* reminders?(?<rest> (?:for|at|on|to|every|each|daily|weekdays|in|tom|ton|\\d).*|)',
      '(?:my )?reminders?(?<rest> (?:on|at|to|for) .+| on| \\d.*|)',
      '(?:turn|switch) (?:on )?(?:my |the )?reminders?(?<rest> on|)',
      'i (?:want|need|would like) a reminder(?<rest> (?:for|at|on|every|each|in|\\d).*|)',
    ],
    '',
    isReminder,
  ),
  ...asked(
    'zone',
    [
      '(?:(?:change|set|update|switch|correct|fix) )?(?:my )?time ?zone(?: (?:is|to))?(?<rest>(?: .+)?)',
      '(?:change|set|update) my (?:time|clock|zone)(?: to(?<rest> .+)|)',
    ],
    '',
    isZoneOrNone,
  ),
  ...asked(
    'plan',
    [
      `(?:set|change|move|shift|update) ${ofMine}(?:'s)?(?: (?:date|day))?(?: (?:to|on|for|is))?(?<rest> .+)`,
      `${ofMine}(?: date| day)?(?: is| will be|'s)(?: on| at)? (?<rest>.+)`,
      'i (?:have|take|sit|am taking|will take) (?:my|the) exam (?<rest>(?:on|in|next|this|tomorrow) ?.*)',
    ],
    '',
    isDay,
  ),
  ...asked(
    'plan',
    ['(?:make|create|build|write|give)(?: me)?(?: (?:a|my|the))?(?: new)?(?: (?:study|learning))? plan(?<rest>(?: .+)?)'],
    '',
    isDayOrNone,
  ),
  ...asked('plan', [
    "when(?: is|'s) my exam|(?:show(?: me)?|see|view|what(?: is|'s)) my (?:study )?plan|my (?:study )?plan(?<rest>)",
    "(?:what should i|what do i|what to) (?:study|learn|practi[cs]e|do) today|today's set",
  ]),
  ...asked('plan', [`${begin} (?:my (?:plan|set|daily set)|today's set|the set of today)`], 'start'),
  ...asked('plan', [`${end} (?:my (?:study )?|the study )plan`], 'off'),
  ...asked(
    'review',
    [
      'what (?:did|have|had) i (?:miss|missed|get wrong|got wrong|gotten wrong|answer(?:ed)? wrong|fail|failed)|what i (?:missed|got wrong)',
      '(?:(?:show(?: me)?|see|list|practi[cs]e|repeat|redo|go over|go through|study|train|drill|quiz me on|test me on) )?my (?:mistakes?|misses|errors|wrong answers|weak(?:est)? (?:spots?|points?|areas?)|weaknesses)',
      'where am i weak(?:est)?|what am i (?:bad|weak|worst) (?:at|in)',
    ],
    'missed',
  ),
  ...asked(
    'review',
    [
      '(?:show(?: me)?|see|list|what are|review) my traps|my traps|(?:which|what) traps (?:do|did|have) i (?:fall|fell|fallen)(?: for| into)',
    ],
    'traps',
  ),
  ...asked('review', [
    "what(?: is|'s) due(?: (?:today|now|for me))?|(?:is )?anything due(?: today)?|what (?:do|should) i (?:review|repeat)(?: today)?",
    '(?:start|begin|do) (?:a|my|the) review',
  ]),
  ...asked('exam', ['(?:show(?: me)? |see )?my (?:last )?(?:mock )?(?:exam|test) (?:results?|scores?)'], 'score'),
  ...asked('exam', [
    `${begin}(?: (?:a|an|the|another|my|new))* (?:(?:mock|practi[cs]e|timed|simulated|full|short|trial)[ -]?)+(?:exams?|(?<=(?:practi[cs]e|timed|simulated)[ -]?)tests?)${ofSoMany}`,
    `(?:start|begin|take|give me|open)(?: (?:a|an|the|another|my|new))* mock[ -]?test${ofSoMany}`,
    '(?:simulate|practi[cs]e) (?:the|an) exam',
  ]),
  ...asked('quiz', [
    `${begin}(?: (?:a|an|the|another|my|new|next|one|short|quick|some))* quiz(?:zes)?(?<rest>(?: (?:on|about|of|with) .+)?)`,
    '(?:another|new|next|a) quiz',
    '(?:test|drill|examine|question) me(?<rest>(?: (?:on|about|in) .+)?)',
    'ask me (?:something|anything|a question|questions|some questions)(?<rest>(?: (?:on|about|from) .+)?)',
    'give me (?<rest>(?:\\d+|some|a few|more|five|ten|easy|hard|\\d+ (?:easy|hard|medium))(?: practi[cs]e)? questions?(?: (?:on|about|from) .+)?)',
    'practi[cs]e(?: with me)?|practi[cs]e questions',
  ]),
  ...asked('ready', [
    '(?:am i|how) ready(?: am i)?(?: (?:yet|for (?:the|my) exam|to (?:take|sit|pass) (?:the|my) exam|to pass))*|when (?:am i|will i be) ready(?: for the exam)?',
    '(?:(?:will|would|could) i|do you think i will) pass(?: (?:the|my) exam)?(?: today| tomorrow)?',
    'what are my chances(?: of passing)?|my chances',
  ]),
  ...asked('progress', [
    '(?:(?:show(?: me)?|see|view|check) )?my (?:progress|streak|stats|statistics|results?|scores?|performance|level|mastery|calendar)',
    "how am i doing|how(?: is|'s) my (?:progress|streak|learning)(?: going)?|how far (?:am i|have i come|along am i)|where do i stand|(?:the )?streak",
    'how (?:long|many days) is my streak',
  ]),
  ...asked('board', [`(?:join|enter|add me to|put me on|get on(?:to)?)(?: (?:the|a))? ${board}(?<rest>(?: as .+)?)`], 'join'),
  ...asked('board', [`(?:leave|quit|exit)(?: the)? ${board}|(?:remove|delete|take|get) me (?:from|off) the ${board}`], 'leave'),
  ...asked('board', [
    `(?:(?:show(?: me)?|see|view) )?(?:the )?(?:leader ?board|ranking)|(?:show(?: me)?|see|view) (?:the )?(?:weekly )?board`,
    "who(?: is|'s) (?:leading|winning|first|ahead)(?: this week)?",
  ]),
  ...asked('drill off', [`${end} ${drill}`, `(?:turn|switch) ${drill} off`, `drills? (?:stop|end|cancel|pause|disable)`]),
  ...asked('drill setup', [
    `(?:set ?up|schedule|turn on|switch on|start|enable|move|change) ${drill}(?<rest>(?: .+)?)`,
    'drills? (?:on|start|set ?up|schedule|change|edit|settings?|time)(?<rest>)',
  ]),
  ...asked('drill status', [
    '(?:when is|where is) the(?: next)? drill|next drill|drills? (?:info|state|history)',
    `why (?:was|is) there no drill(?: today)?`,
  ]),
  ...asked('drill', ["(?:show(?: me)? |see )?(?:today's|the daily|the) drill(?: of today)?|drills? (?:answer|result|today|show)"]),
  ...asked('help', ['(?:show(?: me)?(?: all)?|list|all)?(?: ?the)? ?(?:your )?commands|settings|my settings|options|menu']),
];

/** What follows the command: `words`, and what the shape calls `rest`, where it takes that. */
function asked(name: string, shapes: readonly string[], words = '', takes?: Takes): Wish[] {
  return shapes.map((shape) => ({ shape: new RegExp(`^(?:${shape})$`, 'i'), name, words, takes }));
}
