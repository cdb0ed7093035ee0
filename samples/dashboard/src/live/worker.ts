import { Follower, type LogPlace } from './follower.js';
import type { Figures, Frame, ToWorker } from './messages.js';
import { Tail } from './tail.js';

const FiguresMilliseconds = 250;

/** Follows a log beside the page, so that the page only draws. It answers each of the page's frames with what to draw. */
class Desk {
  readonly #tail = new Tail();
  readonly #follower: Follower;
  readonly #since: number;
  #changed = true;
  #shown = '';
  #figured = 0;
  #field: string | undefined;

  constructor(place: LogPlace) {
    this.#since = place.after;
    this.#follower = new Follower(place, {
      events: (events) => {
        this.#tail.take(events, this.#follower.phase === 'live');
        this.#changed = true;
      },
      changed: () => { this.#changed = true; },
    });
  }

  answer(newest: number | undefined, rows: number, field: string | undefined): Frame {
    const { phase, reason, refused, head, seq, missing, reconnects } = this.#follower;
    const view = `${newest ?? 'head'}/${rows}`;
    const fresh = this.#changed || view !== this.#shown;
    this.#changed = false;
    this.#shown = view;
    return {
      phase, reason, refused, head, seq, missing, reconnects, since: this.#since,
      rows: fresh ? this.#tail.rows(newest ?? seq, rows) : undefined,
      figures: this.#figures(field),
    };
  }

  #figures(field: string | undefined): Figures | undefined {
    const now = performance.now();
    if (now - this.#figured < FiguresMilliseconds && field === this.#field) return undefined;
    this.#figured = now;
    this.#field = field;
    return this.#tail.figures(field);
  }
}

let desk: Desk | undefined;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'follow') desk = new Desk(data);
  else if (desk !== undefined) postMessage(desk.answer(data.newest, data.rows, data.field));
});
