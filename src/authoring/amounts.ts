import type { Pack } from '../core/pack.ts';
import { type ChapterDocuments, isDraft, type LessonDocuments, type PackDocuments } from '../reader/documents.ts';
import { byPlace, type Problem } from '../reader/problem.ts';
import type { LocatedDocument } from '../reader/yaml.ts';
import { type Giveaways, longestBar, type Report, reportOf, type Section, wanted } from './report.ts';
import { farthest } from './test-wise.ts';

type AtLeast = NonNullable<PackDocuments['pack']['value']['atLeast']>;
type Part = keyof AtLeast;

/**
 * What a pack asks of itself with `atLeast` in its pack.yaml: enough of everything in each lesson that learners see, enough questions for each
 * objective and trap, and nothing that gives the answers away. A pack without it may be as small as its authors like.
 */
export function checkAmounts({ pack, chapters }: PackDocuments, made: Pack): Problem[] {
  const { atLeast } = pack.value;
  if (atLeast === undefined) return [];
  const report = reportOf(made);
  const shown = chapters.flatMap(({ lessons }) => lessons.filter((documents) => !isDraft(documents)));
  const problems = [
    ...shown.flatMap((documents) => [...partsMissing(documents, atLeast).map(missingPart), ...checkPlaceholders(documents)]),
    ...shown.flatMap((documents, at) => checkBars(documents, report.lessons[at])),
    ...checkTraps(shown, report),
    ...chapters.flatMap((chapter) => checkCoverage(chapter, report)),
    ...givenAway(report.all).map(({ found, expected, remedy }) => pack.problem([], found, expected, remedy)),
  ];
  return problems.sort(byPlace);
}

interface Missing {
  readonly document: LocatedDocument<unknown>;
  readonly part: Part;
  readonly has: number;
  readonly wanted: number;
}

/** What a lesson has too little of. */
export function partsMissing({ lesson, cues, questions }: LessonDocuments, atLeast: AtLeast): Missing[] {
  const own = { ...lesson.value, ...cues.value, ...questions.value };
  const documents: Partial<Record<Part, LocatedDocument<unknown>>> = { cues, questions };
  return (Object.keys(atLeast) as Part[])
    .map((part) => ({ document: documents[part] ?? lesson, part, has: own[part].length, wanted: atLeast[part] }))
    .filter(({ has, wanted }) => has < wanted);
}

function missingPart({ document, part, has, wanted }: Missing): Problem {
  const remedy = 'Write more, or put "draft: true" into lesson.yaml until there are.';
  return document.problem([part], `${has} in ${part}`, `at least ${wanted}, as atLeast in pack.yaml has it`, remedy);
}

/** What a new lesson has in place of its texts. */
export const placeholder = 'To do:';

function checkPlaceholders({ lesson }: LessonDocuments): Problem[] {
  return (['title', 'focus', 'summary'] as const)
    .filter((key) => lesson.value[key].startsWith(placeholder))
    .map((key) =>
      lesson.problem(
        [key],
        `"${placeholder} …"`,
        'the text itself',
        'Write it, or put "draft: true" into lesson.yaml until it is written.',
      ),
    );
}

function checkTraps(shown: readonly LessonDocuments[], report: Report): Problem[] {
  return report.all.unusedTraps.flatMap(({ lesson: number, trap, questions }) =>
    shown
      .filter(({ lesson }) => lesson.value.id === number)
      .map(({ lesson }) => {
        const at = lesson.value.traps.findIndex(({ id }) => id === trap);
        const remedy = 'Let a wrong option of another question embody it ("trap" beside its text).';
        return lesson.problem(
          ['traps', at, 'id'],
          `a trap that ${questions === 0 ? 'no question uses' : 'one question uses'}`,
          'two at least',
          remedy,
        );
      }),
  );
}

function checkCoverage({ number, chapter }: ChapterDocuments, { objectives }: Report): Problem[] {
  const poor = objectives.filter((covered) => covered.chapter === number && covered.questions > 0 && !covered.enough);
  return poor.map(({ objective, questions }) => {
    const at = chapter.value.objectives.findIndex(({ id }) => id === objective);
    const found = `objective ${objective} with ${questions} ${questions === 1 ? 'question' : 'questions'}`;
    return chapter.problem(['objectives', at, 'id'], found, `at least ${wanted.perObjective}`, 'Write more in its lessons.');
  });
}

function checkBars({ cues, questions }: LessonDocuments, section: Section | undefined): Problem[] {
  if (section === undefined) return [];
  return givenAway(section).map(({ form, found, expected, remedy }) =>
    form === 'cues' ? cues.problem(['cues'], found, expected, remedy) : questions.problem(['questions'], found, expected, remedy),
  );
}

type GivenAway = Pick<Problem, 'found' | 'expected' | 'remedy'> & { readonly form: 'questions' | 'cues' };

/** What the form of the items gives away to somebody who knows nothing of the subject. */
function givenAway({ questions, cues }: Section): GivenAway[] {
  const remedy = 'Change the wording of some, best of a wrong option: npm run content -- --report --items names them.';
  const guessed = (form: 'questions' | 'cues', { guessers }: Giveaways) =>
    guessers
      .filter(({ within }) => !within)
      .map(({ name, score, chance }) => ({
        form,
        found: `${form} of which a guesser by "${name}" gets ${score} % right`,
        expected: `${chance} %, which is chance, give or take ${farthest} points`,
        remedy,
      }));
  const { percent, within } = questions.longest;
  const longest = {
    form: 'questions' as const,
    found: `questions of which ${percent} % have the longest option right`,
    expected: `${longestBar.least} to ${longestBar.most} %`,
    remedy,
  };
  return [...guessed('questions', questions), ...guessed('cues', cues), ...(within ? [] : [longest])];
}
