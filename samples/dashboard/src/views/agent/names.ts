import { agents } from '../../api/calls.js';
import type { Agent } from '../../api/types.js';
import type { Lifetime } from '../../dom/lifetime.js';
import { short } from '../../dom/format.js';

const MostAsked = 200;

/** What agents are called: the newest in one request, others one by one when they turn up. */
export class AgentNames {
  readonly #signal: AbortSignal;
  readonly #names = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #first: Promise<void>;

  constructor(life: Lifetime) {
    this.#signal = life.signal;
    this.#first = agents.list(life.signal).then(({ items }) => this.learn(items), () => undefined);
  }

  learn(items: readonly Agent[]): void {
    for (const { id, name } of items) this.#names.set(id, name);
  }

  /** The name, or as long as it is not known the end of the id. */
  of(id: string): string {
    const name = this.#names.get(id);
    if (name === undefined && !this.#asked.has(id) && this.#asked.size < MostAsked) {
      this.#asked.add(id);
      void this.#ask(id);
    }
    return name ?? short(id);
  }

  async #ask(id: string): Promise<void> {
    await this.#first;
    if (this.#names.has(id) || this.#signal.aborted) return;
    await agents.get(id, this.#signal).then((agent) => this.learn([agent]), () => undefined);
  }
}
