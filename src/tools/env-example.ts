import type { Variable } from '../adapters/platform.ts';
import { platforms } from '../adapters/platforms.ts';
import { commonVariables } from '../environment.ts';

const lead = `# Copy to .env and fill in what you need. With no platform's token, the bot runs in this terminal.
# npm run env-example writes this file from what the platforms declare.
`;

/** The text of `.env.example`: every variable that the program reads, with what it is for. */
export function envExample(): string {
  const groups = [...platforms.map(({ variables }) => variables), commonVariables];
  return [lead, ...groups.map((variables) => variables.map(sayVariable).join(''))].join('\n');
}

function sayVariable({ name, about }: Variable): string {
  const comment = about === '' ? '' : about.replace(/^/gm, '# ').concat('\n');
  return `${comment}${name}=\n`;
}
