import { credential } from '../access/credential.js';
import { h, type Child } from '../dom/h.js';
import { icon, type IconName } from '../dom/icon.js';
import { wrong } from './announce.js';
import { href } from './router.js';
import { save } from './saved.js';

/** A button with an icon and a word. */
export function button(name: string, shape: IconName | undefined, kind: 'primary' | 'plain' | 'danger', press: () => unknown): HTMLButtonElement {
  const element = h('button', { type: 'button', class: kind, onclick: () => void pressed(element, press) },
    shape && icon(shape), h('span', {}, name));
  return element;
}

/** A button that is an icon; its name is for those who cannot see it, and for the pointer. */
export function iconButton(name: string, shape: IconName, press: () => unknown): HTMLButtonElement {
  const element = h('button', { type: 'button', class: 'bare', 'aria-label': name, title: name, onclick: () => void pressed(element, press) }, icon(shape));
  return element;
}

/** The head of a place: where it lies, what it is called, what can be done. */
export function heading(title: Child, actions: Child, back?: { readonly path: string; readonly name: string }): HTMLElement {
  return h('div', { class: 'heading' },
    h('div', {},
      back && h('a', { class: 'back', href: href(back.path) }, icon('back'), back.name),
      h('h1', {}, title)),
    h('div', { class: 'actions' }, actions));
}

/** A part of a place, with a heading of its own. */
export function panel(title: string, content: Child, aside?: Child, kind = ''): HTMLElement {
  const id = `panel-${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  return h('section', { class: `panel ${kind}`, 'aria-labelledby': id },
    h('header', { class: 'panel-head' }, h('h2', { id }, title), aside), content);
}

/** Where something stands, by a word and a colour. */
export const pill = (word: string, kind = word): HTMLElement => h('span', { class: `pill is-${kind.replaceAll(' ', '-')}` }, word);

/** Names and values. */
export function facts(entries: readonly (readonly [name: string, value: Child] | undefined)[]): HTMLElement {
  return h('dl', { class: 'facts' }, entries.map((entry) => entry && h('div', {}, h('dt', {}, entry[0]), h('dd', {}, entry[1]))));
}

/** What stands where there is nothing yet: what it would be, and how to get one. */
export function nothing(shape: IconName, title: string, text: Child, action?: Child): HTMLElement {
  return h('div', { class: 'state' }, h('span', { class: 'state-mark', 'aria-hidden': 'true' }, icon(shape)), h('h2', {}, title), h('p', {}, text), action);
}

/** What stands while something is fetched. */
export function skeleton(rows: number): HTMLElement {
  return h('div', { class: 'skeleton', role: 'status' }, h('span', { class: 'unseen' }, 'Loading'),
    Array.from({ length: rows }, () => h('div', { 'aria-hidden': 'true' })));
}

/** A text that can be copied. */
export function copyable(text: string, shown = text): HTMLElement {
  const copy = iconButton(`Copy ${text}`, 'copy', async () => {
    await navigator.clipboard.writeText(text);
    copy.classList.add('was-done');
    setTimeout(() => copy.classList.remove('was-done'), 1200);
  });
  return h('span', { class: 'copyable' }, h('code', { title: text }, shown), copy);
}

/** What downloads: a link, or where it takes a credential, a button. */
export const download = (name: string, url: string): HTMLElement => (credential() !== undefined
  ? button(name, 'download', 'plain', () => save(url))
  : h('a', { class: 'button plain', href: url, download: '' }, icon('download'), h('span', {}, name)));

// A button does one thing at a time, and what goes wrong is said.
async function pressed(element: HTMLButtonElement, press: () => unknown): Promise<void> {
  element.disabled = true;
  try {
    await press();
  } catch (failure) {
    wrong(failure);
  } finally {
    element.disabled = false;
  }
}
