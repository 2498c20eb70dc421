/** Slack's numbers, from the reference pages of docs.slack.dev. Lengths are counted in UTF-16 units, the strictest way to read them. */
export const limits = {
  heading: 150,
  label: 75,
  section: 3000,
  alt: 2000,
  address: 3000,
  choicesInBlock: 25,
  choicesInMenu: 100,
  /** Of a message, beside its blocks. chat.update refuses more than 4,000. */
  text: 3900,
  /** The text of all blocks together is bounded without a word in the documentation, somewhere above 9,597 (slackapi/bolt-js#2867). */
  message: { blocks: 50, text: 9000 },
  /** A view may have 250 KB; how much of it may be text is not said. */
  home: { blocks: 100, text: 30_000 },
} as const;

/** The id of every menu: what was picked from it is in the option's value. */
export const menuId = 'menu';

/** How much one message or view takes. */
export interface Room {
  readonly blocks: number;
  readonly text: number;
}
