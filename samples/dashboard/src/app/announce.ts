import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';

const polite = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
const notes = h('div', { class: 'notes' });

/** The places where messages are heard and seen. */
export const messages: readonly HTMLElement[] = [polite, notes];

/** Says something to a screen reader, which waits until it has finished what it reads. */
export function say(text: string): void {
  polite.textContent = text;
}

/** Shows that something was done. It goes by itself. */
export function done(text: string): void {
  note(text, 'done', 5000);
  say(text);
}

/** Shows that something went wrong. It stays until it is closed. */
export function wrong(failure: unknown): void {
  note(failure instanceof Error ? failure.message : String(failure), 'wrong');
}

function note(text: string, kind: 'done' | 'wrong', milliseconds?: number): void {
  const close = h('button', { type: 'button', class: 'bare', 'aria-label': 'Close this message', onclick: () => shown.remove() }, icon('close'));
  const shown = h('div', { class: `note ${kind}`, role: kind === 'wrong' ? 'alert' : undefined }, h('p', {}, text), close);
  notes.append(shown);
  while (notes.childElementCount > 3) notes.firstElementChild?.remove();
  if (milliseconds !== undefined) setTimeout(() => shown.remove(), milliseconds);
}
