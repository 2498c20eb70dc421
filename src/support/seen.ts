/** Remembers the last so many ids, to tell what is delivered twice. */
export interface Seen {
  has(id: string): boolean;
  add(id: string): void;
  /** What failed may come again. */
  forget(id: string): void;
}

export function makeSeen(most: number): Seen {
  const ids = new Set<string>();
  return {
    has: (id) => ids.has(id),
    add: (id) => {
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > most && oldest !== undefined) ids.delete(oldest);
    },
    forget: (id) => void ids.delete(id),
  };
}
