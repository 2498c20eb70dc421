import { type Action, tabs } from '../../core/action.ts';
import { type Block, type Choice, choicesOf, type Reply } from '../../core/reply.ts';

/** A button on the screen, and what is typed to press it. */
export interface Button {
  readonly key: string;
  readonly choice: Choice;
}

/** What each key does, wherever it is on the screen. None of them is a letter of an answer. */
export const keys = { wayOn: 'n', back: 'p', stop: 's', lessons: 'l', quiz: 'm', again: 'r' } as const;

/** The buttons of a reply in the order in which they stand; answers are not among them: those have their letters. */
export function buttonsOf({ blocks }: Reply): Button[] {
  const taken = new Set<string>();
  let number = blocks.some(hasTabs) ? tabs.length : 0;
  const nextNumber = () => String(++number);
  const buttons: Button[] = [];
  for (const block of blocks) {
    for (const choice of pressable(block)) {
      const key = keysFor(choice, block.kind).find((wanted) => !taken.has(wanted)) ?? nextNumber();
      taken.add(key);
      buttons.push({ key, choice });
    }
  }
  return buttons;
}

/** The numbers of the tabs are theirs, also of those that are not on this screen. */
function hasTabs(block: Block): boolean {
  return block.kind === 'menu' && block.choices.some(({ action }) => action.kind === 'lesson');
}

function pressable(block: Block): readonly Choice[] {
  return block.kind === 'options' ? [] : choicesOf(block);
}

/** The best first. What has none is numbered by its place. */
function keysFor(choice: Choice, kind: Block['kind']): readonly string[] {
  return [...(choice.emphasis === 'main' ? [keys.wayOn] : []), ...ownKeys(choice, kind)];
}

/** A button has the same key on every screen, so that nobody presses today's by yesterday's number. What cannot be undone wants a whole word. */
export function ownKeys({ label, action, emphasis }: Choice, kind: Block['kind']): readonly string[] {
  if (emphasis === 'danger') return [firstWord(label)];
  if (kind === 'menu') return tabKey(action);
  if (label === 'Back') return [keys.back];
  return [keyOf(action)].filter((key) => key !== undefined);
}

function keyOf(action: Action): string | undefined {
  switch (action.kind) {
    case 'guide':
      return keys.lessons;
    case 'stop':
      return keys.stop;
    case 'quiz':
      return keys.quiz;
    case 'lesson':
      return action.tab === 'summary' && action.page === 1 ? action.lesson : undefined;
    case 'correct-route':
      return action.lesson ?? undefined;
    default:
      return undefined;
  }
}

function tabKey(action: Action): readonly string[] {
  return action.kind === 'lesson' ? [String(tabs.indexOf(action.tab) + 1)] : [];
}

function firstWord(label: string): string {
  return /[\p{L}\p{N}]+/u.exec(label.toLowerCase())?.[0] ?? label;
}

/** What a typed line presses: a key, or the words on the button. The way on has its own key, too, so that `m` quizzes wherever there is a quiz. */
export function pressedBy(line: string, buttons: readonly Button[]): Choice | undefined {
  const typed = bare(line);
  const byKey = buttons.find(({ key }) => key === typed);
  const byOwnKey = buttons.find(({ choice }) => ownKeys(choice, 'choices').includes(typed));
  const byLabel = buttons.find(({ choice }) => bare(choice.label) === typed);
  return (byKey ?? byOwnKey ?? byLabel)?.choice;
}

function bare(line: string): string {
  return line
    .toLowerCase()
    .replace(/^\[(.+)\]$/, '$1')
    .replace(/[.!?…]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
