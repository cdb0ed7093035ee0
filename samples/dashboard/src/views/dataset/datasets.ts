import { forEditors } from '../../access/caller.js';
import { datasets } from '../../api/calls.js';
import type { Dataset } from '../../api/types.js';
import { loaded } from '../../app/loaded.js';
import { heading, nothing } from '../../app/parts.js';
import { href, type View } from '../../app/router.js';
import { Each } from '../../dom/each.js';
import { bytes, count, since, time } from '../../dom/format.js';
import { fill, h, setText } from '../../dom/h.js';
import { icon } from '../../dom/icon.js';

/** All datasets. */
export const datasetsView: View = (place, life) => {
  const content = h('div');
  place.append(heading('Datasets', newLink()), content);
  loaded(content, life, {
    load: (signal) => datasets.list(signal),
    everyMilliseconds: 5000,
    show: (where, first) => {
      const body = h('tbody');
      const rows = new Each<Dataset>(body, ({ id }) => id, row);
      const table = h('table', { class: 'table' },
        h('caption', { class: 'unseen' }, 'Datasets, newest first'),
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Name'), h('th', { scope: 'col' }, 'Labels'), h('th', { scope: 'col', class: 'number' }, 'Rows'),
          h('th', { scope: 'col', class: 'number' }, 'Stored'), h('th', { scope: 'col' }, 'Created'))), body);
      const empty = h('div');
      where.append(table, empty);
      const update = ({ items }: typeof first): void => {
        rows.show(items);
        table.hidden = items.length === 0;
        fill(empty, items.length === 0 && nothing('datasets', 'No dataset yet',
          'A dataset is rows to train a model on, made here from a schema: the same seed gives the same rows on every server.', newLink()));
      };
      update(first);
      return update;
    },
  });
};

const newLink = (): HTMLElement | false => forEditors(() =>
  h('a', { class: 'button primary', href: href('datasets/new') }, icon('plus'), h('span', {}, 'New dataset')));

function row(first: Dataset): { element: Element; update(item: Dataset): void } {
  const [rows, stored] = [h('td', { class: 'number', 'data-name': 'Rows' }), h('td', { class: 'number', 'data-name': 'Stored' })];
  return {
    element: h('tr', {},
      h('th', { scope: 'row' }, h('a', { href: href(`datasets/${first.id}`) }, first.name), h('span', { class: 'version-tag' }, first.version)),
      h('td', { 'data-name': 'Labels', class: 'soft' }, first.labels.join(', ')), rows, stored,
      h('td', { 'data-name': 'Created' }, h('time', { datetime: first.created_at, title: time(first.created_at) }, since(first.created_at)))),
    update: (item) => {
      setText(rows, count(item.row_count));
      setText(stored, bytes(item.bytes));
    },
  };
}
