import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connectHub, range, seqs, transports } from './kit/hub.js';
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

function watch(hub, experimentId, from) {
  const watched = { events: [], completed: false, error: undefined };
  watched.subscription = hub.stream('Watch', experimentId, from).subscribe({
    next: (events) => watched.events.push(...events),
    complete: () => { watched.completed = true; },
    error: (error) => { watched.error = error; },
  });
  return watched;
}

for (const { name, type } of transports) {
  test(`Watch over ${name} streams past and present and ends when the experiment stops`, async () => {
    const experiment = await rest.experiment();
    await rest.start(experiment);
    await rest.publishMany(experiment, agent, 4);
    const hub = await connectHub(server.hub, type);
    const watched = watch(hub, experiment.id, 2);
    await eventually('the past', () => watched.events.length >= 3);
    await rest.publishMany(experiment, agent, 4);
    await rest.stop(experiment);
    await eventually('the end of the stream', () => watched.completed);
    assert.deepEqual(seqs(watched.events), range(3, 10));
    assert.equal(watched.events.at(-1).type, 'experiment_stopped');
    assert.equal(watched.error, undefined);
    await hub.stop();
  });
}

test('Watch delivers events in arrays', async () => {
  const experiment = await rest.experiment();
  await rest.publishMany(experiment, agent, 3);
  const hub = await connectHub(server.hub);
  const items = [];
  hub.stream('Watch', experiment.id, 0).subscribe({ next: (item) => items.push(item), complete() {}, error() {} });
  await eventually('three events', () => items.flat().length >= 3);
  assert.ok(items.every(Array.isArray));
  await hub.stop();
});

test('two watches and a join on one connection each see everything', async () => {
  const experiment = await rest.experiment();
  const hub = await connectHub(server.hub);
  await rest.publishMany(experiment, agent, 10);
  const [whole, half] = [watch(hub, experiment.id, 0), watch(hub, experiment.id, 5)];
  await hub.invoke('JoinExperiment', experiment.id, 8);
  await rest.publishMany(experiment, agent, 10);
  await eventually('both watches', () => whole.events.length >= 20 && half.events.length >= 15);
  await eventually('the join', () => hub.received.get(experiment.id)?.length >= 12);
  assert.deepEqual(seqs(whole.events), range(1, 20));
  assert.deepEqual(seqs(half.events), range(6, 20));
  assert.deepEqual(seqs(hub.received.get(experiment.id)), range(9, 20));
  await hub.stop();
});

test('a watch that is disposed of sends no more, and the connection goes on', async () => {
  const experiment = await rest.experiment();
  const hub = await connectHub(server.hub);
  const [dropped, kept] = [watch(hub, experiment.id, 0), watch(hub, experiment.id, 0)];
  await rest.publish(experiment, agent);
  await eventually('the first event', () => dropped.events.length === 1 && kept.events.length === 1);
  dropped.subscription.dispose();
  await rest.publishMany(experiment, agent, 5);
  await eventually('the other watch', () => kept.events.length >= 6);
  assert.equal(dropped.events.length, 1);
  await hub.stop();
});

test('a long log is watched whole and in order', async () => {
  const experiment = await rest.experiment();
  const lines = range(1, 5000).map((n) => JSON.stringify({ agent_id: agent.id, payload: { n } })).join('\n');
  const answer = await fetch(`${server.api}/experiments/${experiment.id}/reactions`, {
    method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: lines,
  });
  assert.equal(answer.status, 200);
  const hub = await connectHub(server.hub);
  const watched = watch(hub, experiment.id, 0);
  await eventually('five thousand events', () => watched.events.length >= 5000);
  assert.deepEqual(watched.events.map((event) => event.data.payload.n), range(1, 5000));
  await hub.stop();
});
