/** Resolves after some time, earlier when the signal is aborted or a page's network is back. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      globalThis.removeEventListener?.('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    globalThis.addEventListener?.('online', done);
    if (signal.aborted) done();
  });
}

/** What the promise gives, unless it takes too long or the signal is aborted first. */
export function within<Value>(
  milliseconds: number, what: string, signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const closed = () => reject(new Error('The stream was closed.'));
    const late = () => reject(new Error(`${what} took longer than ${milliseconds} ms.`));
    const timer = setTimeout(late, milliseconds);
    signal.addEventListener('abort', closed);
    if (signal.aborted) closed();
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', closed);
    });
  });
}

/** Calls back when nothing has been heard for some time. */
export class Watchdog {
  readonly #milliseconds: number;
  readonly #silent: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number, silent: () => void) {
    this.#milliseconds = milliseconds;
    this.#silent = silent;
    this.heard();
  }

  /** Something was heard: the time begins anew. */
  heard(): void {
    this.stop();
    this.#timer = setTimeout(this.#silent, this.#milliseconds);
  }

  /** Listens no more. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
