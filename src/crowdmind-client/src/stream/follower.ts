import type { Backoff } from './backoff.js';
import type { Connector } from './connector.js';
import type { Leg, LegRequest, Transport, WireEvent } from './leg.js';
import { StreamError, finalFailure, retryAfterMilliseconds } from './stream-error.js';
import { pause } from './timing.js';

/**
 * Where a stream is: `connecting` for the first time · `catching up` with what the log holds already, or with what a slow
 * reader left behind · `live` at the log's head · `reconnecting` after a connection was lost · `closed` for good.
 */
export type StreamState = 'connecting' | 'catching up' | 'live' | 'reconnecting' | 'closed';

/** A pause before another attempt to connect. */
export interface Retry {
  /** 1 for the first attempt since the last success. */
  readonly attempt: number;
  /** How long the pause is. */
  readonly milliseconds: number;
  /** What went wrong. */
  readonly cause: unknown;
}

/** Whom a follower tells. */
export interface FollowerSink {
  /** Whether there is room for more events. */
  hasRoom(): boolean;
  /** Events that continue the log. */
  receive(events: readonly WireEvent[]): void;
  stateChanged(state: StreamState): void;
  retrying(retry: Retry): void;
}

/** The experiment was deleted: the one end of a connection that no other connection mends. */
const DeletedCode = 4404;

/** The token ended: another connection mends it if it comes with another token. */
const UnauthorizedCode = 4401;

/** A connection that lasted this long was a good one, even if nothing came over it. */
const GoodMilliseconds = 10_000;

/** Follows one log over as many connections as it takes, and hands on each event once and in order. */
export class Follower {
  readonly #experimentId: string;
  readonly #connector: Connector;
  readonly #backoff: Backoff;
  readonly #sink: FollowerSink;
  #leg: Leg | undefined;
  #isJoined = false;
  #seq: number | undefined;
  #head = 0;
  #state: StreamState = 'connecting';

  // While paused, resolves when there is room again.
  #room: Promise<void> | undefined;
  #letGoOn: (() => void) | undefined;

  constructor(experimentId: string, after: number | undefined, connector: Connector, backoff: Backoff, sink: FollowerSink) {
    this.#experimentId = experimentId;
    this.#seq = after;
    this.#connector = connector;
    this.#backoff = backoff;
    this.#sink = sink;
  }

  /** The last seq that was received, or where it began; none while that is unknown. */
  get seq(): number | undefined {
    return this.#seq;
  }

  /** The log's head, as far as it is known here. */
  get head(): number {
    return Math.max(this.#head, this.#seq ?? 0);
  }

  get state(): StreamState {
    return this.#state;
  }

  /** What the events come over now. */
  get transport(): Transport | undefined {
    return this.#leg?.transport;
  }

  /** Follows until the signal is aborted; fails with what ends the stream. */
  async follow(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#close());
    try {
      while (!signal.aborted) {
        const cause = await this.#followOnce(signal);
        await this.#room;
        if (!signal.aborted) await this.#pauseAfter(cause, signal);
      }
    } finally {
      this.#enter('closed');
    }
  }

  /** There is room again: goes on after a pause. */
  resume(): void {
    if (this.#room === undefined) return;
    this.#goOn();
    this.#leg?.resume(this.#seq ?? 0);
  }

  /** One connection from its beginning to its end, and what ended it. */
  async #followOnce(signal: AbortSignal): Promise<unknown> {
    const began = Date.now();
    try {
      this.#leg = await this.#connector.open(this.#request(), signal);
      if (signal.aborted) this.#close();
      this.#pauseWhenFull();
      const end = await this.#leg.ended;
      if (end.code === DeletedCode) throw new StreamError('deleted', `It ended: ${end.reason}.`);
      if (end.code === UnauthorizedCode) this.#connector.tokenRefused(`It ended: ${end.reason}.`);
      return new Error(end.reason);
    } catch (failure) {
      const final = signal.aborted ? undefined : finalFailure(failure);
      if (final !== undefined) throw final;
      return failure;
    } finally {
      if (Date.now() - began > GoodMilliseconds) this.#backoff.reset();
      this.#leg?.close('it ended');
      this.#leg = undefined;
      this.#isJoined = false;
    }
  }

  #request(): Omit<LegRequest, 'token' | 'freshToken'> {
    return {
      experimentId: this.#experimentId,
      after: this.#seq,
      joined: (head) => {
        this.#isJoined = true;
        this.#seq ??= head;
        this.#head = head;
        this.#settle();
      },
      receive: (events) => this.#receive(events),
    };
  }

  #receive(events: readonly WireEvent[]): void {
    const fresh = events.filter((event) => this.#continues(event));
    if (fresh.length === 0) return;
    this.#backoff.reset();
    this.#sink.receive(fresh);
    this.#settle();
    this.#pauseWhenFull();
  }

  /** Takes the event that follows the last one. What came before is dropped; a gap means to ask for it again. */
  #continues({ seq }: WireEvent): boolean {
    const expected = this.#seq === undefined ? seq : this.#seq + 1;
    if (seq > expected) this.#leg?.close(`event ${expected} is missing`);
    if (seq !== expected) return false;
    this.#seq = seq;
    return true;
  }

  #settle(): void {
    if (this.#isJoined) this.#enter(this.#seq !== undefined && this.#seq >= this.#head ? 'live' : 'catching up');
  }

  #pauseWhenFull(): void {
    if (this.#leg === undefined || this.#room !== undefined || this.#sink.hasRoom()) return;
    this.#room = new Promise((resolve) => { this.#letGoOn = resolve; });
    this.#leg.pause();
    this.#enter('catching up');
  }

  async #pauseAfter(cause: unknown, signal: AbortSignal): Promise<void> {
    if (this.#state !== 'connecting') this.#enter('reconnecting');
    const milliseconds = this.#backoff.next(retryAfterMilliseconds(cause));
    this.#sink.retrying({ attempt: this.#backoff.attempt, milliseconds, cause });
    await pause(milliseconds, signal);
  }

  #close(): void {
    this.#goOn();
    this.#leg?.close('the stream was closed');
  }

  #goOn(): void {
    this.#letGoOn?.();
    this.#room = undefined;
  }

  #enter(state: StreamState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#sink.stateChanged(state);
  }
}
