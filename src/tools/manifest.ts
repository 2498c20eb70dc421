import { writeFile } from 'node:fs/promises';
import { manifestText } from '../adapters/slack/manifest.ts';

/** `npm run manifest`: writes the app that Slack's settings page is given, from the table of commands. */
await writeFile(new URL('../../manifest.json', import.meta.url), manifestText());
