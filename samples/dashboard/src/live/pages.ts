import { experiments } from '../api/calls.js';
import type { LogRow } from './messages.js';
import { payloadText } from './payload-text.js';

const PageRows = 100;
const MostPages = 60;

/** Parts of a log that are older than what is in memory: asked for by REST when they are looked at. */
export class Pages {
  readonly #experiment: string;
  readonly #signal: AbortSignal;
  readonly #arrived: () => void;
  readonly #pages = new Map<number, ReadonlyMap<number, LogRow> | 'asked'>();

  constructor(experiment: string, signal: AbortSignal, arrived: () => void) {
    [this.#experiment, this.#signal, this.#arrived] = [experiment, signal, arrived];
  }

  /** The row at a seq; undefined when it has not been asked for, or not come yet. */
  at(seq: number): LogRow | undefined {
    const page = this.#pages.get(pageOf(seq));
    if (page === undefined || page === 'asked') return undefined;
    // The list has reactions only, so what it leaves out is a change of status.
    return page.get(seq) ?? { seq, at: '', agent: null, text: 'the experiment was started or stopped' };
  }

  /** Asks for what a stretch lacks. */
  want(newest: number, oldest: number): void {
    for (let page = pageOf(oldest); page <= pageOf(newest); page += 1) {
      if (!this.#pages.has(page)) void this.#ask(page);
    }
  }

  async #ask(page: number): Promise<void> {
    this.#pages.set(page, 'asked');
    try {
      const { reactions } = await experiments.after(this.#experiment, page * PageRows, PageRows, this.#signal);
      const last = (page + 1) * PageRows;
      this.#pages.set(page, new Map(reactions.filter(({ seq }) => seq <= last).map((one) => [one.seq, {
        seq: one.seq, at: one.created_at, agent: one.agent_id, text: payloadText(one.payload),
      }])));
      for (const old of this.#pages.keys()) {
        if (this.#pages.size <= MostPages) break;
        this.#pages.delete(old);
      }
      this.#arrived();
    } catch {
      // Asked for again when it is looked at again.
      this.#pages.delete(page);
    }
  }
}

const pageOf = (seq: number): number => Math.floor((seq - 1) / PageRows);
