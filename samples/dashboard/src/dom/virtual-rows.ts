/** Browsers draw no element higher than some ten million pixels; beyond this the scroll bar is a scale. */
const MostPixels = 4_000_000;

/** Where a list of many rows stands, for a scroll bar that may be too short for it. Pure arithmetic. */
export class ScrollScale {
  /** The pixels of the list that are above the view. */
  position = 0;
  readonly #row: number;
  #rows = 0;
  #view = 0;
  #bar = 0;

  constructor(row: number) {
    this.#row = row;
  }

  /** What the scrolled element is high. */
  get height(): number {
    return Math.min(this.#full, MostPixels);
  }

  /** What the scroll bar should say. */
  get bar(): number {
    return this.position / this.#ratio;
  }

  /** The first row that is seen, and the pixels of it that are not. */
  get first(): { row: number; hidden: number } {
    const row = Math.floor(this.position / this.#row);
    return { row, hidden: this.position - row * this.#row };
  }

  resize(rows: number, view: number): void {
    [this.#rows, this.#view] = [rows, view];
    this.position = Math.min(this.position, Math.max(0, this.#full - view));
  }

  /** The scroll bar was moved: a little is that many pixels, much is a leap on the scale. */
  scrolled(bar: number): void {
    const moved = bar - this.#bar;
    const near = Math.abs(moved) < 2 * this.#view && bar > 0 && bar < this.height - this.#view - 1;
    const position = near ? this.position + moved : bar * this.#ratio;
    this.position = Math.max(0, Math.min(position, this.#full - this.#view));
    this.#bar = bar;
  }

  /** The scroll bar has been set to what it should say. */
  settled(): number {
    this.#bar = this.bar;
    return this.#bar;
  }

  get #full(): number {
    return this.#rows * this.#row;
  }

  get #ratio(): number {
    return Math.max(1, (this.#full - this.#view) / Math.max(1, this.height - this.#view));
  }
}

/** One element that shows now this row and now that. */
export interface VirtualRow {
  readonly element: HTMLElement;
  /** Shows the row at an index. */
  show(index: number): void;
}

/** Rows of which only those in view have an element. */
export class VirtualRows {
  readonly #view: HTMLElement;
  readonly #spacer = document.createElement('div');
  readonly #layer = document.createElement('div');
  readonly #rows: VirtualRow[] = [];
  readonly #make: () => VirtualRow;
  readonly #rowPixels: number;
  readonly #scale: ScrollScale;
  #height = 0;
  #count = 0;
  // What the rows were last moved by.
  #hidden: number | undefined;

  constructor(view: HTMLElement, rowPixels: number, signal: AbortSignal, make: () => VirtualRow) {
    [this.#view, this.#rowPixels, this.#make] = [view, rowPixels, make];
    this.#scale = new ScrollScale(rowPixels);
    this.#layer.className = 'virtual-layer';
    this.#layer.role = 'presentation';
    this.#spacer.className = 'virtual-spacer';
    this.#spacer.role = 'presentation';
    this.#spacer.append(this.#layer);
    view.append(this.#spacer);
    view.addEventListener('scroll', () => this.#scale.scrolled(view.scrollTop), { passive: true, signal });
    view.addEventListener('scrollend', () => { view.scrollTop = this.#scale.settled(); }, { signal });
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(view);
    signal.addEventListener('abort', () => sizes.disconnect());
    this.#measure();
  }

  /** How many rows there are. */
  set count(count: number) {
    if (count === this.#count) return;
    this.#count = count;
    this.#resize();
  }

  /** Whether the first row is seen whole. */
  get isAtTop(): boolean {
    return this.#scale.position < this.#rowPixels / 2;
  }

  /** The rows that are in view. */
  get range(): { first: number; count: number } {
    const { row } = this.#scale.first;
    return { first: row, count: Math.min(this.#rows.length, Math.max(0, this.#count - row)) };
  }

  toTop(): void {
    this.#scale.position = 0;
    this.#view.scrollTop = this.#scale.settled();
  }

  /** Shows what stands at each row in view. */
  draw(): void {
    const { row: first, hidden } = this.#scale.first;
    this.#rows.forEach(({ element, show }, index) => {
      if (hidden !== this.#hidden) element.style.transform = `translateY(${index * this.#rowPixels - hidden}px)`;
      element.hidden = first + index >= this.#count;
      if (!element.hidden) show(first + index);
    });
    this.#hidden = hidden;
  }

  #measure(): void {
    this.#height = this.#view.clientHeight;
    const wanted = Math.ceil(this.#height / this.#rowPixels) + 1;
    this.#hidden = undefined;
    while (this.#rows.length < wanted) {
      const row = this.#make();
      this.#rows.push(row);
      this.#layer.append(row.element);
    }
    for (const row of this.#rows.splice(wanted)) row.element.remove();
    this.#resize();
  }

  #resize(): void {
    this.#scale.resize(this.#count, this.#height);
    this.#spacer.style.height = `${this.#scale.height}px`;
  }
}
