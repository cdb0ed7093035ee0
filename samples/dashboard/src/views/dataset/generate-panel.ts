import { datasets } from '../../api/calls.js';
import { Refusal } from '../../api/http.js';
import type { Job } from '../../api/types.js';
import { done, wrong } from '../../app/announce.js';
import { button } from '../../app/parts.js';
import { count, counted, span } from '../../dom/format.js';
import { fill, h, setText } from '../../dom/h.js';
import type { Lifetime } from '../../dom/lifetime.js';
import { watch } from '../../live/hub.js';

/** Makes rows, and shows how far that is. The hub tells; the job is asked for now and then as well. */
export class GeneratePanel {
  readonly #dataset: string;
  readonly #life: Lifetime;
  readonly #finished: () => void;
  readonly #rows = h('input', { id: 'rows', type: 'text', inputmode: 'numeric', value: '10000', autocomplete: 'off' });
  readonly #seed = h('input', { id: 'seed', type: 'text', inputmode: 'numeric', placeholder: 'drawn', autocomplete: 'off' });
  readonly #problem = h('p', { class: 'problem', role: 'alert' });
  readonly #bar = h('progress', { 'aria-label': 'Rows made' });
  readonly #words = h('p', { class: 'caption' });
  readonly #cancel = button('Cancel', 'close', 'plain', () => this.#job && datasets.cancel(this.#job.id));
  readonly #progress = h('div', { class: 'progress', hidden: true }, this.#bar, this.#words, this.#cancel);
  readonly element = h('div', {},
    h('form', { class: 'inline-form', novalidate: true, onsubmit: (event) => { event.preventDefault(); void this.#begin().catch(wrong); } },
      h('div', { class: 'field' }, h('label', { for: 'rows' }, 'Rows'), this.#rows),
      h('div', { class: 'field' }, h('label', { for: 'seed' }, 'Seed', h('span', { class: 'optional' }, ' optional')), this.#seed),
      h('button', { type: 'submit', class: 'primary' }, 'Generate')),
    this.#problem, this.#progress);
  #job: Job | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(dataset: string, life: Lifetime, finished: () => void) {
    [this.#dataset, this.#life, this.#finished] = [dataset, life, finished];
    watch<Job>('Dataset', dataset, life, (job) => this.#told(job));
    life.ends(() => clearInterval(this.#timer));
  }

  async #begin(): Promise<void> {
    setText(this.#problem, '');
    try {
      this.#told(await datasets.generate(this.#dataset, digits(this.#rows), digits(this.#seed)));
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      setText(this.#problem, failure.message);
    }
  }

  #told(job: Job): void {
    if (this.#job?.id === job.id && (this.#job.rows_done > job.rows_done || isOver(this.#job))) return;
    this.#job = job;
    this.#bar.max = job.rows_total;
    this.#bar.value = job.rows_done;
    this.#progress.hidden = isOver(job);
    setText(this.#words, words(job));
    if (isOver(job)) this.#end(job);
    else this.#timer ??= setInterval(() => void this.#ask(), 2000);
  }

  async #ask(): Promise<void> {
    if (this.#job === undefined) return;
    await datasets.job(this.#job.id, this.#life.signal).then((job) => this.#told(job), () => undefined);
  }

  #end({ status, rows_done, error }: Job): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (status === 'done') done(`${counted(rows_done, 'row')} were made.`);
    else if (status === 'failed') fill(this.#problem, `The rows could not be made: ${error ?? 'the reason is not known.'}`);
    else done('Cancelled; no row was added.');
    this.#finished();
  }
}

const digits = ({ value }: HTMLInputElement): string => value.replaceAll(/[ _,.]/g, '');
/** Whether a job has come to its end. */
export const isOver = ({ status }: Job): boolean => status !== 'queued' && status !== 'running';

function words({ status, rows_done, rows_total, rows_per_second, seconds_left }: Job): string {
  if (status === 'queued') return 'Waits for its turn';
  const rate = rows_per_second === null ? '' : `, ${count(rows_per_second)} rows/s`;
  return `${count(rows_done)} of ${count(rows_total)}${rate}${seconds_left === null ? '' : `, ${span(seconds_left * 1000)} left`}`;
}
