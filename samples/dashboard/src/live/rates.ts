/** How many reactions each second had, by the server's clock, for the newest seconds. */
export class Rates {
  readonly #counts: Uint32Array;
  #newest = 0;
  #oldest = Infinity;

  constructor(seconds: number) {
    this.#counts = new Uint32Array(seconds);
  }

  /** Counts one; what is older than the seconds kept is passed over. */
  add(milliseconds: number): void {
    const second = Math.floor(milliseconds / 1000);
    if (second < this.#oldest) this.#oldest = second;
    if (second > this.#newest) this.#move(second);
    if (this.#newest - second < this.#counts.length) this.#counts[second % this.#counts.length]! += 1;
  }

  /** The counts of the seconds up to and with one, oldest first; null before the first that was counted. */
  until(second: number): (number | null)[] {
    const length = this.#counts.length;
    return Array.from({ length }, (_, index) => {
      const at = second - length + 1 + index;
      if (at < this.#oldest) return null;
      return at <= this.#newest && this.#newest - at < length ? this.#counts[at % length]! : 0;
    });
  }

  #move(second: number): void {
    const steps = Math.min(second - this.#newest, this.#counts.length);
    for (let step = 0; step < steps; step += 1) this.#counts[(second - step) % this.#counts.length] = 0;
    this.#newest = second;
  }
}
