import { Refusal, Unreachable } from '../api/http.js';
import { fill } from '../dom/h.js';
import type { Lifetime } from '../dom/lifetime.js';
import { button, nothing, skeleton } from './parts.js';

/** How something is loaded and shown. */
export interface Loading<Value> {
  readonly load: (signal: AbortSignal) => Promise<Value>;
  /** Called with the first value, to build what shows it into the place; gives what shows those that follow. */
  readonly show: (place: HTMLElement, value: Value) => ((value: Value) => void) | void;
  /** How often it is asked for again while it is looked at. */
  readonly everyMilliseconds?: number;
  readonly rows?: number;
}

/**
 * Shows something of the server's, and what stands in its place while it comes, when it is refused, and when the server
 * does not answer. What is shown already stays while the server is away.
 * @returns What asks for it again now.
 */
export function loaded<Value>(place: HTMLElement, life: Lifetime, { load, show, everyMilliseconds, rows = 4 }: Loading<Value>): () => Promise<void> {
  let update: ((value: Value) => void) | undefined;
  let shown = false;
  let asked = 0;

  const again = async (): Promise<void> => {
    const turn = (asked += 1);
    try {
      const value = await load(life.signal);
      if (life.over || turn !== asked) return;
      if (shown) return update?.(value);
      place.replaceChildren();
      shown = true;
      update = show(place, value) ?? undefined;
    } catch (failure) {
      if (life.over || turn !== asked) return;
      if (!shown || isGone(failure)) refuse(failure);
    }
  };

  const refuse = (failure: unknown): void => {
    shown = false;
    const away = failure instanceof Unreachable;
    fill(place, nothing(away ? 'link' : 'close',
      away ? 'The server does not answer' : isGone(failure) ? 'It is not there' : isForbidden(failure) ? 'You may not see this' : 'This could not be loaded',
      away ? 'It is asked again every few seconds.' : failure instanceof Error ? failure.message : String(failure),
      button('Try again', undefined, 'plain', again)));
    if (away) setTimeout(() => { if (!life.over) void again(); }, 3000);
  };

  fill(place, skeleton(rows));
  if (everyMilliseconds === undefined) void again();
  else life.every(everyMilliseconds, () => void again());
  return again;
}

const isForbidden = (failure: unknown): boolean => failure instanceof Refusal && failure.status === 403;
const isGone = (failure: unknown): boolean => failure instanceof Refusal && failure.status === 404;
