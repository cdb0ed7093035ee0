import { button } from '../../app/parts.js';
import { clock, count } from '../../dom/format.js';
import { h, set, setText } from '../../dom/h.js';
import { icon } from '../../dom/icon.js';
import type { Lifetime } from '../../dom/lifetime.js';
import { VirtualRows, type VirtualRow } from '../../dom/virtual-rows.js';
import type { Frame, LogRow } from '../../live/messages.js';
import type { Window } from '../../live/live-log.js';
import { Pages } from '../../live/pages.js';
import type { AgentNames } from '../agent/names.js';
import { showReaction } from './reaction-dialog.js';

const RowPixels = 30;
const RestMilliseconds = 120;

/**
 * The whole log, newest first: what is new from memory, what is older by REST as it is scrolled to. At the top it follows the
 * head; anywhere else it stands still.
 */
export class LogTable {
  readonly #experiment: string;
  readonly #names: AgentNames;
  readonly #life: Lifetime;
  readonly #view = h('div', { class: 'log-view', tabindex: '0', role: 'rowgroup', 'aria-label': 'Events, newest first' });
  readonly #payloads = h('span', { role: 'columnheader', class: 'payload' }, 'Payload');
  readonly #table = h('div', { class: 'log', role: 'table', 'aria-label': 'The log' },
    h('div', { role: 'rowgroup' }, h('div', { role: 'row', class: 'log-row log-head' },
      ['Seq', 'Time', 'Agent'].map((name) => h('span', { role: 'columnheader' }, name)), this.#payloads)),
    this.#view);
  readonly #newer = h('button', { type: 'button', class: 'newer', hidden: true, onclick: () => this.#follow() });
  readonly pause = button('Pause', 'pause', 'plain', () => this.#toggle());
  readonly element = h('div', { class: 'log-frame' }, this.#table, this.#newer);
  readonly #pages: Pages;
  readonly #rows: VirtualRows;
  #memory: ReadonlyMap<number, LogRow> = new Map();
  #frozen: number | undefined;
  #paused = false;
  #top = 0;
  #version = 0;
  #rested = 0;
  #place = '';
  // How many letters of a payload fit into its cell.
  #letters = 60;

  constructor(experiment: string, names: AgentNames, life: Lifetime) {
    [this.#experiment, this.#names, this.#life] = [experiment, names, life];
    this.#pages = new Pages(experiment, life.signal, () => { this.#version += 1; });
    this.#rows = new VirtualRows(this.#view, RowPixels, life.signal, () => this.#row());
    this.pause.classList.add('small');
    const widths = new ResizeObserver(([entry]) => entry && this.#measure(entry.target as HTMLElement));
    widths.observe(this.#payloads);
    life.ends(() => widths.disconnect());
    // The agents' names come a moment after the first rows.
    const renamed = setInterval(() => { this.#version += 1; }, 1000);
    life.ends(() => clearInterval(renamed));
  }

  /** Draws a frame, and says what it wants of the next. */
  draw(frame: Frame, window: Window): void {
    if (frame.rows !== undefined) {
      this.#memory = new Map(frame.rows.map((row) => [row.seq, row]));
      this.#version += 1;
    }
    this.#hold(frame.seq);
    this.#top = this.#frozen ?? frame.seq;
    this.#rows.count = this.#top;
    const { first, count: many } = this.#rows.range;
    [window.newest, window.rows] = [this.#frozen === undefined ? undefined : this.#top - first, many];
    this.#rows.draw();
    this.#fetch(this.#top - first, Math.max(1, this.#top - first - many + 1));
    this.#tellNewer(frame.seq - this.#top);
    if (frame.figures !== undefined) set(this.#table, 'aria-rowcount', this.#top + 1);
  }

  #hold(seq: number): void {
    if (this.#rows.isAtTop && !this.#paused) this.#frozen = undefined;
    else this.#frozen ??= this.#top === 0 ? seq : this.#top;
  }

  // What is flown over is not asked for; only where the scrolling rests.
  #fetch(newest: number, oldest: number): void {
    const place = `${newest}/${oldest}`;
    if (place !== this.#place) [this.#place, this.#rested] = [place, performance.now()];
    if (this.#frozen === undefined || performance.now() - this.#rested < RestMilliseconds || newest < 1) return;
    let [from, to] = [0, 0];
    for (let seq = newest; seq >= oldest; seq -= 1) {
      if (this.#memory.has(seq)) continue;
      from ||= seq;
      to = seq;
    }
    if (from > 0) this.#pages.want(from, to);
  }

  #tellNewer(newer: number): void {
    this.#newer.hidden = newer <= 0;
    if (newer > 0) setText(this.#newer, `↑ ${count(newer)} newer`);
  }

  /**
   * What of a payload fits into its cell, so that the browser shapes no letter that is not seen: with its own ellipsis it lays
   * out twice whatever is too long, in twenty rows sixty times a second.
   */
  #fitting(text: string): string {
    return text.length > this.#letters ? `${text.slice(0, this.#letters - 1)}…` : text;
  }

  #measure(cell: HTMLElement): void {
    const pen = document.createElement('canvas').getContext('2d');
    if (pen === null) return;
    pen.font = getComputedStyle(cell).font;
    this.#letters = Math.max(8, Math.floor(cell.clientWidth / pen.measureText('0').width));
    this.#version += 1;
  }

  #follow(): void {
    this.#paused = true;
    this.#toggle();
    this.#frozen = undefined;
    this.#rows.toTop();
    this.#view.focus();
  }

  #toggle(): void {
    this.#paused = !this.#paused;
    this.pause.replaceChildren(icon(this.#paused ? 'play' : 'pause'), h('span', {}, this.#paused ? 'Go on' : 'Pause'));
  }

  #row(): VirtualRow {
    const seqCell = h('button', { type: 'button', onclick: () => void showReaction(this.#experiment, shown, this.#names, this.#life.signal) });
    const [at, agent, text] = [h('span', { role: 'cell' }), h('span', { role: 'cell' }), h('span', { role: 'cell', class: 'payload' })];
    const element = h('div', { class: 'log-row', role: 'row' }, h('span', { role: 'cell' }, seqCell), at, agent, text);
    let [shown, version, index] = [0, -1, -1];
    return {
      element,
      show: (now) => {
        const seq = this.#top - now;
        if (now !== index) set(element, 'aria-rowindex', now + 2);
        index = now;
        if (seq === shown && version === this.#version) return;
        [shown, version] = [seq, this.#version];
        const row = this.#memory.get(seq) ?? this.#pages.at(seq);
        setText(seqCell, `#${count(seq)}`);
        setText(at, row === undefined || row.at === '' ? '' : clock(row.at));
        setText(agent, row?.agent ? this.#names.of(row.agent) : '');
        setText(text, this.#fitting(row?.text ?? '…'));
        element.classList.toggle('is-change', row !== undefined && row.agent === null);
      },
    };
  }
}
