import type { DatasetRow } from '../../api/types.js';
import { count } from '../../dom/format.js';
import { h } from '../../dom/h.js';

/** The first rows as a table, a column for each field. */
export function sample(rows: readonly DatasetRow[]): HTMLElement {
  const columns = [...new Set(rows.flatMap(({ input_data }) => Object.keys(input_data)))];
  return h('div', { class: 'scroll-x', tabindex: '0', role: 'region', 'aria-label': 'The first rows' },
    h('table', { class: 'table dense' },
      h('thead', {}, h('tr', {}, ['row', ...columns, 'label', 'split'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map(({ input_data, label, meta }) => h('tr', {},
        h('td', { class: 'soft' }, count(meta.row)),
        columns.map((column) => h('td', {}, cell(input_data[column]))),
        h('td', {}, label), h('td', { class: 'soft' }, meta.split))))));
}

const cell = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
