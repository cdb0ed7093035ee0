import { forEditors } from '../../access/caller.js';
import { models } from '../../api/calls.js';
import type { Model } from '../../api/types.js';
import { loaded } from '../../app/loaded.js';
import { heading, nothing, pill } from '../../app/parts.js';
import { href, type View } from '../../app/router.js';
import { Each } from '../../dom/each.js';
import { bytes, since, time } from '../../dom/format.js';
import { fill, h, setText } from '../../dom/h.js';
import { dropZone } from './drop-zone.js';
import { tensor } from './signature-panel.js';
import { uploadModel } from './upload-dialog.js';

/** All models, and where new ones are dropped. */
export const modelsView: View = (place, life) => {
  const content = h('div');
  const zone = forEditors(() => dropZone(life, (file) => void uploadModel(file, () => void again())));
  fill(place, heading('Models', undefined), zone, content);
  const again = loaded(content, life, {
    load: (signal) => models.list(signal),
    everyMilliseconds: 5000,
    show: (where, first) => {
      const body = h('tbody');
      const rows = new Each<Model>(body, ({ id }) => id, row);
      const table = h('table', { class: 'table' },
        h('caption', { class: 'unseen' }, 'Models, newest first'),
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Name'), h('th', { scope: 'col' }, 'Takes'), h('th', { scope: 'col' }, 'Gives'),
          h('th', { scope: 'col', class: 'number' }, 'Size'), h('th', { scope: 'col' }, 'Created'))), body);
      const empty = h('div');
      where.append(table, empty);
      const update = ({ items }: typeof first): void => {
        rows.show(items);
        table.hidden = items.length === 0;
        fill(empty, items.length === 0 && nothing('models', 'No model yet',
          'Models are trained elsewhere. Once uploaded, one can be looked into here and assigned to agents, which fetch and verify it.'));
      };
      update(first);
      return update;
    },
  });
};

function row(first: Model): { element: Element; update(item: Model): void } {
  const [takes, gives, size] = [h('td', { 'data-name': 'Takes' }), h('td', { 'data-name': 'Gives' }), h('td', { class: 'number', 'data-name': 'Size' })];
  return {
    element: h('tr', {},
      h('th', { scope: 'row' }, h('a', { href: href(`models/${first.id}`) }, first.name), h('span', { class: 'version-tag' }, first.version)),
      takes, gives, size,
      h('td', { 'data-name': 'Created' }, h('time', { datetime: first.created_at, title: time(first.created_at) }, since(first.created_at)))),
    update: ({ signature, size: stored }) => {
      if (stored === null) fill(size, pill('no file', 'draft'));
      else setText(size, bytes(stored));
      setText(takes, signature === null ? '' : signature.inputs.map(tensor).join(', '));
      setText(gives, signature === null ? '' : signature.outputs.length > 2 ? `${signature.outputs.length} tensors` : signature.outputs.map(tensor).join(', '));
    },
  };
}
