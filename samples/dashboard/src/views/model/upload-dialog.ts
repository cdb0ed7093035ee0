import { models } from '../../api/calls.js';
import { known } from '../../api/http.js';
import type { JsonObject, Model } from '../../api/types.js';
import { done, wrong } from '../../app/announce.js';
import { ask } from '../../app/dialog.js';
import { bytes } from '../../dom/format.js';
import { h, setText } from '../../dom/h.js';

/**
 * Makes a version known and gives it its file. When the file is refused, what was made known for it goes again, so that
 * the same name and version can be tried once more.
 */
export async function uploadModel(file: File, arrived: () => void): Promise<void> {
  const most = known().max_upload_mb * 1024 * 1024;
  if (file.size > most) return wrong(`${file.name} has ${bytes(file.size)}; this server takes ${bytes(most)} at most.`);
  const [bar, words] = [h('progress', { max: 1, value: 0, 'aria-label': 'Sent' }), h('p', { class: 'caption' }, `${file.name}, ${bytes(file.size)}`)];
  const uploaded = await ask({
    title: 'Upload a model',
    action: 'Upload',
    before: [words, bar],
    fields: [
      { name: 'name', label: 'Name', value: file.name.replace(/\.tflite$/i, '').replaceAll(/[_-]+/g, ' ').slice(0, 255), required: true },
      { name: 'version', label: 'Version', value: '1.0', required: true },
      { name: 'labels', label: 'Labels', kind: 'words', hint: 'What its classes are called, in the order of its output, separated by commas.' },
      { name: 'target_device', label: 'Target device', hint: 'Such as esp32-s3.' },
      { name: 'description', label: 'Description' },
    ],
    submit: async (values) => {
      const model = await models.create(values as JsonObject);
      await send(model, file, (share) => {
        bar.value = share;
        setText(words, share < 1 ? `${Math.round(share * 100)} % of ${bytes(file.size)}` : 'Sent; it is being read');
      });
    },
  });
  if (!uploaded) return;
  done(`${file.name} was uploaded.`);
  arrived();
}

/** Gives a version that waits for its file this one. */
export async function giveFile(model: Model, file: File, sent: (share: number) => void): Promise<void> {
  await models.upload(model.id, file, sent);
  done(`${model.name} has its file.`);
}

async function send(model: Model, file: File, sent: (share: number) => void): Promise<void> {
  try {
    await models.upload(model.id, file, sent);
  } catch (failure) {
    await models.delete(model.id, false).catch(() => undefined);
    sent(0);
    throw failure;
  }
}
