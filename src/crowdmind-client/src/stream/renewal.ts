/** What a server says of a credential that it took. */
export interface Accepted {
  /** When it ends; null for never. */
  readonly expires_at: string | null;
}

/** How a connection is kept beyond its token. */
export interface RenewalPort {
  /** The token of now. */
  token(): Promise<string | undefined>;
  /** Has the server take a token for this connection. */
  take(token: string): Promise<Accepted>;
}

/** A token is renewed when this share of what is left of its life has passed. */
const RenewedAfterShare = 0.75;

const LeastMilliseconds = 500;

// What a timer can wait for.
const MostMilliseconds = 2 ** 31 - 1;

/**
 * Gives a connection another token before the one that it has ends, as often as it takes. While there is none yet, it asks
 * again, sooner and sooner; if none comes in time, the server ends the connection, which is another's to mend.
 */
export class Renewal {
  readonly #port: RenewalPort;
  #token: string;
  #endsAt = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  /** Begins with the token that the connection was made with: the server is asked when that ends. */
  constructor(token: string, port: RenewalPort) {
    this.#token = token;
    this.#port = port;
    void this.#take(token);
  }

  /** Renews no more. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  async #renew(): Promise<void> {
    const token = await this.#port.token().catch(() => undefined);
    if (this.#isOver) return;
    if (token === undefined || token === this.#token) this.#wait();
    else await this.#take(token);
  }

  async #take(token: string): Promise<void> {
    try {
      const { expires_at: end } = await this.#port.take(token);
      this.#token = token;
      this.#endsAt = end === null ? Number.POSITIVE_INFINITY : Date.parse(end);
    } catch {
      // The earlier one stands.
    }
    this.#wait();
  }

  #wait(): void {
    const left = this.#endsAt - Date.now();
    if (this.#isOver || left === Number.POSITIVE_INFINITY || !(left > 0)) return;
    const milliseconds = Math.min(MostMilliseconds, Math.max(LeastMilliseconds, left * RenewedAfterShare));
    this.#timer = setTimeout(() => void this.#renew(), milliseconds);
  }
}
