import { choice, choices, note, quote, text, titled } from '../blocks.ts';
import type { Choice, Reply } from '../reply.ts';
import type { Moment } from '../state.ts';
import { bold, plain } from '../text.ts';
import { sayMoment } from '../time.ts';

const showProgress = choice('My progress', { kind: 'progress' }, 'main');

export function zoneChoices(zones: readonly string[]): Choice[] {
  return zones.map((zone) => choice(zone.replaceAll('_', ' '), { kind: 'zone', zone }));
}

/** `more` is what has not moved with it. */
export function zoneSet(zone: string, now: Moment, more?: string): Reply {
  return titled(
    'Your time zone is set',
    text(
      `There it is ${sayMoment(now, zone)}. Your days begin and end by that clock from now on. Days that were counted before stay as they were.`,
    ),
    more === undefined ? undefined : note(more),
    choices(showProgress),
  );
}

/** What the zone is, or that nobody knows it; with what was typed and why it was not understood. */
export function whichZone(
  zone: string | undefined,
  likely: readonly string[],
  wrong?: { readonly typed: string; readonly remedy: string },
): Reply {
  return titled(
    wrong ? 'Which time zone do you mean?' : 'Your time zone',
    wrong && { kind: 'text', text: [...quote(wrong.typed, 80), ...plain(` isn’t a time zone I know. ${wrong.remedy}`)] },
    zone === undefined
      ? text('I do not know where you are, so your days are counted in UTC.')
      : { kind: 'text', text: [...plain('Your days are counted in '), bold(zone), ...plain('.')] },
    note('Pick one, or say it with a city: `/mlpro zone Europe/Berlin`.'),
    choices(...zoneChoices(likely)),
  );
}
