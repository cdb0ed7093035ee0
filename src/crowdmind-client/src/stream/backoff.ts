/** Bounds of the pauses between attempts to connect, in milliseconds. */
export interface RetryBounds {
  /** The first pause at most; 250 when left out. */
  readonly firstMilliseconds?: number | undefined;
  /** What the pauses grow to; 30,000 when left out. */
  readonly mostMilliseconds?: number | undefined;
}

/** Pauses that double up to a bound, each shortened by a random share of a half, so that a crowd does not return in step. */
export class Backoff {
  readonly #first: number;
  readonly #most: number;
  readonly #random: () => number;
  #attempt = 0;

  constructor(bounds: RetryBounds = {}, random: () => number = Math.random) {
    this.#first = bounds.firstMilliseconds ?? 250;
    this.#most = bounds.mostMilliseconds ?? 30_000;
    this.#random = random;
  }

  /** How many pauses there were since the last success. */
  get attempt(): number {
    return this.#attempt;
  }

  /** The next pause, and at least what the server asked for. */
  next(leastMilliseconds = 0): number {
    const whole = Math.min(this.#most, this.#first * 2 ** this.#attempt);
    this.#attempt += 1;
    return Math.max(leastMilliseconds, whole * (1 - this.#random() / 2));
  }

  /** Begins anew: a connection did what it should. */
  reset(): void {
    this.#attempt = 0;
  }
}
