import { ServerError } from '../server-error.js';

/**
 * Why a stream ended that nobody closed:
 * `not_found` there is no such experiment · `deleted` it was deleted while it was followed · `beyond_head` the log is shorter
 * than `after`, so it is another one than the reader knew · `unauthorized` there is no key or token, it was refused or has
 * ended, and so was what came in its place · `forbidden` it does not allow this · `invalid` the id or `after` is none.
 */
export type StreamErrorReason = 'not_found' | 'deleted' | 'beyond_head' | 'unauthorized' | 'forbidden' | 'invalid';

/** A stream ended for a reason that trying again does not mend. */
export class StreamError extends Error {
  override readonly name = 'StreamError';

  /** The kind of reason. */
  readonly reason: StreamErrorReason;

  /** The log's head, of `beyond_head`: begin from 0 or from there. */
  readonly head: number | undefined;

  constructor(reason: StreamErrorReason, message: string, head?: number) {
    super(message);
    this.reason = reason;
    this.head = head;
  }
}

/** What ends the stream, if the failure does; nothing when another attempt may go well. */
export function finalFailure(failure: unknown): StreamError | undefined {
  if (failure instanceof StreamError) return failure;
  if (!(failure instanceof ServerError)) return undefined;
  if (failure.status === 403) return new StreamError('forbidden', failure.message);

  // Anything else may come from a proxy that has no server behind it right now, unless the server says what is wrong.
  if (failure.problem === undefined) return undefined;
  switch (failure.status) {
    case 404: return new StreamError('not_found', failure.message);
    case 409: return new StreamError('beyond_head', failure.message, failure.head);
    case 400:
    case 422: return new StreamError('invalid', failure.message);
    default: return undefined;
  }
}

/** How long the server asked to wait, if it did. */
export const retryAfterMilliseconds = (failure: unknown): number =>
  failure instanceof ServerError ? (failure.retryAfterSeconds ?? 0) * 1000 : 0;
