import type { NewApiKey } from '../../api/types.js';
import { button } from '../../app/parts.js';
import { h } from '../../dom/h.js';

/** Shows a key that was just made; resolves when it is closed, and then nobody can see it again. */
export function showOnce({ name, key }: NewApiKey): Promise<void> {
  return new Promise((resolve) => {
    const spelling = h('code', { class: 'secret', tabindex: '0', 'aria-label': 'The key' }, key);
    const told = h('p', { class: 'hint', role: 'status' });
    const copy = button('Copy', 'copy', 'primary', async () => {
      // Browsers lend the clipboard to pages that came over TLS or from this machine alone.
      const copied = await navigator.clipboard?.writeText(key).then(() => true, () => false) ?? false;
      if (!copied) getSelection()?.selectAllChildren(spelling);
      told.textContent = copied ? 'Copied.' : 'It is marked now: copy it with the keyboard.';
    });
    const dialog: HTMLDialogElement = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => {
      dialog.remove();
      resolve();
    } }, h('form', { method: 'dialog' },
      h('header', {}, h('h2', { id: 'dialog-title' }, `The key of “${name}”`)),
      h('div', { class: 'dialog-text' }, 'It is shown this once; the server keeps no copy. Put it where it belongs before you close this.'),
      spelling, told,
      h('footer', {}, h('button', { type: 'submit', class: 'plain' }, 'Done'), copy)));
    document.body.append(dialog);
    dialog.showModal();
    copy.focus();
  });
}
