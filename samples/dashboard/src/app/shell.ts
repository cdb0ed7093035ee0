import { caller, mayMakeKeys } from '../access/caller.js';
import { credential, leave } from '../access/credential.js';
import { known } from '../api/http.js';
import { h, fill, set } from '../dom/h.js';
import { icon, type IconName } from '../dom/icon.js';
import { store } from '../dom/store.js';
import { messages, say } from './announce.js';
import { href } from './router.js';
import { theme, type Theme } from './theme.js';

/** Whether the server answered the last request. */
export const reached = store(true);

const Places: readonly { readonly path: string; readonly name: string; readonly icon: IconName }[] = [
  { path: 'experiments', name: 'Experiments', icon: 'experiments' },
  { path: 'agents', name: 'Agents', icon: 'agents' },
  { path: 'models', name: 'Models', icon: 'models' },
  { path: 'datasets', name: 'Datasets', icon: 'datasets' },
];

const Keys = { path: 'keys', name: 'Keys', icon: 'key' } as const;

const Themes: Record<Theme, { readonly next: Theme; readonly icon: IconName; readonly name: string }> = {
  auto: { next: 'light', icon: 'auto', name: 'system' },
  light: { next: 'dark', icon: 'sun', name: 'light' },
  dark: { next: 'auto', icon: 'moon', name: 'dark' },
};

/** What stands around every place. */
export class Shell {
  readonly place = h('main', { id: 'place', tabindex: '-1' });
  readonly #links = new Map<string, HTMLAnchorElement>();

  constructor() {
    const skip = h('a', { class: 'skip', href: '#place', onclick: (event) => {
      event.preventDefault();
      this.place.focus();
    } }, 'Skip to the content');
    document.body.append(skip, this.#side(), h('div', { class: 'page' }, offline(), this.place), ...messages);
  }

  /** Marks where one is. */
  arrived(path: string): void {
    const here = path.split('/')[0];
    for (const [place, link] of this.#links) set(link, 'aria-current', place === here ? 'page' : undefined);
  }

  #side(): HTMLElement {
    return h('header', { class: 'side' },
      h('a', { class: 'brand', href: href('experiments') }, h('span', { class: 'mark', 'aria-hidden': 'true' }), known().app),
      h('nav', { 'aria-label': 'Places' }, [...Places, ...(mayMakeKeys() ? [Keys] : [])].map((place) => this.#link(place))),
      h('div', { class: 'side-end' },
        h('a', { class: 'quiet', href: '/docs' }, icon('book'), h('span', {}, 'API')),
        themeButton(),
        signedIn(),
        h('span', { class: 'version' }, known().version && `Version ${known().version}`)));
  }

  #link(place: (typeof Places)[number]): HTMLElement {
    const link = h('a', { href: href(place.path) }, icon(place.icon), h('span', {}, place.name));
    this.#links.set(place.path, link);
    return link;
  }
}

function signedIn(): HTMLElement | false {
  const who = caller();
  return who !== undefined && credential() !== undefined
    && h('button', { type: 'button', class: 'quiet', title: `${who.name}, ${who.role}`, onclick: () => leave(false) },
      icon('leave'), h('span', {}, 'Sign out', h('small', {}, `${who.name}, ${who.role}`)));
}

function offline(): HTMLElement {
  const bar = h('div', { class: 'offline', role: 'status' });
  let was = true;
  reached.follow((now) => {
    bar.hidden = now;
    fill(bar, now ? null : 'The server does not answer. What you see may be old; it is asked again and again.');
    if (now && !was) say('The server answers again.');
    was = now;
  });
  return bar;
}

function themeButton(): HTMLElement {
  const button = h('button', { type: 'button', class: 'quiet', onclick: () => theme.set(Themes[theme.value].next) });
  theme.follow((now) => {
    const { icon: shape, name } = Themes[now];
    fill(button, icon(shape), h('span', {}, `Colours: ${name}`));
  });
  return button;
}
