import { datasets } from '../../api/calls.js';
import { Refusal } from '../../api/http.js';
import type { JsonObject } from '../../api/types.js';
import { done, wrong } from '../../app/announce.js';
import { button, heading } from '../../app/parts.js';
import { go, type View } from '../../app/router.js';
import { h } from '../../dom/h.js';
import { presets, type Preset } from './presets.js';
import { SchemaEditor } from './schema-editor.js';

/** Makes a dataset: a name, labels, and a schema that begins with a preset. */
export const newDatasetView: View = (place) => {
  const name = h('input', { id: 'dataset-name', type: 'text', autocomplete: 'off', required: true, 'aria-describedby': 'dataset-name-wrong' });
  const nameWrong = h('p', { class: 'problem', id: 'dataset-name-wrong', role: 'alert' });
  const labels = h('input', { id: 'dataset-labels', type: 'text', autocomplete: 'off', 'aria-describedby': 'labels-hint' });
  const about = h('p', { class: 'hint', role: 'status' });
  const editor = new SchemaEditor();
  const choices = presets.map((preset) => h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => choose(preset) }, preset.name));

  const choose = (preset: Preset): void => {
    choices.forEach((choice, index) => choice.setAttribute('aria-pressed', String(presets[index] === preset)));
    about.textContent = preset.about;
    labels.value = preset.labels.join(', ');
    editor.text = JSON.stringify(preset.schema, null, 2);
  };

  const create = async (): Promise<void> => {
    nameWrong.textContent = '';
    const schema = editor.json;
    if (schema === undefined) return wrong('The schema is not valid JSON yet; the line is marked.');
    try {
      const made = await datasets.create({ name: name.value.trim(), labels: words(labels.value), schema } as JsonObject);
      done(`“${made.name}” was made. It has no rows yet.`);
      go(`datasets/${made.id}`);
    } catch (failure) {
      if (!(failure instanceof Refusal) || Object.keys(failure.errors).length === 0) throw failure;
      const { name: ofName, ...others } = failure.errors;
      nameWrong.textContent = ofName?.join(' ') ?? '';
      editor.refuse(others);
      if (ofName !== undefined) name.focus();
    }
  };

  place.append(
    heading('New dataset', undefined, { path: 'datasets', name: 'Datasets' }),
    h('form', { class: 'sheet', novalidate: true, onsubmit: (event) => event.preventDefault() },
      h('div', { class: 'field' }, h('label', { for: 'dataset-name' }, 'Name'), name, nameWrong),
      h('div', { class: 'field' }, h('span', { class: 'label', id: 'presets' }, 'Begin with'),
        h('div', { class: 'segments', role: 'group', 'aria-labelledby': 'presets' }, choices), about),
      h('div', { class: 'field' }, h('label', { for: 'dataset-labels' }, 'Labels'), labels,
        h('p', { class: 'hint', id: 'labels-hint' }, 'What a row may be labelled, separated by commas.')),
      editor.element,
      h('footer', {}, button('Create', undefined, 'primary', create))));
  choose(presets[0]!);
  name.focus();
};

const words = (text: string): string[] | undefined => {
  const found = text.split(',').map((word) => word.trim()).filter((word) => word !== '');
  return found.length === 0 ? undefined : found;
};
