import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../crowdmind-js/kit/eventually.js';
import { range, seqs } from '../crowdmind-js/kit/seqs.js';
import { Gate } from './kit/gate.js';
import { collect, ground } from './kit/ground.js';

const here = ground();

for (const upgrades of ['refused', 'swallowed']) {
  test(`where WebSockets are ${upgrades} the events come as an event stream`, async () => {
    const experiment = await here.experimentWith(50);
    const gate = await Gate.before(here.server);
    gate.upgrades = upgrades;
    const stream = here.follow(experiment, { url: gate.url, after: 0, connectMilliseconds: 500 });
    const received = collect(stream);
    await eventually('live', () => stream.state === 'live');
    assert.equal(stream.transport, 'event stream');
    await here.publish(experiment, 50, 51);
    await eventually('all', () => received.length === 100);

    // It is remembered: the next connection does not try again at once.
    const upgradesSoFar = gate.requests.filter((request) => request.headers.upgrade).length;
    gate.cut();
    await here.publish(experiment, 50, 101);
    await eventually('all again', () => received.length === 150);
    assert.deepEqual(seqs(received), range(1, 150));
    assert.equal(gate.requests.filter((request) => request.headers.upgrade).length, upgradesSoFar);
    await gate.dispose();
  });
}

test('where they pass the hub is used', async () => {
  const gate = await Gate.before(here.server);
  const stream = here.follow(await here.experimentWith(5), { url: gate.url, after: 0 });
  const received = collect(stream);
  await eventually('all', () => received.length === 5 && stream.state === 'live');
  assert.equal(stream.transport, 'hub');
  await gate.dispose();
});

test('a proxy without a server behind it does not end the stream', async () => {
  const experiment = await here.experimentWith(5);
  const gate = await Gate.before(here.server);
  gate.refuse = () => 404;
  const stream = here.follow(experiment, { url: gate.url, after: 0 });
  const attempts = [];
  stream.on('retry', ({ cause }) => attempts.push(cause));
  const received = collect(stream);
  await eventually('some attempts', () => attempts.length >= 3);
  assert.ok(attempts.every((cause) => cause.status === 404));
  gate.refuse = () => undefined;
  await eventually('all', () => received.length === 5);
  await gate.dispose();
});
