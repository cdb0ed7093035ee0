/** An event as it comes, before its type is looked at. */
export interface WireEvent {
  readonly type: string;
  readonly seq: number;
}

/** What one connection is asked for, and whom it tells. */
export interface LegRequest {
  readonly experimentId: string;
  /** The last seq that was received; none begins at the head. */
  readonly after: number | undefined;
  readonly token: string | undefined;
  /** Asks for the token of now; none when there is only ever the one. */
  readonly freshToken: (() => Promise<string | undefined>) | undefined;
  /** Told at every join, with the log's head of then. Events may come before. */
  joined(head: number): void;
  /** Told of events as they come. */
  receive(events: readonly WireEvent[]): void;
}

/** Why a connection ended: the code that a plain WebSocket would have been closed with, if the server said one. */
export interface LegEnd {
  readonly code?: number | undefined;
  readonly reason: string;
}

/** One connection that follows the log, from its first byte to its last. */
export interface Leg {
  readonly transport: Transport;
  /** Resolves when nothing more comes. */
  readonly ended: Promise<LegEnd>;
  /** Asks for no more for now; what is under way still comes. */
  pause(): void;
  /** Asks for what follows `after`. */
  resume(after: number): void;
  /** Ends it from this side. */
  close(reason: string): void;
}

/** How events come: through the SignalR hub over a WebSocket, or as an event stream over plain HTTP. */
export type Transport = 'hub' | 'event stream';
