import type { ServerAddress } from '../address.js';
import { isKnown, type ExperimentEvent, type JsonObject } from '../events.js';
import { Backoff, type RetryBounds } from './backoff.js';
import { Connector } from './connector.js';
import { EventQueue } from './event-queue.js';
import { Follower, type StreamState } from './follower.js';
import type { Transport, WireEvent } from './leg.js';
import { Listeners, type ListenerName, type StreamListeners } from './listeners.js';
import type { StreamError } from './stream-error.js';

/** What to follow, and how. */
export interface ExperimentStreamOptions extends ServerAddress {
  /** The experiment's id. */
  readonly experimentId: string;

  /** Begin after this seq: 0 replays the whole log first. Without it the stream begins at the head of now. */
  readonly after?: number | undefined;

  /** Closes the stream. */
  readonly signal?: AbortSignal | undefined;

  /** Use this alone. When left out, the hub is tried first and an event stream where no WebSocket comes through. */
  readonly transport?: Transport | undefined;

  /** How many events may wait for a reader before the server is asked to hold back; 4096 when left out. */
  readonly bufferedEvents?: number | undefined;

  /** How long the pauses between attempts are. */
  readonly retry?: RetryBounds | undefined;

  /** How long connecting may take; 10,000 when left out. */
  readonly connectMilliseconds?: number | undefined;
}

/** How far a reader is behind the log. */
export interface Lag {
  /** Events between the last one that was handed out and the log's head, as far as it is known here. */
  readonly events: number;

  /**
   * How old the last event was when it was handed out, or is now if more follow it already. Between two clocks, this
   * machine's and the server's, it is as true as they agree; never below 0.
   */
  readonly milliseconds: number;
}

/**
 * An experiment's events, each once and in order, across lost connections and servers. Read it with `for await`, or listen
 * with `on` and call `start`; it tries for ever until it is closed or meets a `StreamError`.
 */
export class ExperimentStream<Payload = JsonObject> implements AsyncIterable<ExperimentEvent<Payload>> {
  /** Resolves when the stream has ended, with the error that ended it, or nothing when it was closed. */
  readonly closed: Promise<StreamError | undefined>;

  readonly #listeners = new Listeners<Payload>();
  readonly #queue: EventQueue<ExperimentEvent<Payload>>;
  readonly #follower: Follower;
  readonly #ending = new AbortController();
  #started: Promise<void> | undefined;
  #joined: () => void = () => undefined;
  #ended: (error?: StreamError) => void = () => undefined;
  #isRead = false;
  #hasEnded = false;

  // The seq before the first event that came.
  #before: number | undefined;
  #last: { seq: number; at: number; delay: number } | undefined;

  constructor(options: ExperimentStreamOptions) {
    const { after, signal, bufferedEvents = 4096 } = options;
    if (after !== undefined) demandWhole('after', after, 0);
    demandWhole('bufferedEvents', bufferedEvents, 1);
    this.closed = new Promise((resolve) => { this.#ended = resolve; });
    this.#queue = new EventQueue(bufferedEvents);
    const connector = new Connector(options, options.transport, options.connectMilliseconds ?? 10_000);
    this.#follower = new Follower(options.experimentId, after, connector, new Backoff(options.retry), {
      hasRoom: () => this.#queue.hasRoom,
      receive: (events) => this.#receive(events),
      stateChanged: (state) => this.#stateChanged(state),
      retrying: (retry) => this.#listeners.tell('retry', retry),
    });
    signal?.addEventListener('abort', () => this.close(), { signal: this.#ending.signal });
    if (signal?.aborted) this.close();
  }

  /** Where the stream is. What waits for a slow reader does not change it; that is in `lag`. */
  get state(): StreamState {
    return this.#ending.signal.aborted ? 'closed' : this.#follower.state;
  }

  /** The seq of the last event that was handed out, or where the stream began; keep it to begin again there. */
  get seq(): number | undefined {
    return this.#last?.seq ?? this.#before ?? this.#follower.seq;
  }

  /** How far the reader is behind. */
  get lag(): Lag {
    const { seq, head } = this.#follower;
    const events = head - ((this.#queue.length === 0 ? seq : this.seq) ?? head);
    const { at = 0, delay = 0 } = this.#last ?? {};
    return { events, milliseconds: Math.max(0, events > 0 && this.#last ? Date.now() - at : delay) };
  }

  /** What the events come over now; none while there is no connection. */
  get transport(): Transport | undefined {
    return this.#follower.transport;
  }

  /** How many events wait for the reader. */
  get buffered(): number {
    return this.#queue.length;
  }

  /**
   * Listens; the function that is returned ends that. Listeners are called as events arrive, in order. What came while nobody
   * listened or read is told to those that are added now.
   */
  on<Name extends ListenerName>(name: Name, listener: StreamListeners<Payload>[Name]): () => void {
    const remove = this.#listeners.add(name, listener);
    if (this.#queue.length > 0) queueMicrotask(() => this.#tellWaiting());
    return remove;
  }

  /** Begins, if that has not been done. Resolves once the log is joined or the stream closed, rejects when it cannot be. */
  start(): Promise<void> {
    this.#started ??= new Promise((resolve, reject) => {
      this.#joined = resolve;
      this.#follower.follow(this.#ending.signal).then(() => this.#end(), (error: StreamError) => this.#end(error));
      void this.closed.then((error) => (error === undefined ? resolve() : reject(error)));
    });
    return this.#started;
  }

  /** Ends the stream. A loop that reads it ends too. */
  close(): void {
    this.#ending.abort();
    this.#end();
  }

  /** Reads the events from where the stream is; the stream is closed when the loop is left. There is one reader. */
  [Symbol.asyncIterator](): AsyncIterableIterator<ExperimentEvent<Payload>, undefined> {
    if (this.#isRead) throw new Error('The stream is read already; a second reader would take events from the first.');
    this.#isRead = true;
    this.start().catch(() => undefined);
    const iterator: AsyncIterableIterator<ExperimentEvent<Payload>, undefined> = {
      next: () => this.#next(),
      return: async () => {
        this.close();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  async #next(): Promise<IteratorResult<ExperimentEvent<Payload>, undefined>> {
    const event = await this.#queue.take();
    if (event === undefined) return { done: true, value: undefined };
    if (this.#queue.isHalfEmpty) this.#follower.resume();
    this.#handedOut(event);
    return { done: false, value: event };
  }

  #receive(wire: readonly WireEvent[]): void {
    this.#before ??= (wire[0]?.seq ?? 1) - 1;
    const events = wire.filter(isKnown) as unknown as ExperimentEvent<Payload>[];

    // Without anybody to hear them now, they wait for who does later.
    if (this.#isRead || !this.#listeners.hearEvents) this.#queue.add(events);
    else this.#handedOut(events.at(-1));
    this.#listeners.tellEvents(events);
  }

  #tellWaiting(): void {
    if (this.#isRead || !this.#listeners.hearEvents) return;
    const events = this.#queue.takeAll();
    this.#handedOut(events.at(-1));
    this.#listeners.tellEvents(events);
    this.#follower.resume();
  }

  #handedOut(event: ExperimentEvent<Payload> | undefined): void {
    if (event === undefined) return;
    const at = Date.parse(event.ts);
    this.#last = { seq: event.seq, at, delay: Date.now() - at };
  }

  #stateChanged(state: StreamState): void {
    if (state === 'live' || state === 'catching up') this.#joined();
    if (state !== 'closed') this.#listeners.tell('state', state);
  }

  #end(error?: StreamError): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#ending.abort();
    this.#queue.end(error);
    this.#listeners.tell('state', 'closed');
    if (error !== undefined) this.#listeners.tell('error', error);
    this.#ended(error);
  }
}

function demandWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`'${name}' is ${value}; it must be a whole number from ${least} up.`);
  }
}
