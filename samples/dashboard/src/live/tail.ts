import type { JsonObject } from '../api/types.js';
import { Crowd } from './crowd.js';
import { ofNumbers, ofTexts, type Distribution } from './distribution.js';
import { Fields, firstChoice, reader } from './fields.js';
import type { LogEvent } from './follower.js';
import type { Figures, LogRow } from './messages.js';
import { payloadText } from './payload-text.js';
import { Rates } from './rates.js';
import { Ring } from './ring.js';

const Kept = 10_000;
const Seconds = 181;
const Voices = 8;

/** One event in memory; the payload is none where the experiment's status changed. */
interface KeptEvent {
  readonly seq: number;
  readonly ts: string;
  readonly agent: string | null;
  readonly payload: JsonObject | undefined;
  readonly words: string;
}

/** The newest part of a log, and what can be said of it. */
export class Tail {
  readonly #ring = new Ring<KeptEvent>(Kept);
  readonly #rates = new Rates(Seconds);
  readonly #fields = new Fields();
  readonly #crowd = new Crowd();
  #status: Figures['status'];
  #delay: number | undefined;

  /** Takes events as they come. Of each it does the least; of a batch it looks at the fields of the last. */
  take(events: readonly LogEvent[], live: boolean): void {
    for (const event of events) this.#take(event);
    const last = events.at(-1);
    if (last === undefined) return;
    if (last.type === 'reaction_created') this.#fields.look(last.data.payload);
    if (live) this.#delay = Date.now() - Date.parse(last.ts);
  }

  /** The rows from a seq downwards, as far as they are here. */
  rows(newest: number, count: number): LogRow[] {
    const rows: LogRow[] = [];
    for (let seq = newest; seq > newest - count; seq -= 1) {
      const event = this.#ring.at(seq);
      if (event !== undefined) rows.push({ seq, at: event.ts, agent: event.agent, text: text(event) });
    }
    return rows;
  }

  /** What can be said of it now. */
  figures(wanted: string | undefined): Figures {
    const second = Math.floor(Date.now() / 1000) - 1;
    const fields = this.#fields.all;
    const field = wanted !== undefined && fields.some(({ path }) => path === wanted)
      ? wanted
      : firstChoice(fields, (path) => this.#differing(path));
    const rates = this.#rates.until(second);
    return {
      fields, field, rates, second,
      distribution: field === undefined ? undefined : this.#distribution(field, fields.find(({ path }) => path === field)?.kind),
      perSecond: rates.slice(-3).reduce<number>((sum, one) => sum + (one ?? 0), 0) / 3,
      agents: this.#crowd.size,
      voices: this.#crowd.loudest(Voices),
      delay: this.#delay,
      status: this.#status,
    };
  }

  #take(event: LogEvent): void {
    if (event.type === 'reaction_created') {
      const agent = event.data.agent_id;
      this.#ring.push(event.seq, { seq: event.seq, ts: event.ts, agent, payload: event.data.payload, words: '' });
      const at = Date.parse(event.ts);
      this.#rates.add(at);
      this.#crowd.heard(agent, at);
    } else {
      const words = event.type.replaceAll('_', ' ');
      this.#ring.push(event.seq, { seq: event.seq, ts: event.ts, agent: null, payload: undefined, words });
      this.#status = { seq: event.seq, status: event.data.status };
    }
  }

  #differing(path: string): number {
    const distribution = this.#distribution(path, 'text');
    return distribution.kind === 'text' ? distribution.differing : 0;
  }

  #distribution(path: string, kind: 'number' | 'text' | undefined): Distribution {
    const values = this.#values(path);
    return kind === 'number' ? ofNumbers(values) : ofTexts(values);
  }

  *#values(path: string): Generator<unknown> {
    const read = reader(path);
    for (const { payload } of this.#ring) {
      if (payload !== undefined) yield read(payload);
    }
  }
}

const text = ({ payload, words }: KeptEvent): string => (payload === undefined ? words : payloadText(payload));
