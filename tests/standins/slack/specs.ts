import { readFileSync } from 'node:fs';

const folder = new URL('../../specs/slack/', import.meta.url);

/** One of the copied Slack specification files, as data. */
export function readSpec<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as T;
}
