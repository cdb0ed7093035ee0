import { Bars } from '../../charts/bars.js';
import { Histogram } from '../../charts/histogram.js';
import { count, counted, number } from '../../dom/format.js';
import { fill, h, setText } from '../../dom/h.js';
import type { Distribution } from '../../live/distribution.js';
import type { Figures } from '../../live/messages.js';
import type { Window } from '../../live/live-log.js';

/** How one field of the payloads lies: texts as bars, numbers as a histogram. */
export class FieldPanel {
  readonly select = h('select', { class: 'small', 'aria-label': 'Field of the payload' });
  readonly #bars = new Bars();
  readonly #histogram = new Histogram();
  readonly #caption = h('p', { class: 'caption' });
  readonly #empty = h('p', { class: 'caption' }, 'As soon as there are reactions, the fields of their payloads can be chosen here.');
  readonly element = h('div', { class: 'field-panel' }, this.#empty);
  #fields = '';
  #kind: Distribution['kind'] | undefined;

  constructor(window: Window) {
    this.select.addEventListener('change', () => { window.field = this.select.value; });
    this.select.hidden = true;
  }

  show({ fields, field, distribution }: Figures): void {
    const key = fields.map(({ path, kind }) => `${path}:${kind}`).join('\n');
    if (key !== this.#fields) {
      this.#fields = key;
      fill(this.select, fields.map(({ path }) => h('option', { value: path }, path)));
      this.select.hidden = fields.length === 0;
    }
    if (field !== undefined && this.select.value !== field && document.activeElement !== this.select) this.select.value = field;
    if (distribution === undefined) return;
    if (distribution.kind !== this.#kind) {
      this.#kind = distribution.kind;
      fill(this.element, distribution.kind === 'number' ? this.#histogram.element : this.#bars.element, this.#caption);
    }
    this.#draw(field ?? '', distribution);
  }

  #draw(field: string, distribution: Distribution): void {
    if (distribution.kind === 'number') {
      const { least, most, mean, bins } = distribution;
      const sentence = `${field}: from ${number(least)} to ${number(most)}, ${number(mean)} on average`;
      this.#histogram.show(bins, sentence);
      setText(this.#caption, `Mean ${number(mean)}, from ${number(least)} to ${number(most)}, of the last ${count(distribution.count)}`);
    } else {
      this.#bars.show(distribution.bars, distribution.count);
      setText(this.#caption, `${counted(distribution.differing, 'value')}, of the last ${count(distribution.count)}`);
    }
  }
}
