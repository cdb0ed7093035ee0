/** What one agent has said since the page was opened. */
export interface Voice {
  readonly agent: string;
  readonly count: number;
  readonly last: number;
}

const MostAgents = 20_000;

/** Who says how much. */
export class Crowd {
  readonly #voices = new Map<string, { agent: string; count: number; last: number }>();

  get size(): number {
    return this.#voices.size;
  }

  heard(agent: string, milliseconds: number): void {
    const voice = this.#voices.get(agent);
    if (voice !== undefined) {
      voice.count += 1;
      voice.last = milliseconds;
    } else if (this.#voices.size < MostAgents) {
      this.#voices.set(agent, { agent, count: 1, last: milliseconds });
    }
  }

  /** Those who said most. */
  loudest(most: number): Voice[] {
    return [...this.#voices.values()].sort((a, b) => b.count - a.count || (a.agent < b.agent ? -1 : 1)).slice(0, most).map((voice) => ({ ...voice }));
  }
}
