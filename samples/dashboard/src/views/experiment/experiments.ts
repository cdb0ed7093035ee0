import { forEditors } from '../../access/caller.js';
import { experiments } from '../../api/calls.js';
import type { Experiment, ExperimentStatus } from '../../api/types.js';
import { loaded } from '../../app/loaded.js';
import { button, heading, iconButton, nothing, pill } from '../../app/parts.js';
import { href, type View } from '../../app/router.js';
import { Each, type Row } from '../../dom/each.js';
import { count, since, time } from '../../dom/format.js';
import { fill, h, setText } from '../../dom/h.js';
import { icon } from '../../dom/icon.js';
import { wrong } from '../../app/announce.js';
import { remove, startOrStop } from './commands.js';
import { newExperiment } from './new-experiment.js';

const Filters: readonly (readonly [status: ExperimentStatus | undefined, name: string])[] = [
  [undefined, 'All'], ['running', 'Running'], ['draft', 'Drafts'], ['stopped', 'Stopped'],
];

/** All experiments, with their status, and what can be done with them. */
export const experimentsView: View = (place, life) => {
  let wanted: ExperimentStatus | undefined;
  const content = h('div');
  const filters = Filters.map(([status, name]) => h('button', {
    type: 'button', 'aria-pressed': String(status === wanted), onclick: () => {
      wanted = status;
      filters.forEach((filter, index) => filter.setAttribute('aria-pressed', String(Filters[index]?.[0] === wanted)));
      void again();
    },
  }, name));
  place.append(
    heading('Experiments', create()),
    h('div', { class: 'segments', role: 'group', 'aria-label': 'Which experiments' }, filters),
    content);
  const again = loaded(content, life, {
    load: (signal) => experiments.list(wanted, signal),
    everyMilliseconds: 3000,
    show: (where, first) => {
      const body = h('tbody');
      const rows = new Each<Experiment>(body, ({ id }) => id, (item) => row(item, () => again()));
      const table = h('table', { class: 'table' },
        h('caption', { class: 'unseen' }, 'Experiments, newest first'),
        h('thead', {}, h('tr', {}, ['Name', 'Status', 'Events', 'Created', ''].map((name) =>
          h('th', { scope: 'col', class: name === 'Events' ? 'number' : undefined }, name || h('span', { class: 'unseen' }, 'Actions'))))),
        body);
      const empty = h('div');
      where.append(table, empty);
      const update = ({ items }: typeof first): void => {
        rows.show(items);
        table.hidden = items.length === 0;
        if (items.length > 0) empty.replaceChildren();
        else if (empty.childElementCount === 0 || empty.dataset['of'] !== String(wanted)) {
          empty.dataset['of'] = String(wanted);
          fill(empty, none(wanted));
        }
      };
      update(first);
      return update;
    },
  });
};

const create = (): HTMLElement | false => forEditors(() => button('New experiment', 'plus', 'primary', newExperiment));

function none(status: ExperimentStatus | undefined): HTMLElement {
  return status === undefined
    ? nothing('experiments', 'No experiment yet',
      'An experiment is a run that agents react to. Its log keeps every reaction in order, and everybody who looks sees them as they come.',
      forEditors(() => button('Make the first one', 'plus', 'primary', newExperiment)))
    : nothing('experiments', `None is ${status === 'draft' ? 'a draft' : status}`, 'Choose another filter to see the others.');
}

function row(first: Experiment, again: () => Promise<void>): Row<Experiment> {
  let now = first;
  const [name, status, events] = [h('a', { href: href(`experiments/${first.id}`) }), h('td', { 'data-name': 'Status' }), h('td', { class: 'number', 'data-name': 'Events' })];
  const act = h('button', { type: 'button', class: 'plain small', onclick: () => void press() });
  const press = async (): Promise<void> => {
    act.disabled = true;
    await startOrStop(now).catch(wrong);
    act.disabled = false;
    await again();
  };
  const created = h('td', { 'data-name': 'Created' }, h('time', { datetime: first.created_at, title: time(first.created_at) }));
  let shown = '';
  return {
    element: h('tr', {}, h('th', { scope: 'row' }, name), status, events, created, h('td', { class: 'row-actions' }, forEditors(() => [act,
      iconButton(`Delete ${first.name}`, 'trash', async () => { if (await remove(now)) await again(); })]))),
    update: (item) => {
      now = item;
      setText(name, item.name);
      setText(events, count(item.last_seq));
      setText(created.firstElementChild!, since(item.created_at));
      if (shown === item.status) return;
      shown = item.status;
      fill(status, pill(item.status));
      fill(act, icon(item.status === 'running' ? 'stop' : 'play'), h('span', {}, item.status === 'running' ? 'Stop' : 'Start'), h('span', { class: 'unseen' }, ` ${item.name}`));
    },
  };
}
