import { expect, test } from 'vitest';
import { ofNumbers, ofTexts } from '../src/live/distribution.js';

test('numbers are counted in bins of a round width, each in exactly one', () => {
  const values = Array.from({ length: 1000 }, (_, index) => index / 1000);
  const lies = ofNumbers(values);
  if (lies.kind !== 'number') throw new Error('It is no histogram.');
  expect(lies.bins.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
  expect(lies.bins[0]).toEqual({ from: 0, to: 0.05, count: 50 });
  expect([lies.least, lies.most]).toEqual([0, 0.999]);
});

test('whole numbers have bins of whole numbers', () => {
  const lies = ofNumbers([1, 2, 2, 3]);
  expect(lies.kind === 'number' && lies.bins).toEqual([
    { from: 1, to: 2, count: 1 }, { from: 2, to: 3, count: 2 }, { from: 3, to: 4, count: 1 }]);
});

test('one number, no number and things that are none are all well', () => {
  expect(ofNumbers([7]).count).toBe(1);
  expect(ofNumbers(['seven', null, undefined, {}]).count).toBe(0);
});

test('texts are counted, the most frequent first', () => {
  const lies = ofTexts(['calm', 'angry', 'calm', true, undefined, null]);
  expect(lies).toEqual({
    kind: 'text', count: 4, differing: 3,
    bars: [{ text: 'calm', count: 2 }, { text: 'angry', count: 1 }, { text: 'true', count: 1 }],
  });
});
