import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../crowdmind-js/kit/eventually.js';
import { range, seqs } from '../crowdmind-js/kit/seqs.js';
import { collect, ground, statesOf, transports } from './kit/ground.js';

const here = ground();

for (const transport of transports) {
  test(`listeners hear each kind of event once and in order: ${transport}`, async () => {
    const experiment = await here.rest.experiment();
    await here.rest.start(experiment);
    await here.publish(experiment, 5);
    await here.rest.stop(experiment);
    const stream = here.follow(experiment, { after: 0, transport });
    const heard = { event: [], events: [], reaction: [], started: [], stopped: [] };
    for (const name of Object.keys(heard)) stream.on(name, (told) => heard[name].push(told));
    await stream.start();
    await eventually('the stop', () => heard.stopped.length === 1);
    assert.deepEqual(seqs(heard.event), range(1, 7));
    assert.deepEqual(seqs(heard.events.flat()), range(1, 7));
    assert.deepEqual(seqs(heard.reaction), range(2, 6));
    assert.deepEqual(seqs(heard.started), [1]);
    assert.deepEqual(seqs(heard.stopped), [7]);
    assert.equal(heard.started[0].data.status, 'running');
    assert.equal(heard.reaction[0].data.agent_id, here.agent.id);
    assert.equal(stream.seq, 7);
    assert.equal(stream.buffered, 0);
  });

  test(`the states are told as they come: ${transport}`, async () => {
    const experiment = await here.experimentWith(2000);
    const stream = here.follow(experiment, { after: 0, transport });
    const states = statesOf(stream);
    assert.equal(stream.state, 'connecting');
    stream.on('event', () => {});
    await stream.start();
    await eventually('the head', () => stream.state === 'live');
    assert.equal(stream.transport, transport);
    assert.equal(stream.lag.events, 0);
    stream.close();
    assert.ok(['live', 'catching up,live'].includes(states.slice(0, -1).join()), `${states}`);
    assert.equal(states.at(-1), 'closed');
  });
}

test('a listener that was removed hears no more, and one that fails harms no other', async (context) => {
  const experiment = await here.rest.experiment();
  const stream = here.follow(experiment);
  const [removed, kept] = [[], []];
  const faults = uncaughtDuring(context);
  const remove = stream.on('event', (event) => removed.push(event));
  stream.on('event', (event) => { if (event.seq === 2) throw new Error('mine'); });
  stream.on('event', (event) => kept.push(event));
  await stream.start();
  await here.publish(experiment, 1);
  await eventually('the first', () => kept.length === 1);
  remove();
  await here.publish(experiment, 2);
  await eventually('the others', () => kept.length === 3);
  await eventually('the fault', () => faults.length === 1);
  assert.equal(removed.length, 1);
  assert.equal(faults[0].message, 'mine');
});

test('what came before anybody listened or read waits for the reader', async () => {
  const experiment = await here.experimentWith(20);
  const stream = here.follow(experiment, { after: 0 });
  await stream.start();
  await eventually('twenty wait', () => stream.buffered === 20);
  assert.deepEqual(stream.lag.events, 20);
  assert.equal(stream.seq, 0);
  const received = collect(stream);
  await eventually('twenty are read', () => received.length === 20);
  assert.deepEqual(stream.lag.events, 0);
});

for (const transport of transports) {
  test(`listeners that come late hear all that waited, however much came: ${transport}`, async () => {
    const experiment = await here.experimentWith(500);
    const stream = here.follow(experiment, { after: 0, transport, bufferedEvents: 16 });
    await stream.start();
    await eventually('it is held back', () => stream.buffered >= 16);
    const [each, together] = [[], []];
    stream.on('event', (event) => each.push(event.seq));
    stream.on('events', (events) => together.push(...seqs(events)));
    await eventually('all', () => each.length === 500);
    await here.publish(experiment, 1);
    await eventually('the next', () => each.length === 501);
    assert.deepEqual(each, range(1, 501));
    assert.deepEqual(together, range(1, 501));
  });
}

test('the lag counts events and tells the age of the last one', async () => {
  const experiment = await here.experimentWith(10);
  const stream = here.follow(experiment, { after: 0 });
  const reader = stream[Symbol.asyncIterator]();
  await reader.next();
  await eventually('the head is known', () => stream.lag.events === 9);
  const before = stream.lag.milliseconds;
  await eventually('time passes', () => stream.lag.milliseconds > before);
  for (let n = 0; n < 9; n += 1) await reader.next();
  assert.equal(stream.lag.events, 0);
  const atRest = stream.lag.milliseconds;
  await here.publish(experiment, 1);
  await reader.next();
  assert.ok(stream.lag.milliseconds < 5000, `${stream.lag.milliseconds} after ${atRest}`);
});

/** What is thrown into the void from now to the end of the test; the test runner does not hear of it. */
function uncaughtDuring(context) {
  const [faults, listeners] = [[], process.listeners('uncaughtException')];
  process.removeAllListeners('uncaughtException').on('uncaughtException', (fault) => faults.push(fault));
  context.after(() => {
    process.removeAllListeners('uncaughtException');
    listeners.forEach((listener) => process.on('uncaughtException', listener));
  });
  return faults;
}
