import { apiUrl, authorization, type ServerAddress } from '../address.js';
import { ServerError } from '../server-error.js';
import { EventStreamParser, type StreamMessage } from './event-stream-parser.js';
import type { Leg, LegEnd, LegRequest, WireEvent } from './leg.js';
import { Watchdog, within } from './timing.js';

/** The server sends something every 15 seconds; when three of these are missing, the connection is dead. */
const SilenceMilliseconds = 45_000;

/** A leg over Server-Sent Events, read with `fetch`: it goes wherever plain HTTP goes. */
export class EventStreamLeg implements Leg {
  readonly transport = 'event stream';
  readonly ended: Promise<LegEnd>;
  readonly #request: LegRequest;
  readonly #calls: Calls;
  readonly #watchdog = new Watchdog(SilenceMilliseconds, () => this.close('nothing was heard any more'));
  #end: (end: LegEnd) => void = () => undefined;
  #mayRead: Promise<void> = Promise.resolve();
  #letRead: (() => void) | undefined;

  /** Asks for the head, and then for what follows. */
  static async open(address: ServerAddress, request: LegRequest, patience: number, signal: AbortSignal): Promise<Leg> {
    const calls = new Calls(address, request, patience, signal);
    try {
      const head = await calls.head();
      const stream = await calls.events(request.after ?? head);
      request.joined(head);
      return new EventStreamLeg(request, calls, stream);
    } catch (failure) {
      calls.abort();
      throw failure;
    }
  }

  private constructor(request: LegRequest, calls: Calls, stream: ReadableStream<Uint8Array>) {
    this.#request = request;
    this.#calls = calls;
    this.ended = new Promise((resolve) => { this.#end = resolve; });
    void this.#read(stream.getReader());
  }

  // What is not read stays with the server, and costs it nothing but a cursor. When that takes too long it hangs up.
  pause(): void {
    this.#watchdog.stop();
    this.#mayRead = new Promise((resolve) => { this.#letRead = resolve; });
  }

  resume(): void {
    this.#watchdog.heard();
    this.#letRead?.();
    this.#calls.head().then((head) => this.#request.joined(head), (failure: unknown) => this.close(String(failure)));
  }

  close(reason: string): void {
    this.#watchdog.stop();
    this.#end({ reason });
    this.#letRead?.();
    this.#calls.abort();
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const parser = new EventStreamParser();
    try {
      for (;;) {
        await this.#mayRead;
        const { done, value } = await reader.read();
        if (done) return this.close('the stream ended');
        this.#watchdog.heard();
        this.#tell(parser.take(value));
      }
    } catch (failure) {
      this.close(String(failure));
    }
  }

  #tell(messages: StreamMessage[]): void {
    const events = messages.flatMap(({ data }) => (data === undefined ? [] : [JSON.parse(data) as WireEvent]));
    if (events.length > 0) this.#request.receive(events);
    for (const { comment = '' } of messages) {
      const said = /^(\d{4}) (.*)/.exec(comment);
      if (said?.[1] && said[2] !== undefined) this.#end({ code: Number(said[1]), reason: said[2] });
    }
  }
}

/** Fails with the refusal if plain HTTP meets one, such as of a token; whether it gets through otherwise is all the same. */
export async function demandAccess(
  address: ServerAddress, request: LegRequest, patience: number, signal: AbortSignal): Promise<void> {
  const calls = new Calls(address, request, patience, signal);
  try {
    await calls.head();
  } catch (failure) {
    if (failure instanceof ServerError) throw failure;
  } finally {
    calls.abort();
  }
}

/** The requests of one leg, which end together. */
class Calls {
  readonly #address: ServerAddress;
  readonly #request: LegRequest;
  readonly #patience: number;
  readonly #signal: AbortSignal;
  readonly #aborted = new AbortController();

  constructor(address: ServerAddress, request: LegRequest, patience: number, signal: AbortSignal) {
    this.#address = address;
    this.#request = request;
    this.#patience = patience;
    this.#signal = signal;
  }

  async head(): Promise<number> {
    const answer = await this.#get('', 'application/json');
    return ((await answer.json()) as { last_seq: number }).last_seq;
  }

  async events(after: number): Promise<ReadableStream<Uint8Array>> {
    const answer = await this.#get(`/events?after=${after}`, 'text/event-stream');
    if (answer.body === null || !answer.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      throw new Error('The answer is no event stream.');
    }
    return answer.body;
  }

  abort(): void {
    this.#aborted.abort();
  }

  async #get(path: string, accept: string): Promise<Response> {
    const { fetch = globalThis.fetch } = this.#address;
    const call = fetch(`${apiUrl(this.#address)}/experiments/${encodeURIComponent(this.#request.experimentId)}${path}`, {
      headers: { Accept: accept, ...authorization(this.#request.token) },
      cache: 'no-store',
      signal: this.#aborted.signal,
    });
    const answer = await within(this.#patience, 'The answer', this.#signal, call);
    if (!answer.ok) throw await ServerError.of(answer);
    return answer;
  }
}
