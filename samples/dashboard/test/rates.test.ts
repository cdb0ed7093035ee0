import { expect, test } from 'vitest';
import { Rates } from '../src/live/rates.js';

test('seconds that had nothing are zero, and those before the first are unknown', () => {
  const rates = new Rates(5);
  rates.add(101_000);
  rates.add(101_999);
  rates.add(103_000);
  expect(rates.until(104)).toEqual([null, 2, 0, 1, 0]);
});

test('seconds older than those kept are let go', () => {
  const rates = new Rates(3);
  for (const second of [1, 2, 3, 4, 9]) rates.add(second * 1000);
  rates.add(2000);
  expect(rates.until(9)).toEqual([0, 0, 1]);
});
