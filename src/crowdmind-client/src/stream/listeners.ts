import type { ExperimentEvent, ExperimentStarted, ExperimentStopped, ReactionCreated } from '../events.js';
import type { Retry, StreamState } from './follower.js';
import type { StreamError } from './stream-error.js';

/** What a stream tells its listeners, by name. */
export interface StreamListeners<Payload> {
  /** Every event. */
  event: (event: ExperimentEvent<Payload>) => void;
  /** The same, as many at a time as arrived together; for those who draw. */
  events: (events: readonly ExperimentEvent<Payload>[]) => void;
  /** An agent reacted. */
  reaction: (event: ReactionCreated<Payload>) => void;
  /** The experiment was started. */
  started: (event: ExperimentStarted) => void;
  /** The experiment was stopped; it may be started again. */
  stopped: (event: ExperimentStopped) => void;
  /** The stream's state changed. */
  state: (state: StreamState) => void;
  /** A connection failed or was lost; another attempt follows. */
  retry: (retry: Retry) => void;
  /** The stream ended for good. */
  error: (error: StreamError) => void;
}

/** A name that a stream knows listeners by. */
export type ListenerName = keyof StreamListeners<unknown>;

const eventNames: readonly ListenerName[] = ['event', 'events', 'reaction', 'started', 'stopped'];
const names: readonly ListenerName[] = [...eventNames, 'state', 'retry', 'error'];

type AnyListener = (told: never) => void;

/** Those who listen to a stream. */
export class Listeners<Payload> {
  readonly #byName = new Map<ListenerName, Set<AnyListener>>();

  /** Adds a listener; what is returned removes it. */
  add<Name extends ListenerName>(name: Name, listener: StreamListeners<Payload>[Name]): () => void {
    if (!names.includes(name)) throw new TypeError(`A stream tells nothing named '${name}'; it tells ${names.join(', ')}.`);

    // A set of its own for each call, so that one function may listen twice.
    const mine: AnyListener = (told) => (listener as AnyListener)(told);
    const listeners = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, listeners.add(mine));
    return () => { listeners.delete(mine); };
  }

  /** Whether anybody listens to events. */
  get hearEvents(): boolean {
    return eventNames.some((name) => (this.#byName.get(name)?.size ?? 0) > 0);
  }

  /** Tells all who listen to a name. */
  tell<Name extends ListenerName>(name: Name, told: Parameters<StreamListeners<Payload>[Name]>[0]): void {
    for (const listener of [...this.#byName.get(name) ?? []]) {
      try {
        listener(told as never);
      } catch (failure) {
        // The listener's fault is reported as such, and is nobody else's.
        queueMicrotask(() => { throw failure; });
      }
    }
  }

  /** Tells all who listen to these events. */
  tellEvents(events: readonly ExperimentEvent<Payload>[]): void {
    if (events.length === 0 || !this.hearEvents) return;
    this.tell('events', events);
    for (const event of events) {
      this.tell('event', event);
      switch (event.type) {
        case 'reaction_created': this.tell('reaction', event); break;
        case 'experiment_started': this.tell('started', event); break;
        case 'experiment_stopped': this.tell('stopped', event); break;
      }
    }
  }
}
