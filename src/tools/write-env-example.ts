import { writeFile } from 'node:fs/promises';
import { envExample } from './env-example.ts';

/** `npm run env-example`: writes `.env.example` from what the platforms and the configuration declare. */
await writeFile(new URL('../../.env.example', import.meta.url), envExample());
