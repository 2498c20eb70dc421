import type { Variable } from '../adapters/platform.ts';
import { platforms } from '../adapters/platforms.ts';
import { commonVariables } from '../environment.ts';

const lead = `# Copy to .env and fill in what you need. With no platform's token, the bot runs in this terminal.
# docs/hosting.md tells more. npm run env-example writes this file from what the platforms declare.
`;

/** Every variable that the program reads. */
const groups: readonly (readonly Variable[])[] = [...platforms.map(({ variables }) => variables), commonVariables];

/** The text of `.env.example`: each variable with what it is for. */
export function envExample(): string {
  return [lead, ...groups.map((variables) => variables.map(sayVariable).join(''))].join('\n');
}

function sayVariable({ name, about }: Variable): string {
  const comment = about === '' ? '' : about.replace(/^/gm, '# ').concat('\n');
  return `${comment}${name}=\n`;
}

/** The page with its table of variables between the two marks as it is by now. */
export function withVariables(page: string): string {
  const rows = groups.flat().map(({ name, about }) => `| \`${name}\` | ${about.replaceAll('\n', ' ').replaceAll('|', '\\|')} |`);
  const table = ['| variable | what it is for |', '| --- | --- |', ...rows].join('\n');
  return page.replace(
    /(<!-- variables -->\n)[^]*?(<!-- \/variables -->)/,
    (_all, begin: string, end: string) => `${begin}${table}\n${end}`,
  );
}
