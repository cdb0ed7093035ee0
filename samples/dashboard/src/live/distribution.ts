/** A bin of a histogram: `from` belongs to it, `to` to the next. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How the values of one field lie. */
export type Distribution =
  | { readonly kind: 'number'; readonly count: number; readonly least: number; readonly most: number; readonly mean: number; readonly bins: readonly Bin[] }
  | { readonly kind: 'text'; readonly count: number; readonly differing: number; readonly bars: readonly { readonly text: string; readonly count: number }[] };

const MostBars = 8;
const AboutBins = 28;
const MostDiffering = 10_000;

/** Counts numbers in bins of a round width. What is no number is passed over. */
export function ofNumbers(values: Iterable<unknown>): Distribution {
  const numbers: number[] = [];
  let [least, most, sum] = [Infinity, -Infinity, 0];
  for (const value of values) {
    if (typeof value !== 'number') continue;
    numbers.push(value);
    if (value < least) least = value;
    if (value > most) most = value;
    sum += value;
  }
  if (numbers.length === 0) return { kind: 'number', count: 0, least: 0, most: 0, mean: 0, bins: [] };
  const width = roundWidth((most - least) / AboutBins, numbers.every(Number.isInteger));
  const first = Math.floor(least / width);
  const counts = new Array<number>(Math.floor(most / width) - first + 1).fill(0);
  for (const value of numbers) counts[Math.floor(value / width) - first]! += 1;
  const bins = counts.map((count, index) => ({ from: tidy((first + index) * width), to: tidy((first + index + 1) * width), count }));
  return { kind: 'number', count: numbers.length, least, most, mean: sum / numbers.length, bins };
}

/** Counts values by their text, and keeps the most frequent. */
export function ofTexts(values: Iterable<unknown>): Distribution {
  const counts = new Map<string, number>();
  let count = 0;
  for (const value of values) {
    if (value === undefined || typeof value === 'object') continue;
    const text = String(value);
    count += 1;
    const before = counts.get(text);
    if (before !== undefined || counts.size < MostDiffering) counts.set(text, (before ?? 0) + 1);
  }
  const bars = [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  return { kind: 'text', count, differing: counts.size, bars: bars.slice(0, MostBars) };
}

/** 1, 2 or 5 times a power of ten, at least as wide as asked for. */
function roundWidth(about: number, whole: boolean): number {
  if (about <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(about));
  const width = [1, 2, 5, 10].map((step) => step * power).find((step) => step >= about * 0.999) ?? about;
  return whole ? Math.max(1, width) : width;
}

// Edges such as 0.30000000000000004 are 0.3.
const tidy = (value: number): number => Number(value.toPrecision(12));
