import assert from 'node:assert/strict';
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

async function experimentWith(count) {
  const experiment = await rest.experiment();
  await rest.publishMany(experiment, agent, count);
  return experiment;
}

for (const { name, type } of transports) {
  test(`the official client joins over ${name} without after and sees only what follows`, async () => {
    const experiment = await experimentWith(3);
    const hub = await connectHub(server.hub, type);
    const joined = await hub.invoke('JoinExperiment', experiment.id);
    assert.equal(joined.head, 3);
    assert.equal(joined.experiment.id, experiment.id);
    assert.equal(joined.experiment.status, 'draft');
    await rest.publishMany(experiment, agent, 3);
    await eventually('three live events', () => eventsOf(hub, experiment).length >= 3);
    assert.deepEqual(seqs(eventsOf(hub, experiment)), [4, 5, 6]);
    await hub.stop();
  });

  test(`the official client joins over ${name} with after and sees the past and then the present`, async () => {
    const experiment = await experimentWith(5);
    const hub = await connectHub(server.hub, type);
    const joined = await hub.invoke('JoinExperiment', experiment.id, 2);
    assert.equal(joined.head, 5);
    await rest.publishMany(experiment, agent, 3);
    await eventually('six events', () => eventsOf(hub, experiment).length >= 6);
    assert.deepEqual(seqs(eventsOf(hub, experiment)), range(3, 8));
    await hub.stop();
  });

  test(`after=0 over ${name} replays the whole log, starts and stops included`, async () => {
    const experiment = await rest.experiment();
    await rest.start(experiment);
    await rest.publish(experiment, agent, { mood: 'curious' });
    await rest.stop(experiment);
    const hub = await connectHub(server.hub, type);
    await hub.invoke('JoinExperiment', experiment.id, 0);
    await eventually('the three events', () => eventsOf(hub, experiment).length >= 3);
    const [started, reaction, stopped] = eventsOf(hub, experiment);
    assert.deepEqual([started.type, reaction.type, stopped.type],
      ['experiment_started', 'reaction_created', 'experiment_stopped']);
    assert.equal(started.data.status, 'running');
    assert.equal(stopped.data.status, 'stopped');
    assert.deepEqual(reaction.data.payload, { mood: 'curious' });
    assert.equal(reaction.data.agent_id, agent.id);
    assert.equal(reaction.data.created_at, reaction.ts);
    await hub.stop();
  });
}

test('after null is the same as no after', async () => {
  const experiment = await experimentWith(2);
  const hub = await connectHub(server.hub);
  const joined = await hub.invoke('JoinExperiment', experiment.id, null);
  assert.equal(joined.head, 2);
  await rest.publish(experiment, agent);
  await eventually('one event', () => eventsOf(hub, experiment).length >= 1);
  assert.deepEqual(seqs(eventsOf(hub, experiment)), [3]);
  await hub.stop();
});

test('one connection joins several experiments and keeps each in its own order', async () => {
  const experiments = await Promise.all(range(1, 5).map(() => experimentWith(4)));
  const hub = await connectHub(server.hub);
  for (const experiment of experiments) await hub.invoke('JoinExperiment', experiment.id, 0);
  await Promise.all(experiments.map((experiment) => rest.publishMany(experiment, agent, 20)));
  for (const experiment of experiments) {
    await eventually('all of its events', () => eventsOf(hub, experiment).length >= 24);
    assert.deepEqual(seqs(eventsOf(hub, experiment)), range(1, 24));
    assert.ok(eventsOf(hub, experiment).every((event) => event.data.experiment_id === experiment.id));
  }
  await hub.stop();
});

for (const { name, type } of transports) {
  test(`leaving over ${name} ends delivery of that experiment and of no other`, async () => {
    const [left, kept] = [await rest.experiment('left'), await rest.experiment('kept')];
    const hub = await connectHub(server.hub, type);
    await hub.invoke('JoinExperiment', left.id, 0);
    await hub.invoke('JoinExperiment', kept.id, 0);
    await rest.publish(left, agent);
    await eventually('the event before leaving', () => eventsOf(hub, left).length === 1);
    await hub.invoke('LeaveExperiment', left.id);
    await rest.publishMany(left, agent, 5);
    await rest.publishMany(kept, agent, 5);
    await eventually('the other experiment', () => eventsOf(hub, kept).length >= 5);
    assert.deepEqual(seqs(eventsOf(hub, left)), [1]);
    await hub.invoke('JoinExperiment', left.id, 1);
    await eventually('what was missed', () => eventsOf(hub, left).length >= 6);
    assert.deepEqual(seqs(eventsOf(hub, left)), range(1, 6));
    await hub.stop();
  });
}

test('a client that left everything may join again, and leaving what was never joined does no harm', async () => {
  const experiment = await experimentWith(1);
  const hub = await connectHub(server.hub);
  await hub.invoke('LeaveExperiment', experiment.id);
  await hub.invoke('JoinExperiment', experiment.id, 0);
  await eventually('the event', () => eventsOf(hub, experiment).length === 1);
  await hub.stop();
});

test('the deletion of an experiment is told to those who joined it', async () => {
  const experiment = await experimentWith(1);
  const hub = await connectHub(server.hub);
  await hub.invoke('JoinExperiment', experiment.id, 0);
  await rest.call('DELETE', `/experiments/${experiment.id}`);
  await eventually('the ending', () => hub.ended);
  assert.equal(hub.ended.experimentId, experiment.id);
  assert.equal(hub.ended.ending.code, 4404);
  assert.match(hub.ended.ending.reason, /delet/i);
  assert.equal(hub.state, 'Connected');
  await hub.stop();
});
