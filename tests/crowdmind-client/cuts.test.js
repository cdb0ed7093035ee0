import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, pause } from '../crowdmind-js/kit/eventually.js';
import { range, seqs } from '../crowdmind-js/kit/seqs.js';
import { CuttingProxy } from '../crowdmind-js/kit/proxy.js';
import { collect, ground, named, quickly, ways } from './kit/ground.js';

const Cuts = 200;
const here = ground();

/** Appends a few reactions again and again until told to stop; returns how many it appended. */
async function publishUntil(stopped, experiment) {
  let published = 0;
  while (!stopped()) {
    const count = 1 + Math.floor(Math.random() * 20);
    await here.publish(experiment, count, published + 1);
    published += count;
    await pause(Math.random() * 10);
  }
  return published;
}

async function cutAtRandom(proxy) {
  for (let cuts = 0; cuts < Cuts;) {
    await pause(Math.random() * 60);
    if (proxy.cut() > 0) cuts += 1;
  }
}

for (const transport of ways) {
  const over = named(transport);
  test(`${Cuts} cuts at random moments, over ${over}: no gap, no duplicate, in order`, async () => {
    const experiment = await here.rest.experiment();
    const proxy = await CuttingProxy.before(here.server);
    const stream = here.follow(experiment, { url: proxy.url, after: 0, transport });
    let retries = 0;
    stream.on('retry', () => { retries += 1; });
    const received = collect(stream);
    let isCut = false;
    const publishing = publishUntil(() => isCut, experiment);
    await cutAtRandom(proxy);
    isCut = true;
    const published = await publishing;
    await eventually(() => `${published} events, there are ${received.length}`, () => received.length >= published, 30);
    stream.close();
    await received.done;
    await proxy.dispose();
    assert.ok(retries > Cuts / 2, `only ${retries} connections were lost`);
    assert.deepEqual(seqs(received), range(1, published));
    assert.deepEqual(received.map((event) => event.data.payload.n), range(1, published));
  });
}

test('a stream without a beginning of its own keeps its place, even when it is cut before the first event', async () => {
  const experiment = await here.experimentWith(10);
  const proxy = await CuttingProxy.before(here.server);
  for (const transport of ['hub', 'event stream']) {
    const stream = here.follow(experiment, { url: proxy.url, transport });
    await stream.start();
    const { last_seq: head } = await here.rest.call('GET', `/experiments/${experiment.id}`);
    assert.equal(stream.seq, head);
    proxy.cut();
    await here.publish(experiment, 5);
    const received = collect(stream);
    await eventually('the five', () => received.length >= 5);
    assert.deepEqual(seqs(received), range(head + 1, head + 5));
  }
  await proxy.dispose();
});

test('a server that is killed and comes back is followed on, and pauses grow while it is away', async () => {
  const experiment = await here.experimentWith(100);
  const streams = ['hub', 'event stream'].map((transport) => here.follow(experiment, { after: 0, transport }));
  const pauses = [];
  streams[0].on('retry', ({ milliseconds }) => pauses.push(milliseconds));
  const received = streams.map(collect);
  await eventually('both live', () => streams.every((stream) => stream.state === 'live'));
  await here.server.kill();
  await eventually('some attempts', () => pauses.length >= 6);
  assert.deepEqual(streams.map((stream) => stream.state), ['reconnecting', 'reconnecting']);
  assert.ok(pauses[0] <= quickly.firstMilliseconds && Math.max(...pauses) <= quickly.mostMilliseconds, `${pauses}`);
  assert.ok(pauses[5] >= quickly.mostMilliseconds / 2, `${pauses}`);
  await here.server.restart();
  await here.publish(experiment, 100, 101);
  await eventually('both have all', () => received.every((events) => events.length >= 200));
  for (const events of received) assert.deepEqual(events.map((event) => event.data.payload.n), range(1, 200));
});
