/** What a view began and must end when it is left. */
export class Lifetime {
  readonly #aborted = new AbortController();

  /** Aborted when the view is left: for requests and listeners. */
  get signal(): AbortSignal {
    return this.#aborted.signal;
  }

  get over(): boolean {
    return this.#aborted.signal.aborted;
  }

  /** Runs when the view is left. */
  ends(end: () => void): void {
    if (this.over) end();
    else this.signal.addEventListener('abort', end, { once: true });
  }

  /** Calls again and again while the page is seen; the first time at once. */
  every(milliseconds: number, call: () => void): void {
    const tick = () => { if (!document.hidden) call(); };
    const timer = setInterval(tick, milliseconds);
    document.addEventListener('visibilitychange', tick, { signal: this.signal });
    this.ends(() => clearInterval(timer));
    call();
  }

  /** Calls once for every frame that is drawn. */
  frames(call: (now: number) => void): void {
    let frame = 0;
    const next = (now: number) => {
      frame = requestAnimationFrame(next);
      call(now);
    };
    frame = requestAnimationFrame(next);
    this.ends(() => cancelAnimationFrame(frame));
  }

  end(): void {
    this.#aborted.abort();
  }
}
