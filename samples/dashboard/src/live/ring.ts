/** The newest items of a log, by their seq: 1, 2, 3, … without gaps. */
export class Ring<Item> {
  readonly #items: (Item | undefined)[];
  #last = 0;
  #size = 0;

  constructor(capacity: number) {
    this.#items = new Array<Item | undefined>(capacity);
  }

  /** The seq of the oldest item, and of the newest. */
  get first(): number {
    return this.#last - this.#size + 1;
  }

  get last(): number {
    return this.#last;
  }

  get size(): number {
    return this.#size;
  }

  /** Takes the item that follows the newest; any other begins anew. */
  push(seq: number, item: Item): void {
    this.#size = seq === this.#last + 1 ? Math.min(this.#size + 1, this.#items.length) : 1;
    this.#last = seq;
    this.#items[seq % this.#items.length] = item;
  }

  /** The item at a seq, if it is still here. */
  at(seq: number): Item | undefined {
    return seq >= this.first && seq <= this.#last ? this.#items[seq % this.#items.length] : undefined;
  }

  /** All items, oldest first. */
  *[Symbol.iterator](): Generator<Item> {
    for (let seq = this.first; seq <= this.#last; seq += 1) yield this.#items[seq % this.#items.length] as Item;
  }
}
