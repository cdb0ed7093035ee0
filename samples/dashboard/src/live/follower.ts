import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import type { Phase } from './messages.js';

/** An event of a log, as far as its envelope goes. */
export interface LogEvent {
  readonly type: string;
  readonly seq: number;
  readonly data: { readonly [name: string]: unknown };
  readonly ts: string;
}

/** Whom a follower tells. */
export interface Follows {
  events(events: readonly LogEvent[]): void;
  changed(): void;
}

const MostPauseMilliseconds = 10_000;

/** Follows one log over the hub, and resumes after whatever breaks the connection. */
export class Follower {
  phase: Phase = 'connecting';
  reason: string | undefined;
  head: number;
  seq: number;
  reconnects = 0;
  missing = 0;
  readonly #hub: string;
  readonly #experiment: string;
  readonly #tell: Follows;
  #attempt = 0;

  constructor(hub: string, experiment: string, after: number, tell: Follows) {
    [this.#hub, this.#experiment, this.#tell] = [hub, experiment, tell];
    [this.head, this.seq] = [after, after];
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const connection = new HubConnectionBuilder()
      .withUrl(this.#hub, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .configureLogging(LogLevel.None)
      .build();
    connection.on('ReceiveEvents', (_: string, events: LogEvent[]) => this.#take(events));
    connection.on('SubscriptionEnded', (_: string, end: { code: number; reason: string }) => this.#over(connection, end));
    connection.onclose(() => this.#again());
    try {
      await connection.start();
    } catch {
      return this.#again();
    }
    await this.#join(connection);
  }

  async #join(connection: HubConnection): Promise<void> {
    try {
      const { head } = await connection.invoke<{ head: number }>('JoinExperiment', this.#experiment, this.seq);
      this.#attempt = 0;
      this.head = Math.max(this.head, head);
      this.#stand(this.seq < this.head ? 'catching up' : 'live');
    } catch (failure) {
      const refusal = /HubException: (4\d\d): ([^]*)/.exec(String(failure));
      if (refusal?.[2] !== undefined) this.#stand('ended', refusal[2]);
      await connection.stop();
    }
  }

  #take(events: readonly LogEvent[]): void {
    const fresh = events[0] !== undefined && events[0].seq <= this.seq ? events.filter(({ seq }) => seq > this.seq) : events;
    const [first, last] = [fresh[0], fresh.at(-1)];
    if (first === undefined || last === undefined) return;
    this.missing += first.seq - this.seq - 1;
    this.seq = last.seq;
    this.head = Math.max(this.head, last.seq);
    this.#tell.events(fresh);
    if (this.phase === 'catching up' && this.seq >= this.head) this.#stand('live');
  }

  #over(connection: HubConnection, { code, reason }: { code: number; reason: string }): void {
    if (code === 4404) this.#stand('ended', reason);
    void connection.stop();
  }

  #again(): void {
    if (this.phase === 'ended') return;
    this.#attempt += 1;
    this.reconnects += 1;
    const pause = Math.min(MostPauseMilliseconds, 200 * 2 ** this.#attempt) * (0.5 + Math.random() / 2);
    this.#stand('reconnecting');
    setTimeout(() => void this.#connect(), pause);
  }

  #stand(phase: Phase, reason?: string): void {
    [this.phase, this.reason] = [phase, reason];
    this.#tell.changed();
  }
}
