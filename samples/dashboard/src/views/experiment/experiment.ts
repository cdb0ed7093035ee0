import { forEditors } from '../../access/caller.js';
import { experiments } from '../../api/calls.js';
import { at } from '../../api/http.js';
import type { Experiment } from '../../api/types.js';
import { loaded } from '../../app/loaded.js';
import { button, copyable, download, facts, heading, panel, pill } from '../../app/parts.js';
import { go, type View } from '../../app/router.js';
import { RateChart } from '../../charts/rate-chart.js';
import { time } from '../../dom/format.js';
import { fill, h, setText } from '../../dom/h.js';
import { icon } from '../../dom/icon.js';
import type { Lifetime } from '../../dom/lifetime.js';
import { LiveLog } from '../../live/live-log.js';
import { AgentNames } from '../agent/names.js';
import { AgentsPanel } from './agents-panel.js';
import { remove, startOrStop } from './commands.js';
import { Connection } from './connection.js';
import { FieldPanel } from './field-panel.js';
import { FigureStrip } from './figures.js';
import { firstReaction } from './first-reaction.js';
import { LogTable } from './log-table.js';

/** How much of the log's end is read at first, so that there is something to see at once. */
const Backlog = 10_000;

/** One experiment, live. */
export const experimentView: View = (place, life, id) => {
  const again = loaded<Experiment>(place, life, {
    load: (signal) => experiments.get(id, signal),
    everyMilliseconds: 5000,
    rows: 8,
    show: (where, experiment) => {
      const head = new Head(experiment, () => again());
      where.append(head.element);
      live(where, experiment, life, () => void again());
      return (now) => head.show(now);
    },
  });
};

function live(where: HTMLElement, { id, last_seq: head }: Experiment, life: Lifetime, changed: () => void): void {
  const names = new AgentNames(life);
  const [connection, strip, rate, table] = [new Connection(), new FigureStrip(), new RateChart(life), new LogTable(id, names, life)];
  const agents = new AgentsPanel(id, names, life);
  const first = firstReaction(id);
  let status: number | undefined;
  // What changes a few times a second is drawn one thing a frame, so that no frame has all of it to do.
  let waiting: (() => void)[] = [];
  const log = new LiveLog(id, Math.max(0, head - Backlog), life, (frame) => {
    connection.show(frame);
    table.draw(frame, log.window);
    strip.show(frame);
    first.hidden = frame.seq > 1;
    const { figures } = frame;
    if (figures !== undefined) waiting = [() => rate.show(figures.rates, figures.second), () => field.show(figures), () => agents.show(figures)];
    waiting.shift()?.();
    if (figures?.status !== undefined && figures.status.seq !== status) {
      status = figures.status.seq;
      changed();
    }
  });
  const field = new FieldPanel(log.window);
  where.append(
    connection.element, strip.element, first,
    h('div', { class: 'live-grid' },
      panel('Rate', rate.element, undefined, 'wide'),
      panel('Distribution', field.element, field.select),
      panel('Log', table.element, table.pause, 'wide log-panel'),
      panel('Agents', agents.element, forEditors(() => agents.add))));
}

/** The experiment's name and status, and what can be done with it. */
class Head {
  readonly #status = h('span');
  readonly #name = h('span');
  readonly #act = button('Start', 'play', 'primary', async () => {
    await startOrStop(this.#now);
    await this.#again();
  });
  readonly #facts = h('div');
  readonly #again: () => Promise<void>;
  readonly element: HTMLElement;
  #now: Experiment;

  constructor(experiment: Experiment, again: () => Promise<void>) {
    this.#again = again;
    this.#now = experiment;
    const log = at(`/experiments/${experiment.id}/export`);
    this.element = h('div', {},
      heading([this.#name, ' ', this.#status], [
        forEditors(() => this.#act), download('JSON lines', `${log}?format=jsonl`), download('CSV', `${log}?format=csv`),
        forEditors(() => button('Delete', 'trash', 'plain', async () => { if (await remove(this.#now)) go('experiments'); })),
      ], { path: 'experiments', name: 'Experiments' }),
      h('details', { class: 'more' }, h('summary', {}, 'Details'), this.#facts));
    this.show(experiment);
  }

  show(experiment: Experiment): void {
    const { id, name, status, created_at, started_at, ended_at, scenario } = experiment;
    this.#now = experiment;
    setText(this.#name, name);
    document.title = `${name} · CrowdMind`;
    const running = status === 'running';
    fill(this.#status, pill(status));
    fill(this.#act, icon(running ? 'stop' : 'play'), h('span', {}, running ? 'Stop' : 'Start'));
    this.#act.className = running ? 'plain' : 'primary';
    fill(this.#facts, facts([
      ['Id', copyable(id)],
      ['Created', time(created_at)],
      started_at ? ['Started', time(started_at)] : undefined,
      ended_at ? ['Stopped', time(ended_at)] : undefined,
      scenario ? ['Scenario', h('code', {}, JSON.stringify(scenario))] : undefined,
    ]));
  }
}
