const firstPauseMs = 250, longestPauseMs = 10_000;

/** Coming back would not help: what was asked for is wrong, not allowed, or gone. */
const finalCodes = new Map([
  [4400, "The server refused the request."],
  [4401, "The key has ended: its time is over, or it was revoked."],
  [4404, "It was deleted."],
]);

/** What a returning socket tells. */
export interface SocketEvents {
  opened(): void;
  received(frame: { type: string } & Record<string, unknown>): void;
  state(state: "live" | "reconnecting" | "over", why: string): void;

  /** Asked after each connection that did not come about; a sentence ends it all. */
  refused(): Promise<string | null>;
}

/** A WebSocket that comes back after whatever breaks it, later each time and by a random share. */
export class ReturningSocket {
  private socket: WebSocket | undefined;
  private pause = firstPauseMs;
  private timer: number | undefined;
  private over = false;

  /** @param address where to connect, asked for each time: it tells the place to resume from */
  constructor(private readonly address: () => Promise<URL>, private readonly events: SocketEvents) {
    void this.connect();
  }

  /** False when there is no connection now. */
  send(frame: object): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  close(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  /** Gives this connection up and comes back. */
  reconnect(): void {
    this.socket?.close();
  }

  private async connect(): Promise<void> {
    const address = await this.address().catch(() => null);
    if (this.over) return;
    if (address === null) return this.closed(false, { code: 1006, reason: "" });
    const socket = this.socket = new WebSocket(address);
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.pause = firstPauseMs;
      this.events.state("live", "");
      this.events.opened();
    };
    socket.onmessage = message => this.events.received(JSON.parse(message.data as string));
    socket.onclose = close => void this.closed(opened, close);
  }

  private async closed(opened: boolean, close: Pick<CloseEvent, "code" | "reason">): Promise<void> {
    if (this.over) return;
    const why = finalCodes.get(close.code) ?? (opened ? null : await this.events.refused());
    if (this.over) return;
    if (why !== null) {
      this.over = true;
      this.events.state("over", why);
      return;
    }

    const wait = this.pause * (0.5 + Math.random() / 2);
    this.pause = Math.min(this.pause * 2, longestPauseMs);
    this.events.state("reconnecting", close.reason);
    this.timer = setTimeout(() => void this.connect(), wait);
  }
}
