/** What goes wrong with the next calls of a route. */
export type Fault = {
  /** `rate-limit` answers 429, `error` a 5xx, `hang` never answers, `cut` closes the connection. */
  how: 'rate-limit' | 'error' | 'hang' | 'cut';
  /** For how many calls; once unless told. */
  times?: number;
  /** Whether Discord does what was asked before it fails to say so. A 429 never does. */
  carriedOut?: boolean;
  /** Of a 429, in seconds; of an error, the status. */
  retryAfter?: number;
  status?: number;
  /** Of a 429: nothing may be asked any more, and not only of this route. */
  isGlobal?: boolean;
  /** Of an error: Discord's own number for it. */
  code?: number;
};

export type Faults = {
  add: (route: string, fault: Fault) => void;
  /** The fault of this call, if one is due; it counts as used. */
  take: (route: string) => Fault | undefined;
  clear: () => void;
};

/** Keeps the faults that a test has ordered, by route (`POST /channels/:channel/messages`) or `*` for all. */
export function makeFaults(isRoute: (route: string) => boolean): Faults {
  let due: { route: string; left: number; fault: Fault }[] = [];
  return {
    add(route, fault) {
      if (route !== '*' && !isRoute(route)) throw new Error(`The stand-in has no route ${route}`);
      due.push({ route, left: fault.times ?? 1, fault });
    },
    take(route) {
      const found = due.find((one) => one.route === route || one.route === '*');
      if (!found) return undefined;
      found.left -= 1;
      due = due.filter((one) => one.left > 0);
      return found.fault;
    },
    clear() {
      due = [];
    },
  };
}
