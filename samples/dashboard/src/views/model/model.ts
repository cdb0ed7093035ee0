import { forEditors } from '../../access/caller.js';
import { models } from '../../api/calls.js';
import { Refusal } from '../../api/http.js';
import type { Model } from '../../api/types.js';
import { done, wrong } from '../../app/announce.js';
import { confirm } from '../../app/dialog.js';
import { loaded } from '../../app/loaded.js';
import { button, copyable, facts, heading, panel } from '../../app/parts.js';
import { go, href, type View } from '../../app/router.js';
import { bytes, short, time } from '../../dom/format.js';
import { fill, h } from '../../dom/h.js';
import type { Lifetime } from '../../dom/lifetime.js';
import { aliases } from './aliases-panel.js';
import { dropZone } from './drop-zone.js';
import { RunnersPanel } from './runners-panel.js';
import { signature } from './signature-panel.js';
import { giveFile } from './upload-dialog.js';

/** One version of a model: what is in it, what it is called, who is to run it. */
export const modelView: View = (place, life, id) => {
  const again = (): void => {
    place.replaceChildren();
    loaded<Model>(place, life, { load: (signal) => models.get(id, signal), rows: 8, show: (where, model) => show(where, model, life, again) });
  };
  again();
};

function show(where: HTMLElement, model: Model, life: Lifetime, again: () => void): void {
  document.title = `${model.name} · CrowdMind`;
  const [runners, words] = [new RunnersPanel(model, life), aliases(model, life)];
  fill(where,
    heading([model.name, h('span', { class: 'version-tag' }, model.version)], [
      model.size !== null && button('Download', 'download', 'plain', () => download(model)),
      forEditors(() => button('Delete', 'trash', 'plain', () => remove(model))),
    ], { path: 'models', name: 'Models' }),
    factsOf(model),
    model.signature === null
      ? forEditors(() => dropZone(life, (file) => void giveFile(model, file, () => undefined).then(again, wrong)))
      : panel('Signature', signature(model.signature)),
    h('div', { class: 'pair' }, panel('Agents', runners.element, forEditors(() => model.size !== null && runners.add)), panel('Aliases', words.element, forEditors(() => words.add))));
}

const factsOf = (model: Model): HTMLElement => facts([
  ['Size', model.size === null ? 'no file yet' : bytes(model.size)],
  model.target_device ? ['Target device', model.target_device] : undefined,
  model.labels.length > 0 ? ['Labels', model.labels.join(', ')] : undefined,
  ['Created', time(model.created_at)],
  model.checksum === null ? undefined : ['SHA-256', copyable(model.checksum, short(model.checksum))],
  ['Id', copyable(model.id, short(model.id))],
  model.dataset_id ? ['Trained on', h('a', { href: href(`datasets/${model.dataset_id}`) }, 'a dataset')] : undefined,
  ...Object.entries(model.metrics ?? {}).slice(0, 8).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const),
  model.description ? ['Description', model.description] : undefined,
]);

// The address is signed for a while, so it is asked for when it is wanted.
async function download({ id }: Model): Promise<void> {
  const { url } = await models.download(id);
  const link = h('a', { href: url, download: '' });
  link.click();
}

async function remove(model: Model): Promise<void> {
  const title = `Delete ${model.name} ${model.version ?? ''}?`;
  let refused: Refusal | undefined;
  let deleted = await confirm(title, 'Its file and its aliases are deleted with it. This cannot be undone.', 'Delete', async () => {
    await models.delete(model.id, false).catch((failure: unknown) => {
      if (!(failure instanceof Refusal) || failure.status !== 409) throw failure;
      refused = failure;
    });
  });
  if (refused !== undefined) deleted = await confirm(title, refused.message, 'Take it from them and delete', () => models.delete(model.id, true));
  if (!deleted) return;
  done(`${model.name} was deleted.`);
  go('models');
}
