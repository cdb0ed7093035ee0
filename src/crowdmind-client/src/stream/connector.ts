import { currentToken, hubUrl, type ServerAddress } from '../address.js';
import { ServerError } from '../server-error.js';
import { demandAccess, EventStreamLeg } from './event-stream-leg.js';
import { HubLeg, WebSocketUnavailable } from './hub-leg.js';
import type { Leg, LegRequest, Transport } from './leg.js';
import { StreamError } from './stream-error.js';

/** After an event stream came about where a WebSocket did not, this long no WebSocket is tried. */
const HubRestMilliseconds = 60_000;

/** Opens legs: with a token of its own each, over the hub if that works, else as an event stream. */
export class Connector {
  readonly #address: ServerAddress;
  readonly #only: Transport | undefined;
  readonly #patience: number;
  #hubRestsUntil = 0;
  #wasRefused = false;

  // What plain HTTP refused it is asked first: a WebSocket would only spend one of the attempts that the server still allows
  // from here, if those were too many, and not say why it failed.
  #asksFirst = false;

  constructor(address: ServerAddress, only: Transport | undefined, patience: number) {
    this.#address = address;
    this.#only = only;
    this.#patience = patience;
  }

  /** Opens a leg; a 401 that another token may mend is thrown as it came, one that none mends as the stream's end. */
  async open(request: Omit<LegRequest, 'token' | 'freshToken'>, signal: AbortSignal): Promise<Leg> {
    const token = await currentToken(this.#address);
    const freshToken = this.#asksForTokens ? () => currentToken(this.#address) : undefined;
    try {
      const leg = await this.#openAny({ ...request, token, freshToken }, signal);
      this.#wasRefused = this.#asksFirst = false;
      return leg;
    } catch (failure) {
      this.#asksFirst = failure instanceof ServerError;
      if (failure instanceof ServerError && failure.status === 401) this.tokenRefused(failure.message);
      throw failure;
    }
  }

  /** The token was refused, or ended under a connection: another is asked for once, if there is anybody to ask. */
  tokenRefused(message: string): void {
    if (!this.#asksForTokens || this.#wasRefused) throw new StreamError('unauthorized', message);
    this.#wasRefused = true;
  }

  get #asksForTokens(): boolean {
    return typeof this.#address.accessToken === 'function';
  }

  async #openAny(request: LegRequest, signal: AbortSignal): Promise<Leg> {
    const hubFirst = this.#only === 'hub' || (this.#only === undefined && Date.now() >= this.#hubRestsUntil);
    if (!hubFirst) return EventStreamLeg.open(this.#address, request, this.#patience, signal);
    if (this.#asksFirst) await demandAccess(this.#address, request, this.#patience, signal);
    try {
      return await HubLeg.open(hubUrl(this.#address), request, this.#patience, signal);
    } catch (failure) {
      if (!isToldBetterByHttp(failure)) throw failure;
      if (this.#only === 'hub') {
        await demandAccess(this.#address, request, this.#patience, signal);
        throw failure;
      }
    }
    const leg = await EventStreamLeg.open(this.#address, request, this.#patience, signal);
    this.#hubRestsUntil = Date.now() + HubRestMilliseconds;
    return leg;
  }
}

/**
 * A browser does not say why a WebSocket did not come about, such as for a refused token, and the hub says a refusal in words
 * alone, without the log's head. Plain HTTP says both; and where it refuses nothing, it is as good.
 */
const isToldBetterByHttp = (failure: unknown): boolean =>
  failure instanceof WebSocketUnavailable || (failure instanceof ServerError && failure.status === 409);
