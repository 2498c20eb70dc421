import { choice, choices, note, quizOn, shortReply, text, titled } from '../blocks.ts';
import type { Item } from '../pack.ts';
import type { Choice, Reply } from '../reply.ts';
import { clip, plain, wordsOf } from '../text.ts';
import { type AskedIn, type ReportReason, reportReasons, sayReason } from './report.ts';

/** Asks what is wrong with a question, or says what the learner has reported before. */
export function whatIsWrong(item: Item, askedIn: AskedIn, reported: ReportReason | undefined): Reply {
  const report = (reason: ReportReason) => choice(sayReason[reason], { kind: 'report-because', askedIn, item: item.id, reason });
  const others = reportReasons.filter((reason) => reason !== reported);
  return titled(
    reported ? 'You reported this question' : 'What is wrong with it?',
    stemOf(item),
    reported ? text(`Your reason: **${sayReason[reported]}.** Another reason takes its place; you count once.`) : undefined,
    note('The authors see how many people report a question and why, never who.'),
    choices(...others.map(report)),
    choices(reported ? takeBack(item, askedIn) : undefined, back(item, askedIn)),
  );
}

/** Enough of it to see which one is meant. */
function stemOf({ id, stem }: Item) {
  return { kind: 'text' as const, text: plain(`${id}: “${clip(wordsOf(stem).replace(/\s+/g, ' '), 160)}”`) };
}

function takeBack({ id }: Item, askedIn: AskedIn): Choice {
  return choice('Take it back', { kind: 'report-withdraw', askedIn, item: id });
}

function back({ id }: Item, askedIn: AskedIn): Choice {
  return choice(
    'Back to the explanation',
    askedIn.kind === 'quiz' ? { kind: 'explain', session: askedIn.id, item: id } : { kind: 'own-vote', drill: askedIn.id },
    'main',
  );
}

export function reportedReply(item: Item, askedIn: AskedIn, reason: ReportReason): Reply {
  return titled(
    'Thank you',
    text(`Reported: **${sayReason[reason]}.** You helped to make this question better for everybody. Your own answer counts as before.`),
    choices(back(item, askedIn), takeBack(item, askedIn)),
  );
}

export function withdrawnReply(item: Item, askedIn: AskedIn, reported: ReportReason | undefined): Reply {
  return titled(
    reported ? 'Taken back' : 'You haven’t reported it',
    text(reported ? 'Your report of this question is deleted.' : 'You have not reported this question, or took it back before.'),
    choices(back(item, askedIn), choice('Report this question', { kind: 'report', askedIn, item: item.id })),
  );
}

export function itemGone(): Reply {
  return shortReply(
    'That question is gone',
    'It is not in the guide any more, so there is nothing to report.',
    quizOn(null, 'Quiz me', 'main'),
  );
}
