import { identify } from '../api/calls.js';
import { Refusal } from '../api/http.js';
import type { Caller } from '../api/types.js';
import type { Child } from '../dom/h.js';
import { credential, keep } from './credential.js';

let now: Caller | undefined;

/** Who looks at the dashboard; nobody before the server said so. */
export const caller = (): Caller | undefined => now;

/** Whether the one who looks may change things; the server decides all the same. */
export const mayEdit = (): boolean => now?.role === 'editor' || now?.role === 'admin';

/** Whether there are keys to be made, by one who may. */
export const mayMakeKeys = (): boolean => now?.role === 'admin' && credential() !== undefined;

/** What stands only where the one who looks may change things. */
export const forEditors = <Shown extends Child>(make: () => Shown): Shown | false => mayEdit() && make();

/**
 * Learns who looks, with a credential or the one that is kept.
 * @returns What is wrong with it, in a sentence; nothing when all is well.
 */
export async function learnCaller(text = credential()): Promise<string | undefined> {
  let found: Caller;
  try {
    found = await identify(text);
  } catch (failure) {
    if (failure instanceof Refusal && failure.status === 401) return failure.message;
    throw failure;
  }
  if (found.role === 'agent') return 'This is the key of an agent, which sees nothing here. One of a viewer, an editor or an admin is wanted.';
  now = found;
  if (text !== undefined) keep(text);
  return undefined;
}
