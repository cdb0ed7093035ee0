import { count, span } from '../../dom/format.js';
import { h, setText } from '../../dom/h.js';
import type { Frame } from '../../live/messages.js';

/** The few numbers that say how the experiment goes. */
export class FigureStrip {
  readonly #rate = h('dd', {}, '–');
  readonly #head = h('dd', {}, '–');
  readonly #lag = h('dd', {}, '–');
  readonly #agents = h('dd', {}, '–');
  readonly element = h('dl', { class: 'figures' },
    figure('Reactions a second', this.#rate), figure('Events in the log', this.#head),
    figure('Behind the head', this.#lag), figure('Agents heard', this.#agents));

  show({ head, seq, phase, figures }: Frame): void {
    setText(this.#head, count(head));
    if (figures === undefined) return;
    const { perSecond, delay, agents } = figures;
    setText(this.#rate, perSecond >= 100 ? count(Math.round(perSecond)) : perSecond.toFixed(1));
    setText(this.#agents, count(agents));
    setText(this.#lag, phase !== 'live' || head > seq ? `${count(head - seq)} events` : delay === undefined ? '0 events' : span(delay));
  }
}

const figure = (name: string, value: HTMLElement): HTMLElement => h('div', {}, h('dt', {}, name), value);
