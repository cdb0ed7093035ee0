import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { colour } from '../app/theme.js';
import { count } from '../dom/format.js';
import { h, setText } from '../dom/h.js';
import type { Lifetime } from '../dom/lifetime.js';

const Height = 210;

/** Reactions a second over the last minutes. */
export class RateChart {
  readonly #readout = h('p', { class: 'readout' });
  readonly #canvas = h('div', { class: 'rate-chart', role: 'img', 'aria-label': 'Reactions a second over the last three minutes' });
  readonly element = h('div', { class: 'rate' }, this.#canvas, this.#readout);
  #plot: uPlot | undefined;
  #data: [number[], (number | null)[]] = [[], []];
  #second = 0;

  constructor(life: Lifetime) {
    const sizes = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width > 0 && this.#plot === undefined) this.#make(width);
      else if (width > 0) this.#plot?.setSize({ width, height: Height });
    });
    sizes.observe(this.#canvas);
    addEventListener('schemechange', () => {
      if (this.#plot !== undefined) this.#make(this.#plot.width);
    }, { signal: life.signal });
    life.ends(() => {
      sizes.disconnect();
      this.#plot?.destroy();
    });
  }

  /** Shows the counts of the seconds up to one; null stands before the log's first known second. */
  show(rates: readonly (number | null)[], second: number): void {
    const same = second === this.#second && rates.at(-1) === this.#data[1].at(-1);
    if (same) return;
    this.#second = second;
    this.#data = [rates.map((_, index) => second - rates.length + 1 + index), [...rates]];
    this.#plot?.setData(this.#data);
    const peak = rates.reduce<number>((most, one) => Math.max(most, one ?? 0), 0);
    this.#canvas.setAttribute('aria-label', `Reactions a second over the last three minutes: ${count(rates.at(-1) ?? 0)} now, ${count(peak)} at most.`);
  }

  #make(width: number): void {
    this.#plot?.destroy();
    const [line, grid, ink] = [colour('--accent'), colour('--line'), colour('--muted')];
    const axis = { stroke: ink, font: '12px system-ui', grid: { stroke: grid, width: 1 }, ticks: { show: false } };
    this.#plot = new uPlot({
      width, height: Height, legend: { show: false }, padding: [12, 4, 0, 0],
      cursor: { y: false, points: { size: 7, fill: line }, drag: { x: false, y: false } },
      scales: { x: { time: true }, y: { range: (_, __, most) => [0, Math.max(5, most * 1.15)] } },
      axes: [{ ...axis, grid: { show: false }, space: 70, size: 28, values: (_, ticks) => ticks.map(clockOf) }, { ...axis, size: 52, space: 36, values: (_, ticks) => ticks.map(count) }],
      series: [{}, { stroke: line, width: 1.75, fill: `color-mix(in srgb, ${line} 14%, transparent)`, points: { show: false } }],
      hooks: { setCursor: [(plot) => this.#point(plot.cursor.idx ?? undefined)] },
    }, this.#data, this.#canvas);
  }

  #point(index: number | undefined): void {
    const [second, rate] = [this.#data[0][index ?? -1], this.#data[1][index ?? -1]];
    setText(this.#readout, second === undefined || rate === undefined || rate === null ? '' : `${count(rate)} at ${clockOf(second)}`);
  }
}

const clockOf = (second: number): string => new Date(second * 1000).toLocaleTimeString('en-GB');
