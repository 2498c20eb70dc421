/** Older than this, Node lacks what the program and its packages need. As in `engines` of package.json. */
const oldest = [20, 19] as const;

/** Why the program does not run on this version of Node; undefined when it does. */
export function whyNotOn(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isFit = major > 21 || (major === oldest[0] && minor >= oldest[1]);
  if (isFit) return undefined;
  return `mlpro needs Node.js ${oldest.join('.')}, or 22 and newer; this is ${version}.\n    Install the LTS version from https://nodejs.org, or choose another with nvm use, and start again.`;
}

// Here and not in main.ts: whoever imports this first, ends before a module that an old Node cannot run.
const reason = whyNotOn(process.versions.node);
if (reason !== undefined) {
  console.error(reason);
  process.exit(1);
}
