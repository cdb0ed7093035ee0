import { count, number } from '../dom/format.js';
import { h, setText } from '../dom/h.js';

/** A bin; its edges are told as they are. */
export interface Column {
  readonly from: number | string;
  readonly to: number | string;
  readonly count: number;
}

/** How numbers lie. It is a picture to a screen reader, with one sentence that says what it shows. */
export class Histogram {
  readonly #columns = h('div', { class: 'columns' });
  readonly #least = h('span');
  readonly #most = h('span');
  readonly element = h('figure', { class: 'histogram', role: 'img' }, this.#columns, h('figcaption', { 'aria-hidden': 'true' }, this.#least, this.#most));

  /** @param told Whether each bin tells its edges and its count to the pointer. */
  show(bins: readonly Column[], sentence: string, told = false): void {
    const highest = bins.reduce((most, bin) => Math.max(most, bin.count), 0);
    while (this.#columns.childElementCount > bins.length) this.#columns.lastElementChild?.remove();
    bins.forEach((bin, index) => {
      let column = this.#columns.children[index] as HTMLElement | undefined;
      if (column === undefined) this.#columns.append(column = h('i'));
      column.style.transform = `scaleY(${highest > 0 ? Math.max(bin.count / highest, bin.count > 0 ? 0.01 : 0).toFixed(4) : 0})`;
      if (told) column.title = `${edge(bin.from)} to ${edge(bin.to)}: ${count(bin.count)}`;
    });
    const [first, last] = [bins[0], bins.at(-1)];
    const [least, most] = [edge(first?.from ?? ''), edge(last?.to ?? '')];
    const day = least.slice(0, 10) !== most.slice(0, 10) && typeof first?.from === 'string' ? 10 : undefined;
    setText(this.#least, least.slice(0, day));
    setText(this.#most, most.slice(0, day));
    if (this.element.getAttribute('aria-label') !== sentence) this.element.setAttribute('aria-label', sentence);
  }
}

const edge = (value: number | string): string => (typeof value === 'number' ? number(value) : value.replace('T', ' ').replace(/\.0+Z?$|Z$/, ''));
