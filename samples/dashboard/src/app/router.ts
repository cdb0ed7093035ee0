import { Lifetime } from '../dom/lifetime.js';

/** Shows one place of the dashboard in an element, until its lifetime ends. */
export type View = (place: HTMLElement, life: Lifetime, id: string) => void;

/** A place: what its address looks like, what it is called, and what shows it. */
export interface Route {
  /** `datasets`, or with an id: `datasets/*`. */
  readonly path: string;
  readonly title: string;
  readonly view: View;
}

/** Goes to a place. */
export function go(path: string): void {
  location.hash = `#/${path}`;
}

/** The address of a place, for links. */
export const href = (path: string): string => `#/${path}`;

/** Shows the place that the address names after its `#`. */
export class Router {
  readonly #routes: readonly Route[];
  readonly #place: HTMLElement;
  readonly #arrived: (route: Route) => void;
  #life = new Lifetime();

  constructor(routes: readonly Route[], place: HTMLElement, arrived: (route: Route) => void) {
    this.#routes = routes;
    this.#place = place;
    this.#arrived = arrived;
  }

  start(): void {
    addEventListener('hashchange', () => this.#show(true));
    this.#show(false);
  }

  #show(moved: boolean): void {
    const path = location.hash.replace(/^#\/?/, '');
    const found = this.#find(path) ?? this.#find('experiments');
    if (found === undefined) return;
    this.#life.end();
    this.#life = new Lifetime();
    this.#place.replaceChildren();
    scrollTo(0, 0);
    document.title = `${found.route.title} · CrowdMind`;
    this.#arrived(found.route);
    found.route.view(this.#place, this.#life, found.id);
    // A screen reader begins to read where the new place begins.
    if (moved) this.#place.focus({ preventScroll: true });
  }

  #find(path: string): { route: Route; id: string } | undefined {
    for (const route of this.#routes) {
      if (route.path === path) return { route, id: '' };
      const folder = route.path.slice(0, -1);
      if (route.path.endsWith('/*') && path.startsWith(folder)) return { route, id: decodeURIComponent(path.slice(folder.length)) };
    }
    return undefined;
  }
}
