import { expect, test } from 'vitest';
import { jsonPlaces, nearest } from '../src/views/dataset/json-places.js';

const schema = `{
  "fields": [
    {"name": "age", "generator": {"kind": "normal", "stddev": -1}},
    {"name": "a \\"quoted\\" one", "values": [1, [2, 3], "x]"]}
  ]
}`;

const at = (path: string): string => {
  const { from, to } = nearest(jsonPlaces(schema), path);
  return schema.slice(from, to);
};

test('a path of the server finds its value in the text', () => {
  expect(at('fields[0].generator.stddev')).toBe('-1');
  expect(at('fields[1].name')).toBe('"a \\"quoted\\" one"');
  expect(at('fields[1].values[1]')).toBe('[2, 3]');
  expect(at('fields[1].values[2]')).toBe('"x]"');
});

test('what is missing is marked at what should have it', () => {
  expect(at('fields[0].generator.mean')).toBe('{"kind": "normal", "stddev": -1}');
  expect(at('fields[7].name')).toContain('"age"');
  expect(at('label_weights')).toBe(schema);
});
