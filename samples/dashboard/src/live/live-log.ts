import { credential, leave } from '../access/credential.js';
import { known } from '../api/http.js';
import type { Lifetime } from '../dom/lifetime.js';
import type { Frame, ToWorker } from './messages.js';

/** What the page wants to see of the log. */
export interface Window {
  /** The seq at the top; undefined for the head, whatever it is. */
  newest: number | undefined;
  rows: number;
  field: string | undefined;
}

/** The page's side of a followed log: it asks once a frame, draws what was answered, and never lets answers pile up. */
export class LiveLog {
  readonly window: Window = { newest: undefined, rows: 0, field: undefined };
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  #answer: Frame | undefined;
  #asked = false;

  constructor(experiment: string, after: number, life: Lifetime, draw: (frame: Frame) => void) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Frame>) => {
      this.#answer = data;
      this.#asked = false;
    });
    this.#tell({ kind: 'follow', experiment, url: location.origin, prefix: known().api_prefix, after, accessToken: credential() });
    life.frames(() => {
      const answer = this.#answer;
      this.#answer = undefined;
      if (!this.#asked) {
        this.#asked = true;
        this.#tell({ kind: 'frame', ...this.window });
      }
      if (answer?.refused === true) leave(true);
      else if (answer !== undefined) draw(answer);
    });
    life.ends(() => this.#worker.terminate());
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}
