import { commandNamed, commands } from '../../core/commands.ts';
import type { Pack } from '../../core/pack.ts';
import { lessonsOf } from '../../core/pack-index.ts';
import type { Button } from './keys.ts';

/** What Tab offers for a line that is not finished: commands, the lessons of those that take one, the words on the buttons. */
export function completions(line: string, pack: Pack, buttons: readonly Button[]): string[] {
  const typed = line.trimStart().toLowerCase();
  const lines = [...commandLines(pack), ...buttons.map(({ choice }) => choice.label.toLowerCase()), 'quit'];
  const fitting = [...new Set(lines)].filter((whole) => whole.startsWith(typed));
  // What follows a command is offered when the command stands.
  const isDeeper = (whole: string) => whole.slice(typed.length).trimEnd().includes(' ');
  const near = fitting.filter((whole) => !isDeeper(whole));
  const offered = near.length > 0 ? near : fitting;
  return offered.length === 1 ? offered.map(readyForMore) : offered;
}

/** A command that takes something waits for it, one space on. */
function readyForMore(line: string): string {
  return commandNamed(line)?.options.length ? `${line} ` : line;
}

function commandLines(pack: Pack): string[] {
  return commands.flatMap(({ name, options }) => {
    const takesLesson = options.some(({ completes }) => completes === 'lesson');
    const others = takesLesson ? lessonsOf(pack).map(({ id }) => id) : name === 'help' ? commands.map((command) => command.name) : [];
    return [name, ...others.map((other) => `${name} ${other}`)];
  });
}
