import { expect, test } from 'vitest';
import { Ring } from '../src/live/ring.js';

test('it keeps the newest, and each stands at its seq', () => {
  const ring = new Ring<string>(3);
  for (const seq of [5, 6, 7, 8]) ring.push(seq, `event ${seq}`);
  expect([...ring]).toEqual(['event 6', 'event 7', 'event 8']);
  expect([ring.at(5), ring.at(6), ring.at(9)]).toEqual([undefined, 'event 6', undefined]);
});

test('what does not follow the newest begins anew', () => {
  const ring = new Ring<number>(3);
  ring.push(1, 1);
  ring.push(2, 2);
  ring.push(9, 9);
  expect([...ring]).toEqual([9]);
  expect(ring.at(2)).toBeUndefined();
});
