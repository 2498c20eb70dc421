/** Things by their names; a name that two of them have names neither. */
export function unshared<Thing>(things: readonly Thing[], namesOf: (thing: Thing) => readonly string[]): Map<string, Thing> {
  const found = new Map<string, Thing>();
  const shared = new Set<string>();
  for (const thing of things) {
    for (const name of namesOf(thing).filter(Boolean)) {
      if (found.has(name) && found.get(name) !== thing) shared.add(name);
      found.set(name, thing);
    }
  }
  for (const name of shared) found.delete(name);
  return found;
}
