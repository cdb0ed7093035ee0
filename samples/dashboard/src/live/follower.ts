import { ExperimentStream, type ExperimentEvent } from 'crowdmind-client/stream';
import type { JsonObject } from '../api/types.js';
import type { Phase } from './messages.js';

/** An event of a log. */
export type LogEvent = ExperimentEvent<JsonObject>;

/** Whom a follower tells. */
export interface Follows {
  events(events: readonly LogEvent[]): void;
  changed(): void;
}

/** Where a log is, and after which of its events the page begins. */
export interface LogPlace {
  readonly url: string;
  readonly prefix: string;
  readonly experiment: string;
  readonly after: number;
  readonly accessToken: string | undefined;
}

/** Follows one log, and counts what it takes for granted: that no event is missing. */
export class Follower {
  reason: string | undefined;
  refused = false;
  seq: number;
  reconnects = 0;
  missing = 0;
  readonly #stream: ExperimentStream<JsonObject>;

  constructor({ url, prefix, experiment, after, accessToken }: LogPlace, tell: Follows) {
    this.seq = after;
    this.#stream = new ExperimentStream<JsonObject>({
      url, prefix, experimentId: experiment, after, accessToken, retry: { mostMilliseconds: 10_000 },
    });
    this.#stream.on('events', (events) => {
      for (const { seq } of events) {
        this.missing += seq - this.seq - 1;
        this.seq = seq;
      }
      tell.events(events);
    });
    this.#stream.on('state', (state) => {
      if (state === 'reconnecting') this.reconnects += 1;
      tell.changed();
    });
    this.#stream.on('error', ({ message, reason }) => {
      this.reason = message;
      this.refused = reason === 'unauthorized';
      tell.changed();
    });
    // What ends it is told by 'error'.
    this.#stream.start().catch(() => undefined);
  }

  get phase(): Phase {
    const { state } = this.#stream;
    return state === 'closed' ? 'ended' : state;
  }

  get head(): number {
    return this.seq + this.#stream.lag.events;
  }
}
