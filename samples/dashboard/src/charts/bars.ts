import { Each } from '../dom/each.js';
import { count } from '../dom/format.js';
import { h, setText } from '../dom/h.js';

/** One value and how often it came. */
export interface Bar {
  readonly text: string;
  readonly count: number;
}

/** Values and how often they came, the most frequent first: a list that looks like a chart. */
export class Bars {
  readonly element = h('ol', { class: 'bars' });
  readonly #rows = new Each<Bar & { readonly share: number; readonly whole: number }>(this.element, ({ text }) => text, () => {
    const [name, bar, number] = [h('span', { class: 'bar-name' }), h('i', { 'aria-hidden': 'true' }), h('span', { class: 'bar-count' })];
    return {
      element: h('li', {}, name, h('span', { class: 'bar-track' }, bar), number),
      update: ({ text, count: many, share, whole }) => {
        setText(name, text === '' ? '(empty)' : text);
        name.title = text;
        bar.style.transform = `scaleX(${share.toFixed(4)})`;
        setText(number, `${whole > 0 ? Math.round(100 * many / whole) : 0} %`);
        number.title = count(many);
      },
    };
  });

  show(bars: readonly Bar[], whole: number): void {
    const most = bars[0]?.count ?? 0;
    this.#rows.show(bars.map((bar) => ({ ...bar, share: most > 0 ? bar.count / most : 0, whole })));
  }
}
