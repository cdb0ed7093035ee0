import { forEditors } from '../../access/caller.js';
import { models } from '../../api/calls.js';
import type { Model, ModelAlias } from '../../api/types.js';
import { ask } from '../../app/dialog.js';
import { button, iconButton } from '../../app/parts.js';
import { fill, h } from '../../dom/h.js';
import type { Lifetime } from '../../dom/lifetime.js';

/** The words that point at versions of this model. */
export function aliases(model: Model, life: Lifetime): { readonly element: HTMLElement; readonly add: HTMLElement } {
  const list = h('ul', { class: 'lines' });
  const caption = h('p', { class: 'caption' }, 'An alias, such as champion, stands for a version wherever a model is named: ', h('code', {}, `${model.name}@champion`), '.');

  const load = async (): Promise<void> => {
    const found = await models.aliases(model.name, life.signal).catch((): ModelAlias[] => []);
    fill(list, found.map(line));
  };

  const line = ({ alias, model_id, version }: ModelAlias): HTMLElement => h('li', {},
    h('div', {}, h('strong', {}, alias), h('span', { class: 'line-more' }, model_id === model.id ? 'this version' : `version ${version ?? ''}`)),
    forEditors(() => [
      model_id !== model.id && button('Point here', undefined, 'plain', async () => {
        await models.point(model.name, alias, model.id);
        await load();
      }),
      iconButton(`Delete the alias ${alias}`, 'close', async () => {
        await models.unpoint(model.name, alias);
        await load();
      }),
    ]));

  const add = button('Add', 'plus', 'plain', async () => {
    await ask({
      title: 'New alias', action: 'Point here',
      fields: [{ name: 'alias', label: 'Alias', required: true, hint: 'A word of letters, digits, dots, dashes and underscores.' }],
      submit: ({ alias }) => models.point(model.name, alias as string, model.id),
    });
    await load();
  });
  add.classList.add('small');
  void load();
  return { element: h('div', {}, list, caption), add };
}
