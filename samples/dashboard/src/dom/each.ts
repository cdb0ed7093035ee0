/** A row of a list that stays the same element while its item changes. */
export interface Row<Item> {
  readonly element: Element;
  update(item: Item): void;
}

/** Shows items as children of an element: those that stay keep their elements, and so the focus in them. */
export class Each<Item> {
  readonly #parent: Element;
  readonly #key: (item: Item) => string;
  readonly #make: (item: Item) => Row<Item>;
  readonly #rows = new Map<string, Row<Item>>();

  constructor(parent: Element, key: (item: Item) => string, make: (item: Item) => Row<Item>) {
    this.#parent = parent;
    this.#key = key;
    this.#make = make;
  }

  show(items: readonly Item[]): void {
    const keys = new Set(items.map(this.#key));
    for (const [key, row] of this.#rows) {
      if (keys.has(key)) continue;
      row.element.remove();
      this.#rows.delete(key);
    }
    items.forEach((item, index) => {
      const element = this.#rowOf(item).element;
      const there = this.#parent.children[index];
      if (there !== element) this.#parent.insertBefore(element, there ?? null);
    });
  }

  #rowOf(item: Item): Row<Item> {
    const key = this.#key(item);
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = this.#make(item);
      this.#rows.set(key, row);
    }
    row.update(item);
    return row;
  }
}
