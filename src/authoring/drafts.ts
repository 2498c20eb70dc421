import { isDraft, type PackDocuments } from '../reader/documents.ts';
import { partsMissing } from './amounts.ts';

/** How far each draft is from being shown, or the one with this number: a sentence each. */
export function sayDrafts(documents: PackDocuments | undefined, only?: string): string[] {
  const { atLeast } = documents?.pack.value ?? {};
  const drafts = documents?.chapters.flatMap(({ lessons }) => lessons.filter(isDraft)) ?? [];
  return drafts
    .filter(({ lesson }) => only === undefined || lesson.value.id === only)
    .map((draft) => {
      const missing = atLeast ? partsMissing(draft, atLeast).map(({ part, has, wanted }) => `${wanted - has} ${part}`) : [];
      const next =
        missing.length > 0 ? `Still wanted: ${missing.join(', ')}.` : 'When it is ready, take "draft: true" out of its lesson.yaml.';
      return `Lesson ${draft.lesson.value.id} is a draft: learners do not see it. ${next}`;
    });
}
