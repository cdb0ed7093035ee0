import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { ServerError } from '../server-error.js';
import type { Leg, LegEnd, LegRequest, WireEvent } from './leg.js';
import { Renewal, type Accepted } from './renewal.js';
import { within } from './timing.js';

/** No WebSocket came about, so something else may do. */
export class WebSocketUnavailable extends Error {}

/**
 * A leg over the SignalR hub. It begins with the WebSocket at once, without a negotiation, so that it needs no affinity of
 * a load balancer.
 */
export class HubLeg implements Leg {
  readonly transport = 'hub';
  readonly ended: Promise<LegEnd>;
  readonly #connection: HubConnection;
  readonly #request: LegRequest;
  readonly #patience: number;
  readonly #signal: AbortSignal;
  #end: (end: LegEnd) => void = () => undefined;
  #renewal: Renewal | undefined;

  /** Connects and joins. */
  static async open(hub: string, request: LegRequest, patience: number, signal: AbortSignal): Promise<Leg> {
    const leg = new HubLeg(hub, request, patience, signal);
    try {
      await leg.#start();
      await leg.#join(request.after);
      leg.#keepAlive();
      return leg;
    } catch (failure) {
      leg.close('it did not come about');
      throw failure;
    }
  }

  private constructor(hub: string, request: LegRequest, patience: number, signal: AbortSignal) {
    this.#request = request;
    this.#patience = patience;
    this.#signal = signal;
    this.ended = new Promise((resolve) => { this.#end = resolve; });
    this.#connection = connectionTo(hub, request.token);
    this.#connection.on('ReceiveEvents', (_: string, events: WireEvent[]) => request.receive(events));
    this.#connection.on('SubscriptionEnded', (_: string, end: LegEnd) => this.#end(end));
    this.#connection.on('SessionEnded', (end: LegEnd) => this.#end(end));
    this.#connection.onclose((failure) => this.#end({ reason: failure?.message ?? 'the connection was closed' }));
  }

  pause(): void {
    this.#connection.invoke('LeaveExperiment', this.#request.experimentId).catch(this.#broken);
  }

  resume(after: number): void {
    this.#join(after).catch(this.#broken);
  }

  close(reason: string): void {
    this.#end({ reason });
    this.#renewal?.stop();
    this.#connection.stop().catch(() => undefined);
  }

  async #start(): Promise<void> {
    try {
      await within(this.#patience, 'The WebSocket', this.#signal, this.#connection.start());
    } catch (failure) {
      throw new WebSocketUnavailable('No WebSocket could be opened.', { cause: failure });
    }
  }

  async #join(after: number | undefined): Promise<void> {
    const call = this.#connection.invoke<{ head: number }>('JoinExperiment', this.#request.experimentId, after ?? null);
    try {
      const { head } = await within(this.#patience, 'The join', this.#signal, call);
      this.#request.joined(head);
    } catch (failure) {
      throw refusal(failure) ?? failure;
    }
  }

  #keepAlive(): void {
    const { token, freshToken } = this.#request;
    if (token === undefined || freshToken === undefined) return;
    this.#renewal = new Renewal(token, {
      token: freshToken,
      take: (next) => this.#connection.invoke<Accepted>('Authenticate', next),
    });
  }

  // A refusal here, such as of a deleted experiment, is met again by the next leg, which tells it.
  readonly #broken = (failure: unknown): void => this.close(String(failure));
}

function connectionTo(hub: string, token: string | undefined): HubConnection {
  return new HubConnectionBuilder()
    .withUrl(hub, {
      transport: HttpTransportType.WebSockets,
      skipNegotiation: true,
      ...(token === undefined ? {} : { accessTokenFactory: () => token }),
    })
    .configureLogging(LogLevel.None)
    .build();
}

/** The hub says a refusal as text: its status, a colon, and what was wrong. */
function refusal(failure: unknown): ServerError | undefined {
  const said = /HubException: (\d{3}): ([^]*)/.exec(failure instanceof Error ? failure.message : '');
  return said?.[1] && said[2] ? ServerError.said(Number(said[1]), said[2]) : undefined;
}
