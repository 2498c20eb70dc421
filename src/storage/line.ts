/** A line in front of few places. However long it is, nobody is turned away while it moves. */
export interface Line {
  /** Resolves when a place is one's own. Rejects when nobody was served well for as long as the line is patient. */
  enter(): Promise<void>;
  /** Gives the place to whoever is next, and says whether its time was well used. */
  leave(isWell: boolean): void;
}

/** `patience` is in milliseconds. */
export function makeLine(places: number, patience: number): Line {
  const waiting = new Set<() => void>();
  let free = places;
  let moved = performance.now();

  function wait(): Promise<void> {
    const came = performance.now();
    return new Promise((resolve, reject) => {
      const go = () => leaveLine(resolve);
      const look = () => {
        const left = Math.max(came, moved) + patience - performance.now();
        if (left > 0) timer = setTimeout(look, left);
        else leaveLine(() => reject(new Error(`Nobody in front got ahead for ${patience / 1000} s.`)));
      };
      const leaveLine = (then: () => void) => {
        clearTimeout(timer);
        waiting.delete(go);
        then();
      };
      let timer = setTimeout(look, patience);
      waiting.add(go);
    });
  }

  return {
    enter: async () => {
      if (free === 0) return wait();
      free -= 1;
    },
    leave: (isWell) => {
      if (isWell) moved = performance.now();
      const [next] = waiting;
      if (next) next();
      else free += 1;
    },
  };
}
