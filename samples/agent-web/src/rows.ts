import type { Row } from "./api";

/** How many reactions may be under way, so that a slow connection slows the agent down. */
const mostUnderWay = 32;

/** How often a label was the right one. */
export class Tally {
  private right = 0;
  private all = 0;

  /** Counts one; how it stands now. */
  count(label: string | null, truth: string): string {
    this.all++;
    if (label === truth) this.right++;
    return `${this}`;
  }

  toString(): string {
    return `${this.right} of ${this.all} right.`;
  }
}

/** Does something with each row, so many a second, until there are no more or a stop; the first failure ends it. */
export async function eachRow(
  rows: AsyncIterable<Row>, rate: number, stop: AbortSignal, act: (row: Row) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const start = performance.now();
  let failure: unknown;
  let count = 0;
  for await (const row of rows) {
    const one = act(row).catch(error => { failure ??= error; }).finally(() => underWay.delete(one));
    underWay.add(one);
    if (underWay.size >= mostUnderWay) await Promise.race(underWay);
    await pause(start + (++count * 1000) / rate - performance.now(), stop);
    if (stop.aborted || failure !== undefined) break;
  }

  await Promise.all(underWay);
  if (failure !== undefined) throw failure;
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || stop.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    stop.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
