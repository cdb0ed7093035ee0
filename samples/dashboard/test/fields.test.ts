import { expect, test } from 'vitest';
import { Fields, firstChoice, reader } from '../src/live/fields.js';

test('fields are found however deep, and one that was once a text stays one', () => {
  const fields = new Fields();
  fields.look({ mood: 0.4, place: { room: 'hall', at: { x: 1, deeper: { y: 2 } } }, tags: ['a'] });
  fields.look({ mood: 'fine' });
  expect(fields.all).toEqual([
    { path: 'mood', kind: 'text' }, { path: 'place.room', kind: 'text' }, { path: 'place.at.x', kind: 'number' }]);
});

test('a path reads its value, and a name with a dot is found before a nested one', () => {
  expect(reader('place.room')({ place: { room: 'hall' } })).toBe('hall');
  expect(reader('place.room')({ 'place.room': 'gate', place: { room: 'hall' } })).toBe('gate');
  expect(reader('place.room')({ place: 'hall' })).toBeUndefined();
});

test('a text that repeats is drawn first, and one that never does is not', () => {
  const fields = [{ path: 'id', kind: 'text' }, { path: 'mood', kind: 'number' }, { path: 'word', kind: 'text' }] as const;
  expect(firstChoice(fields, (path) => (path === 'id' ? 5000 : 5))).toBe('word');
  expect(firstChoice(fields.slice(0, 2), () => 5000)).toBe('mood');
});
