import { waitFor } from '../../fixtures/deadline.ts';
import type { Choice, ModalBody } from './bodies.ts';
import type { Who } from './place.ts';
import { loading } from './posting.ts';
import { type Seen, seen } from './seen.ts';
import type { Interaction, Message } from './world.ts';

/** One thing a person did and what came of it. `seen`, `followups` and `refusals` stay current. */
export type Exchange = {
  readonly id: string;
  readonly who: Who;
  /** From the press of the key to the first answer; nothing if none came. */
  readonly ms: number | undefined;
  /** The same, to the text that filled a deferred reply, or to the change that was put off. */
  readonly filledMs: number | undefined;
  /** Discord's type of the first answer: 4 message, 5 deferred, 6 and 7 update, 8 choices, 9 modal. */
  readonly answerType: number | undefined;
  /** "The application did not respond." */
  readonly died: boolean;
  readonly seen: Seen | undefined;
  readonly followups: Seen[];
  readonly choices: Choice[];
  readonly modal: ModalBody | undefined;
  /** Error codes of answers that came too late (10062, 50027) or twice (40060). */
  readonly refusals: readonly number[];
  /** What the person reads once a deferred reply has been filled, or a message that was going to change has changed. */
  settled: () => Promise<Seen>;
};

/** A live view of an interaction, for the test that made it. */
export function exchangeOf(interaction: Interaction, who: Who): Exchange {
  const present = (message: Message | undefined) => (message?.channel.messages.includes(message) ? seen(message) : undefined);
  const current = () => present(interaction.original);
  return {
    id: interaction.id,
    who,
    get ms() {
      return interaction.answeredMs;
    },
    get filledMs() {
      const filled = interaction.original?.filledMs;
      return filled === undefined ? undefined : filled - interaction.startedMs;
    },
    get answerType() {
      return interaction.answerType;
    },
    get died() {
      return interaction.answerType === undefined;
    },
    get seen() {
      return current();
    },
    get followups() {
      return interaction.followups.flatMap((message) => present(message) ?? []);
    },
    get choices() {
      return interaction.choices ?? [];
    },
    get modal() {
      return interaction.modal;
    },
    get refusals() {
      return interaction.refusals;
    },
    settled: () => waitFor(() => (isWaiting(interaction) ? undefined : current())),
  };
}

function isWaiting({ original, changeDue }: Interaction): boolean {
  return changeDue === true || ((original?.flags ?? 0) & loading) !== 0;
}
