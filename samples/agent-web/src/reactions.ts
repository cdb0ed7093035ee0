import { type Api, Refused } from "./api";
import { ReturningSocket } from "./returning-socket";
import { uuid } from "./uuid";

/** The pause before a reaction is sent again that the server was too busy for. */
const busyMs = 2000;

/** What the page shows of the connection. */
export interface Connection {
  state: "connecting" | "live" | "reconnecting" | "over";
  why: string;
  seq: number;
  unanswered: number;
}

interface Waiting {
  frame: { type: "reaction"; id: string; ref: string; agent_id: string; payload: object };
  acknowledged(seq: number): void;
  refused(reason: Error): void;
}

/**
 * An agent's place in one experiment. What is not acknowledged is sent again after every reconnect, under its first id,
 * so that it stands in the log once; and the log is followed from where it broke off.
 */
export class Reactions {
  private readonly waiting = new Map<string, Waiting>();
  private readonly socket: ReturningSocket;
  private readonly connection: Connection;

  /** @param after the head of the log now: what comes after it is followed */
  constructor(
    private readonly api: Api,
    private readonly experiment: string,
    private readonly agent: string,
    after: number,
    private readonly changed: (connection: Connection) => void,
  ) {
    this.connection = { state: "connecting", why: "", seq: after, unanswered: 0 };
    this.socket = new ReturningSocket(() => this.address(), {
      opened: () => this.waiting.forEach(one => this.socket.send(one.frame)),
      received: frame => this.received(frame),
      state: (state, why) => this.became(state, why),
      refused: () => this.refused(),
    });
  }

  /** Publishes a reaction; the seq that it got. */
  publish(payload: object): Promise<number> {
    if (this.connection.state === "over") return Promise.reject(new Error(this.connection.why));
    return new Promise((acknowledged, refused) => {
      const id = uuid();
      const frame = { type: "reaction" as const, id, ref: id, agent_id: this.agent, payload };
      this.waiting.set(id, { frame, acknowledged, refused });
      this.socket.send(frame);
      this.tell();
    });
  }

  close(): void {
    this.socket.close();
    this.fail("The agent left the experiment.");
  }

  private async address(): Promise<URL> {
    const address = await this.api.socket(`experiments/${this.experiment}`);
    address.searchParams.set("after", `${this.connection.seq}`);
    return address;
  }

  private received(frame: { type: string } & Record<string, unknown>): void {
    if (frame.type === "ack" || frame.type === "error") this.answered(frame);
    if (typeof frame.seq !== "number" || frame.type === "ack") return;
    if (frame.seq !== this.connection.seq + 1) return this.socket.reconnect(); // one is missing: resume before it
    this.connection.seq = frame.seq;
    this.tell();
  }

  private answered(frame: Record<string, unknown>): void {
    const one = this.waiting.get(`${frame.ref}`);
    if (one === undefined) return;
    if (frame.status_code === 503) {
      setTimeout(() => { if (this.waiting.has(one.frame.id)) this.socket.send(one.frame); }, busyMs);
      return;
    }

    this.waiting.delete(one.frame.id);
    if (typeof frame.seq === "number") one.acknowledged(frame.seq);
    else one.refused(new Refused(Number(frame.status_code), `${frame.message}`));
    this.tell();
  }

  private became(state: Connection["state"], why: string): void {
    this.connection.state = state;
    this.connection.why = why;
    if (state === "over") this.fail(why);
    this.tell();
  }

  /** A browser does not tell why a WebSocket was refused; the experiment itself does. */
  private async refused(): Promise<string | null> {
    try {
      const { last_seq: head } = await this.api.experiment(this.experiment);
      this.connection.seq = Math.min(this.connection.seq, head); // a log that was restored from a backup is shorter
      return null;
    } catch (error) {
      return error instanceof Refused && error.status < 500 ? error.message : null;
    }
  }

  private fail(why: string): void {
    for (const one of this.waiting.values()) one.refused(new Error(why));
    this.waiting.clear();
  }

  private tell(): void {
    this.connection.unanswered = this.waiting.size;
    this.changed({ ...this.connection });
  }
}
