/** What waits for a reader who asks for one event at a time. */
export class EventQueue<Event> {
  readonly #limit: number;
  #waiting: Event[] = [];
  #taken = 0;
  #wanted: (() => void)[] = [];
  #ended = false;
  #failure: unknown;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many wait. */
  get length(): number {
    return this.#waiting.length - this.#taken;
  }

  /** Whether more should be asked for. */
  get hasRoom(): boolean {
    return this.length < this.#limit;
  }

  /** Whether so much was taken that it is worth asking again. */
  get isHalfEmpty(): boolean {
    return this.length <= this.#limit / 2;
  }

  add(events: readonly Event[]): void {
    for (const event of events) this.#waiting.push(event);
    this.#wake();
  }

  /** The next event, when there is one; none at the end. */
  async take(): Promise<Event | undefined> {
    while (this.length === 0) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#ended) return undefined;
      await new Promise<void>((resolve) => { this.#wanted.push(resolve); });
    }
    const next = this.#waiting[this.#taken];
    this.#taken += 1;

    // Once half of the array is behind, it is cut; so taking costs the same however much waits.
    if (this.#taken * 2 >= this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#taken);
      this.#taken = 0;
    }
    return next;
  }

  /** Everything that waits, at once. */
  takeAll(): Event[] {
    const all = this.#waiting.slice(this.#taken);
    [this.#waiting, this.#taken] = [[], 0];
    return all;
  }

  /** No more comes. A failure is thrown once what waits was taken; without one, what waits is dropped. */
  end(failure?: unknown): void {
    this.#ended = true;
    this.#failure = failure;
    if (failure === undefined) this.takeAll();
    this.#wake();
  }

  #wake(): void {
    for (const wanted of this.#wanted.splice(0)) wanted();
  }
}
