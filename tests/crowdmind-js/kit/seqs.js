/** Seqs as they came. */
export const seqs = (events) => events.map((event) => event.seq);

/** from, from+1, …, to */
export const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
