/** Discord's numbers, from https://docs.discord.com/developers/components/reference and its neighbours. */
export const limits = {
  /** Of all text displays of a message together. Enforced by the service, in none of its pages. */
  textInAll: 4000,
  /** Of a message in all; a row counts, and so does each button in it. */
  components: 40,
  buttonsInRow: 5,
  buttonLabel: 80,
  menuOptions: 25,
  menuLabel: 100,
  customId: 100,
  altText: 1024,
  pictureUrl: 2048,
  commandDescription: 100,
  completions: 25,
  completionName: 100,
  /** Of the library's own making: it would hold back after 50, answers to interactions too, which Discord does not count. {@link times.between} does it for all else. */
  requestsPerSecond: 1000,
  /** So many requests may be made at once after a pause: with those of a second, one every {@link times.between}, they are fewer than the 50 that Discord takes of a bot, also when some are late on their way. */
  atOnce: 3,
  /** From so many answers under way on, Discord is told to wait before the next one is begun. */
  crowd: 4,
  /** Of the library's memory: how many it keeps, of a server and in all. */
  people: 100,
  /** What comes twice comes within seconds. */
  deliveriesRemembered: 2000,
  /** What one page of messages brings at most. */
  messagesInPage: 100,
} as const;

/** In milliseconds. Discord takes an answer for three seconds. */
export const times = {
  /** How long an answer may take before "the bot is thinking" is shown instead: most take a tenth of this, and whoever waits longer wants to know that they were heard. */
  answerBy: 100,
  /** Of an interaction older than this, Discord is asked whether it still takes an answer before anything is done. */
  askFirst: 1000,
  /** After this a call that hangs is given up. */
  request: 10_000,
  /** From one request to the next, but for the answers to interactions: see {@link limits.atOnce}. */
  between: 25,
  /** A longer wait for a rate limit is an error, so that a post never outlasts its claim in the ledger. */
  rateLimit: 15_000,
  /** How often the library forgets the queues of its calls: one for each answer that was edited, and by its own choice an hour long. */
  sweep: 60_000,
  /** Between tries to connect. */
  pauses: { first: 1000, longest: 30_000 },
  /** How long `start` waits for a Discord that does not say no either. */
  start: 5000,
  /** When the program stops, how long it goes on taking what people do while it finishes what it has. */
  lastCall: 2000,
  drain: 2000,
  close: 400,
} as const;
