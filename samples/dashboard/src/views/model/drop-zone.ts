import { known } from '../../api/http.js';
import { h } from '../../dom/h.js';
import { icon } from '../../dom/icon.js';
import type { Lifetime } from '../../dom/lifetime.js';

/** A place where a file is dropped, or chosen. The whole page takes a dropped file while this is shown. */
export function dropZone(life: Lifetime, taken: (file: File) => void): HTMLElement {
  const input = h('input', { type: 'file', accept: '.tflite', class: 'unseen', id: 'model-file', onchange: () => {
    const file = input.files?.[0];
    input.value = '';
    if (file !== undefined) taken(file);
  } });
  const zone = h('div', { class: 'drop' }, input,
    h('label', { for: 'model-file' }, icon('upload'), h('span', {}, h('strong', {}, 'Drop a .tflite file here'), ` or choose one, up to ${known().max_upload_mb} MiB`)));
  const { signal } = life;
  let depth = 0;
  const mark = (): void => { zone.classList.toggle('is-over', depth > 0); };
  document.addEventListener('dragenter', () => { depth += 1; mark(); }, { signal });
  document.addEventListener('dragleave', () => { depth -= 1; mark(); }, { signal });
  document.addEventListener('dragover', (event) => event.preventDefault(), { signal });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    mark();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) taken(file);
  }, { signal });
  return zone;
}
