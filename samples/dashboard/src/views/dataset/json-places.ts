/** Where a value stands in a text. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * Where each value of a JSON text stands, by its path as the server spells paths: `fields[3].generator.stddev`. The text must
 * be valid JSON.
 */
export function jsonPlaces(text: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let at = 0;

  const blank = (): void => {
    while (at < text.length && ' \t\r\n'.includes(text[at]!)) at += 1;
  };

  const string = (): string => {
    const from = at;
    at += 1;
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at += 1;
    return JSON.parse(text.slice(from, at)) as string;
  };

  const members = (path: string): void => {
    at += 1;
    for (blank(); text[at] !== '}'; blank()) {
      if (text[at] === ',') {
        at += 1;
        continue;
      }
      const name = string();
      blank();
      at += 1;
      value(path === '' ? name : `${path}.${name}`);
    }
    at += 1;
  };

  const elements = (path: string): void => {
    at += 1;
    let index = 0;
    for (blank(); text[at] !== ']'; blank()) {
      if (text[at] === ',') {
        at += 1;
        continue;
      }
      value(`${path}[${index}]`);
      index += 1;
    }
    at += 1;
  };

  const value = (path: string): void => {
    blank();
    const from = at;
    if (text[at] === '{') members(path);
    else if (text[at] === '[') elements(path);
    else if (text[at] === '"') string();
    else while (at < text.length && !',]} \t\r\n'.includes(text[at]!)) at += 1;
    places.set(path, { from, to: at });
  };

  value('');
  return places;
}

/** The place a path means, or the nearest thing around it: what is missing has no place of its own. */
export function nearest(places: ReadonlyMap<string, Place>, path: string): Place {
  for (let part = path; part !== ''; part = part.replace(/(\.[^.[]*|\[\d+\]|^[^.[]+)$/, '')) {
    const place = places.get(part);
    if (place !== undefined) return place;
  }
  return places.get('') ?? { from: 0, to: 0 };
}
