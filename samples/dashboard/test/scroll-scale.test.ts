import { expect, test } from 'vitest';
import { ScrollScale } from '../src/dom/virtual-rows.js';

const scale = (rows: number): ScrollScale => {
  const made = new ScrollScale(30);
  made.resize(rows, 450);
  return made;
};

test('a short list scrolls pixel for pixel', () => {
  const list = scale(1000);
  list.scrolled(3045);
  expect(list.first).toEqual({ row: 101, hidden: 15 });
});

test('ten million rows fit a scroll bar that browsers can draw, from the first to the last', () => {
  const list = scale(10_000_000);
  expect(list.height).toBeLessThanOrEqual(4_000_000);
  list.scrolled(list.height - 450);
  expect(list.first.row).toBe(10_000_000 - 15);
  list.scrolled(0);
  expect(list.first.row).toBe(0);
});

test('a turn of the wheel moves a long list by what it shows, not by a thousandth of it', () => {
  const list = scale(10_000_000);
  list.scrolled(2_000_000);
  const before = list.first.row;
  list.scrolled(2_000_120);
  expect(list.first.row - before).toBe(4);
});
