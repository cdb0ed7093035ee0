import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StreamError } from 'crowdmind-client';
import { eventually } from '../crowdmind-js/kit/eventually.js';
import { collect, ground, statesOf, transports } from './kit/ground.js';

const here = ground();
const nobody = { id: '0190a0a0-2222-7000-8000-000000000099' };

/** What reading the stream fails with. */
async function failureOf(stream) {
  const failure = await collect(stream).done.then(() => undefined, (thrown) => thrown);
  assert.ok(failure instanceof StreamError, `it ended with ${failure}`);
  return failure;
}

for (const transport of transports) {
  test(`an experiment that is not there ends the stream: ${transport}`, async () => {
    const stream = here.follow(nobody, { transport });
    const failure = await failureOf(stream);
    assert.equal(failure.reason, 'not_found');
    assert.match(failure.message, new RegExp(nobody.id));
    assert.equal(stream.state, 'closed');
    assert.equal(await stream.closed, failure);
  });

  test(`an id that is none ends the stream: ${transport}`, async () => {
    assert.equal((await failureOf(here.follow({ id: 'a/b?c' }, { transport }))).reason, 'invalid');
  });

  test(`a deleted experiment ends the stream after its last event: ${transport}`, async () => {
    const experiment = await here.experimentWith(3);
    const stream = here.follow(experiment, { after: 0, transport });
    const received = collect(stream);
    await eventually('three events', () => received.length === 3);
    await here.rest.call('DELETE', `/experiments/${experiment.id}`);
    await assert.rejects(received.done, { name: 'StreamError', reason: 'deleted' });
    assert.equal(received.length, 3);
  });

  test(`a closed stream ends its reader, and nothing is sent any more: ${transport}`, async () => {
    const experiment = await here.experimentWith(3);
    const stream = here.follow(experiment, { after: 0, transport });
    const received = collect(stream);
    await eventually('three events', () => received.length === 3);
    stream.close();
    stream.close();
    await received.done;
    assert.equal(stream.state, 'closed');
    assert.equal(await stream.closed, undefined);
    await here.publish(experiment, 1);
    assert.equal(received.length, 3);
  });
}

test('a place beyond the head ends the stream and tells the head', async () => {
  const experiment = await here.experimentWith(7);
  for (const transport of ['event stream', undefined]) {
    const failure = await failureOf(here.follow(experiment, { after: 8, transport }));
    assert.equal(failure.reason, 'beyond_head');
    assert.equal(failure.head, 7);
  }
  assert.equal((await failureOf(here.follow(experiment, { after: 8, transport: 'hub' }))).reason, 'beyond_head');
});

test('start fails with the same error, and so do the listeners hear of it', async () => {
  const stream = here.follow(nobody);
  const [states, errors] = [statesOf(stream), []];
  stream.on('error', (error) => errors.push(error));
  await assert.rejects(stream.start(), { name: 'StreamError', reason: 'not_found' });
  assert.deepEqual(states, ['closed']);
  assert.deepEqual(errors, [await stream.closed]);
});

test('leaving the loop closes the stream', async () => {
  const stream = here.follow(await here.experimentWith(10), { after: 0 });
  for await (const event of stream) {
    if (event.seq === 4) break;
  }
  assert.equal(stream.state, 'closed');
  assert.equal(stream.seq, 4);
});

test('an abort closes the stream, before and after its beginning', async () => {
  const experiment = await here.experimentWith(3);
  const controller = new AbortController();
  const stream = here.follow(experiment, { after: 0, signal: controller.signal });
  const received = collect(stream);
  await eventually('three events', () => received.length === 3);
  controller.abort();
  await received.done;
  assert.equal(stream.state, 'closed');

  const late = here.follow(experiment, { after: 0, signal: controller.signal });
  const nothing = collect(late);
  await nothing.done;
  await late.start();
  assert.equal(nothing.length, 0);
});

test('closing while the server is away ends the attempts at once', async () => {
  const stream = here.follow(nobody, { url: 'http://127.0.0.1:9', retry: { firstMilliseconds: 60_000 } });
  const waiting = new Promise((resolve) => { stream.on('retry', resolve); });
  const starting = stream.start();
  const { attempt, milliseconds } = await waiting;
  assert.equal(attempt, 1);
  assert.ok(milliseconds >= 15_000 && milliseconds <= 30_000);
  assert.equal(stream.state, 'connecting');
  stream.close();
  await starting;
});

test('a second reader is refused, and so are options and names that are none', async () => {
  const stream = here.follow(await here.experimentWith(1), { after: 0 });
  stream[Symbol.asyncIterator]();
  assert.throws(() => stream[Symbol.asyncIterator](), /read already/);
  assert.throws(() => here.follow(nobody, { after: -1 }), /'after' is -1/);
  assert.throws(() => here.follow(nobody, { after: 1.5 }), /'after' is 1.5/);
  assert.throws(() => here.follow(nobody, { bufferedEvents: 0 }), /'bufferedEvents' is 0/);
  assert.throws(() => stream.on('reactions', () => {}), /nothing named 'reactions'/);
});
