import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pack } from './core/pack.ts';
import type { Log } from './log.ts';
import { type PackBeside, packsBeside } from './reader/beside.ts';
import { sayProblem } from './reader/problem.ts';
import type { PackIdentity, Store } from './storage/store.ts';

/** A pack whose id another one has. `message` is for the operator. */
export class TakenId extends Error {
  override readonly name = 'TakenId';
}

interface Taught {
  readonly folder: string;
  readonly pack: Pack;
  readonly store: Pick<Store, 'identity' | 'setIdentity'>;
  /** Where the answers are, for people. */
  readonly where: string;
  readonly log: Log;
}

/**
 * Makes sure that the answers in the store are those to this pack, which is known there by its id alone: a pack that was made from a copy of another
 * one may still have that one's. The store remembers title and chapters. Another title is a new name where a chapter is left; it is another pack where
 * none is, or where the folder with the remembered title stands beside. Throws {@link TakenId}.
 */
export async function knowPack(taught: Taught): Promise<void> {
  const { folder, pack, store, log } = taught;
  const now: PackIdentity = { title: pack.title, chapters: pack.chapters.map(({ id }) => id) };
  const [before, beside] = [await store.identity(), await packsBeside(folder, pack.id)];
  if (before === undefined) {
    const other = beside.find(({ title }) => title !== now.title);
    if (other) throw new TakenId(await sayUnknown(taught, other));
  } else if (before.title !== now.title) {
    const other = beside.find(({ title }) => title === before.title);
    if (other || !now.chapters.some((id) => before.chapters.includes(id))) throw new TakenId(await sayTaken(taught, before, other));
    log.warn({ folder, title: now.title, before: before.title }, 'The pack has a new title; the answers to it go on as before.');
  }
  if (JSON.stringify(before) !== JSON.stringify(now)) await store.setIdentity(now);
}

/** Nobody knows yet which of the two the answers belong to. */
function sayUnknown(taught: Taught, other: PackBeside): Promise<string> {
  const remedy = `Choose another one for one of them, or move ${other.folder} away if it is a copy: answers and buttons are kept by it.`;
  return say(taught, `which ${other.folder} has for "${other.title}"`, remedy);
}

function sayTaken(taught: Taught, before: PackIdentity, other: PackBeside | undefined): Promise<string> {
  const same = other
    ? `If ${other.folder} is an earlier copy of this pack, move it away.`
    : 'If it is the same exam with a new title and new chapters, start the bot once with the earlier title.';
  return say(
    taught,
    `under which ${taught.where} has the answers to "${before.title}"`,
    `Choose another one before anybody answers. ${same}`,
  );
}

async function say({ folder, pack }: Taught, whose: string, remedy: string): Promise<string> {
  const file = join(folder, 'pack.yaml');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const line =
    Math.max(
      0,
      lines.findIndex((text) => text.startsWith('id:')),
    ) + 1;
  const expected = `an id of its own for "${pack.title}"`;
  return sayProblem({ file, line, column: 1, found: `the id "${pack.id}", ${whose}`, expected, remedy });
}
