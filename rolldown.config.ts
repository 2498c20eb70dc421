import type { BuildOptions } from 'rolldown';
import { codePrint } from './src/support/kept-file.ts';

/** What the code in these folders makes is kept for the next start, and made anew by other code: see `codeIn`. */
const keeping = ['reader', 'router', 'core/find'];
const codePrints = await Promise.all(
  keeping.map(async (folder) => [folder, await codePrint(new URL(`src/${folder}`, import.meta.url))] as const),
);

/** `npm run build`: whatever is started by Node itself, with its libraries, in a few files. Types are checked by `npm run types`. */
export default {
  input: {
    main: 'src/main.ts',
    // Started by their names in a thread of their own.
    anew: 'src/anew.ts',
    'anew-thread': 'src/anew-thread.js',
    worker: 'src/drawing/worker.js',
    'tools/backup': 'src/tools/backup.ts',
    'tools/content': 'src/tools/content.ts',
    'tools/items': 'src/tools/items.ts',
    'tools/routing-feedback': 'src/tools/routing-feedback.ts',
  },
  platform: 'node',
  // What is binary, what runs only from source, and what libraries ask for and do without.
  external: ['@resvg/resvg-js', 'tsx/esm/api', 'zlib-sync', 'bufferutil', 'utf-8-validate'],
  transform: { define: { codePrints: JSON.stringify(Object.fromEntries(codePrints)) } },
  // In discord.js, for shards that nobody has.
  checks: { eval: false },
  output: {
    dir: 'dist',
    chunkFileNames: '[name].js',
    keepNames: true,
    minifyInternalExports: false,
    comments: { legal: true, annotation: false, jsdoc: false },
    // Ends the start on a Node that is too old, so it comes before all else.
    codeSplitting: { groups: [{ name: 'node-version', test: /[\\/]node-version\.ts$/ }] },
  },
} satisfies BuildOptions;
