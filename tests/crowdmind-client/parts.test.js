import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff } from '../../src/crowdmind-client/dist/stream/backoff.js';
import { EventQueue } from '../../src/crowdmind-client/dist/stream/event-queue.js';
import { EventStreamParser } from '../../src/crowdmind-client/dist/stream/event-stream-parser.js';

const text = ': open\n\nid: 1\nevent: a\ndata: {"n":"é"}\n\nid: 2\r\ndata:one\r\ndata: two\r\n\r\n: 4404 gone\n\nid: 3\n\ndata: cut';
const told = [{ comment: 'open' }, { data: '{"n":"é"}' }, { data: 'one\ntwo' }, { comment: '4404 gone' }];

test('an event stream reads the same however its bytes are cut', () => {
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size <= bytes.length; size += 1) {
    const parser = new EventStreamParser();
    const messages = [];
    for (let at = 0; at < bytes.length; at += size) messages.push(...parser.take(bytes.subarray(at, at + size)));
    assert.deepEqual(messages, told, `in pieces of ${size}`);
  }
});

test('pauses double up to their bound, and chance takes up to half of each', () => {
  const longest = new Backoff({ firstMilliseconds: 100, mostMilliseconds: 1000 }, () => 0);
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(() => longest.next()), [100, 200, 400, 800, 1000, 1000]);
  const shortest = new Backoff({ firstMilliseconds: 100, mostMilliseconds: 1000 }, () => 1);
  assert.deepEqual([1, 2, 3, 4, 5].map(() => shortest.next()), [50, 100, 200, 400, 500]);
  assert.equal(shortest.attempt, 5);
});

test('a pause is as long as the server asks for, and short again after a success', () => {
  const backoff = new Backoff({ firstMilliseconds: 100, mostMilliseconds: 1000 }, () => 0);
  assert.equal(backoff.next(3000), 3000);
  assert.equal(backoff.next(), 200);
  backoff.reset();
  assert.equal(backoff.next(), 100);
});

test('a thousand attempts leave the bound as it is', () => {
  const backoff = new Backoff({}, () => 0);
  let last = 0;
  for (let n = 0; n < 2000; n += 1) last = backoff.next();
  assert.equal(last, 30_000);
});

test('a queue gives what waits in order, and knows when it is full and half empty', async () => {
  const queue = new EventQueue(4);
  queue.add([1, 2, 3]);
  assert.ok(queue.hasRoom);
  queue.add([4, 5]);
  assert.ok(!queue.hasRoom && !queue.isHalfEmpty);
  assert.deepEqual([await queue.take(), await queue.take(), await queue.take()], [1, 2, 3]);
  assert.ok(queue.isHalfEmpty);
  queue.add([6]);
  assert.deepEqual([await queue.take(), await queue.take(), await queue.take()], [4, 5, 6]);
});

test('those who wait at an empty queue are served in turn', async () => {
  const queue = new EventQueue(4);
  const waiting = [queue.take(), queue.take(), queue.take()];
  queue.add(['a', 'b']);
  queue.add(['c']);
  assert.deepEqual((await Promise.all(waiting)).sort(), ['a', 'b', 'c']);
});

test('a failed queue gives what waits before it fails, a closed one gives nothing more', async () => {
  const failed = new EventQueue(4);
  failed.add([1]);
  failed.end(new Error('over'));
  assert.equal(await failed.take(), 1);
  await assert.rejects(failed.take(), /over/);
  const closed = new EventQueue(4);
  closed.add([1]);
  closed.end();
  assert.equal(await closed.take(), undefined);
});
