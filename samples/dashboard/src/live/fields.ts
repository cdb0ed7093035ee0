import type { JsonObject } from '../api/types.js';

/** What a field's values are, as far as seen: numbers are drawn as a histogram, everything else as bars. */
export type FieldKind = 'number' | 'text';

/** A field of payloads whose values can be drawn. */
export interface Field {
  readonly path: string;
  readonly kind: FieldKind;
}

const MostFields = 64;
const Deepest = 3;

/** Finds the fields of payloads by looking at some of them. */
export class Fields {
  readonly #found = new Map<string, FieldKind>();

  get all(): readonly Field[] {
    return [...this.#found].map(([path, kind]) => ({ path, kind }));
  }

  look(payload: JsonObject): void {
    this.#look(payload, '', 1);
  }

  #look(value: JsonObject, prefix: string, depth: number): void {
    for (const name in value) {
      const member = value[name];
      if (typeof member === 'object') {
        if (member !== null && !Array.isArray(member) && depth < Deepest) this.#look(member as JsonObject, `${prefix}${name}.`, depth + 1);
      } else {
        this.#note(prefix + name, typeof member === 'number' ? 'number' : 'text');
      }
    }
  }

  // A field that has once been a text stays one: what is mixed can be counted, but has no mean.
  #note(path: string, kind: FieldKind): void {
    const known = this.#found.get(path);
    if (known === undefined ? this.#found.size < MostFields : known === 'number' && kind === 'text') this.#found.set(path, kind);
  }
}

/** A way to a field's value. A name with a dot in it is found before a nested one. */
export function reader(path: string): (payload: JsonObject) => unknown {
  const names = path.split('.');
  return (payload) => {
    if (path in payload) return payload[path];
    let value: unknown = payload;
    for (const name of names) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as JsonObject)[name];
    }
    return value;
  };
}

/** The field that is most worth drawing at first: a text that repeats, else a number that is no counter. */
export function firstChoice(fields: readonly Field[], differing: (path: string) => number): string | undefined {
  const texts = fields.filter(({ kind }) => kind === 'text').filter(({ path }) => differing(path) <= 40);
  const numbers = fields.filter(({ kind }) => kind === 'number');
  return (texts[0] ?? numbers[0] ?? fields[0])?.path;
}
