import { choice, choices, menu, nameOf, openLesson, shortNameOf, shortReply, text, titled } from '../blocks.ts';
import type { Lesson, Pack } from '../pack.ts';
import { lessonsOf } from '../pack-index.ts';
import type { Reply } from '../reply.ts';

export function whichLesson(pack: Pack, shown: readonly string[], routed: string): Reply {
  const others = lessonsOf(pack).filter(({ id }) => id !== shown[0]);
  return titled(
    'Which one did you need?',
    text(
      'Choosing one keeps your question, without your name, for the authors, so that the bot learns the way. **Keep nothing** forgets it at once.',
    ),
    menu(
      'The lesson I needed',
      ...others.map((lesson) => choice(shortNameOf(lesson), { kind: 'correct-route', routed, lesson: lesson.id })),
    ),
    choices(
      choice('None of them', { kind: 'correct-route', routed, lesson: null }),
      choice('Keep nothing', { kind: 'keep-nothing', routed }),
      choice('Back to the answer', { kind: 'route', routed }),
    ),
  );
}

export function correctionKept(lesson: Lesson | undefined): Reply {
  return shortReply(
    'Thank you, noted',
    lesson ? `The authors will see that it belongs to ${nameOf(lesson)}.` : 'The authors will see that no lesson answers it.',
    ...(lesson ? [openLesson(lesson, undefined, 'main')] : [choice('All lessons', { kind: 'guide' })]),
  );
}

export function nothingKept(): Reply {
  return shortReply('Nothing is kept', 'Your question is forgotten.', choice('All lessons', { kind: 'guide' }));
}

/** Whoever pressed: nobody knows any more whose question it was. */
export function nothingLeft(): Reply {
  return shortReply(
    'Nothing more is kept with your name',
    'The question is forgotten already. If it was given to the authors before, they have it without a name.',
    choice('All lessons', { kind: 'guide' }),
  );
}

export function routedGone(): Reply {
  return shortReply(
    'That was a while ago',
    'Your question is not kept that long. Ask it again, and I will listen.',
    choice('All lessons', { kind: 'guide' }),
  );
}
