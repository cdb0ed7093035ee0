import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { connectHub, eventsOf, range, seqs, transports } from './kit/hub.js';
import { eventually } from './kit/eventually.js';
import { Rest } from './kit/rest.js';
import { CrowdMindServer } from './kit/server.js';

let server, rest, agent;

before(async () => {
  server = await CrowdMindServer.start();
  rest = new Rest(server);
  agent = await rest.agent();
});

after(() => server.dispose());

const reaction = (experiment, payload, id) => ({ experiment_id: experiment.id, agent_id: agent.id, payload, id });

for (const { name, type } of transports) {
  test(`PublishReaction over ${name} answers with the reaction and its seq, and every subscriber sees it`, async () => {
    const experiment = await rest.experiment();
    const [publisher, subscriber] = [await connectHub(server.hub, type), await connectHub(server.hub, type)];
    await subscriber.invoke('JoinExperiment', experiment.id);
    const payload = { mood: 'glad', nested: { deep: [1, 2, { x: null }] }, text: 'žluťoučký 🦊' };
    const published = await publisher.invoke('PublishReaction', reaction(experiment, payload));
    assert.equal(published.seq, 1);
    assert.equal(published.experiment_id, experiment.id);
    assert.equal(published.agent_id, agent.id);
    assert.deepEqual(published.payload, payload);
    await eventually('the event', () => eventsOf(subscriber, experiment).length === 1);
    const [event] = eventsOf(subscriber, experiment);
    assert.equal(event.type, 'reaction_created');
    assert.deepEqual(event.data.payload, payload);
    assert.equal(event.data.id, published.id);
    assert.equal(event.data.created_at, published.created_at);
    await Promise.all([publisher.stop(), subscriber.stop()]);
  });
}

test('the same id published again over the hub gives the first reaction and no second event', async () => {
  const experiment = await rest.experiment();
  const hub = await connectHub(server.hub);
  await hub.invoke('JoinExperiment', experiment.id, 0);
  const id = randomUUID();
  const first = await hub.invoke('PublishReaction', reaction(experiment, { n: 1 }, id));
  const again = await hub.invoke('PublishReaction', reaction(experiment, { n: 2 }, id));
  assert.equal(first.id, id);
  assert.equal(again.seq, first.seq);
  assert.deepEqual(again.payload, { n: 1 });
  await hub.invoke('PublishReaction', reaction(experiment, { n: 3 }));
  await eventually('two events', () => eventsOf(hub, experiment).length >= 2);
  assert.deepEqual(eventsOf(hub, experiment).map((event) => event.data.payload.n), [1, 3]);
  await hub.stop();
});

test('publishers on the hub and over REST share one order', async () => {
  const experiment = await rest.experiment();
  const hubs = await Promise.all([connectHub(server.hub), connectHub(server.hub)]);
  const watcher = await connectHub(server.hub);
  await watcher.invoke('JoinExperiment', experiment.id, 0);
  const overHub = hubs.map((hub) => Promise.all(
    range(1, 50).map((n) => hub.invoke('PublishReaction', reaction(experiment, { n })))));
  const overRest = rest.publishMany(experiment, agent, 50);
  const acknowledged = (await Promise.all([...overHub, overRest])).flat();
  await eventually('all events', () => eventsOf(watcher, experiment).length >= 150);
  assert.deepEqual(seqs(eventsOf(watcher, experiment)), range(1, 150));
  const idBySeq = new Map(acknowledged.map((one) => [one.seq, one.id]));
  assert.ok(eventsOf(watcher, experiment).every((event) => idBySeq.get(event.seq) === event.data.id));
  await Promise.all([...hubs, watcher].map((hub) => hub.stop()));
});

test('send, which waits for no answer, publishes too', async () => {
  const experiment = await rest.experiment();
  const hub = await connectHub(server.hub);
  await hub.invoke('JoinExperiment', experiment.id);
  for (const n of range(1, 20)) await hub.send('PublishReaction', reaction(experiment, { n }));
  await eventually('all events', () => eventsOf(hub, experiment).length >= 20);
  assert.deepEqual(seqs(eventsOf(hub, experiment)), range(1, 20));
  await hub.stop();
});

test('a payload just under the limit goes through the hub', async () => {
  const experiment = await rest.experiment();
  const hub = await connectHub(server.hub);
  await hub.invoke('JoinExperiment', experiment.id);
  const payload = { blob: 'x'.repeat(256 * 1024 - 20) };
  const published = await hub.invoke('PublishReaction', reaction(experiment, payload));
  assert.equal(published.seq, 1);
  await eventually('the large event', () => eventsOf(hub, experiment).length === 1);
  assert.equal(eventsOf(hub, experiment)[0].data.payload.blob.length, payload.blob.length);
  await hub.stop();
});
