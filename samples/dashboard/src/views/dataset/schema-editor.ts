import { h } from '../../dom/h.js';
import { jsonPlaces, nearest, type Place } from './json-places.js';

/** A JSON text with line numbers, that shows what is wrong where it is wrong. */
export class SchemaEditor {
  readonly #area = h('textarea', {
    id: 'schema', spellcheck: 'false', autocapitalize: 'off', wrap: 'off', rows: 19, 'aria-describedby': 'schema-problems',
  });
  readonly #gutter = h('div', { class: 'gutter', 'aria-hidden': 'true' });
  readonly #problems = h('ul', { id: 'schema-problems', class: 'problems', 'aria-live': 'polite' });
  readonly element = h('div', { class: 'editor-field' },
    h('label', { for: 'schema' }, 'Schema'), h('div', { class: 'editor' }, this.#gutter, this.#area), this.#problems);
  #marked: ReadonlySet<number> = new Set();

  constructor() {
    this.#area.addEventListener('input', () => this.#edited());
    this.#area.addEventListener('scroll', () => { this.#gutter.scrollTop = this.#area.scrollTop; }, { passive: true });
    this.#area.addEventListener('keydown', (event) => this.#indent(event));
  }

  set text(text: string) {
    this.#area.value = text;
    this.#edited();
  }

  /** What is written, read; undefined when it is no JSON, which is shown. */
  get json(): unknown {
    try {
      return this.#area.value.trim() === '' ? null : JSON.parse(this.#area.value);
    } catch {
      return undefined;
    }
  }

  /** Shows what the server says is wrong, at the fields' paths. */
  refuse(errors: Readonly<Record<string, readonly string[]>>): void {
    const places = jsonPlaces(this.#area.value.trim() === '' ? 'null' : this.#area.value);
    this.#show(Object.entries(errors).map(([path, messages]) => ({
      name: path, message: messages.join(' '), place: nearest(places, path.replace(/^schema\.?/, '')),
    })));
    (this.#problems.querySelector('button') ?? this.#area).focus();
  }

  #edited(): void {
    this.#show([]);
    const text = this.#area.value;
    if (text.trim() === '') return;
    try {
      JSON.parse(text);
    } catch (failure) {
      const message = (failure as Error).message;
      const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
      this.#show([{ name: `line ${lineOf(text, at)}`, message, place: { from: at, to: at + 1 } }]);
    }
  }

  #show(problems: readonly { readonly name: string; readonly message: string; readonly place: Place }[]): void {
    const text = this.#area.value;
    this.#marked = new Set(problems.map(({ place }) => lineOf(text, place.from)));
    this.#area.setAttribute('aria-invalid', String(problems.length > 0));
    this.#problems.replaceChildren(...problems.map(({ name, message, place }) =>
      h('li', {}, h('button', { type: 'button', class: 'link', onclick: () => this.#select(place) }, name), ` ${message}`)));
    this.#number();
  }

  #number(): void {
    const lines = this.#area.value.split('\n').length;
    this.#gutter.replaceChildren(...Array.from({ length: lines }, (_, index) =>
      h('i', { class: this.#marked.has(index + 1) ? 'is-wrong' : undefined }, index + 1)));
    this.#gutter.scrollTop = this.#area.scrollTop;
  }

  #select({ from, to }: Place): void {
    this.#area.focus();
    this.#area.setSelectionRange(from, to);
    const line = lineOf(this.#area.value, from);
    const height = this.#area.scrollHeight / this.#area.value.split('\n').length;
    this.#area.scrollTop = Math.max(0, (line - 6) * height);
  }

  // Two spaces for a tab; Escape first, and Tab leaves the field, as it does everywhere else.
  #indent(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#area.dataset['leave'] = 'true';
    else if (event.key === 'Tab' && !event.shiftKey && this.#area.dataset['leave'] !== 'true') {
      event.preventDefault();
      this.#area.setRangeText('  ', this.#area.selectionStart, this.#area.selectionEnd, 'end');
      this.#edited();
    } else delete this.#area.dataset['leave'];
  }
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
