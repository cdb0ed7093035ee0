import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { connectHub, transports } from './kit/hub.js';
import { eventually } from './kit/eventually.js';
import { Rest } from './kit/rest.js';
import { CrowdMindServer } from './kit/server.js';

let server, rest;

before(async () => {
  server = await CrowdMindServer.start();
  rest = new Rest(server);
});

after(() => server.dispose());

const checksum = 'a'.repeat(64);

async function watching(type, agent) {
  const hub = await connectHub(server.hub, type);
  const told = [];
  hub.on('ReceiveAgent', (id, message) => { if (id === agent.id) told.push(message); });
  await hub.invoke('WatchAgent', agent.id);
  return { hub, told };
}

for (const { name, type } of transports) {
  test(`the official client watches an agent over ${name}: what stands, each change, and its end`, async () => {
    const [agent, experiment] = [await rest.agent(), await rest.experiment('evening')];
    const { hub, told } = await watching(type, agent);
    await eventually('what stands', () => told.length === 1);
    assert.equal(told[0].type, 'model_unassigned');
    assert.deepEqual([told[0].data.agent_id, told[0].data.model, told[0].data.experiments], [agent.id, null, []]);
    await rest.call('PUT', `/experiments/${experiment.id}/agents/${agent.id}`);
    await eventually('the experiment', () => told.length === 2);
    assert.deepEqual(told[1].data.experiments.map((one) => [one.id, one.status]), [[experiment.id, 'draft']]);
    await rest.call('POST', `/agents/${agent.id}/model-status`, { checksum, state: 'failed', error: 'no room' });
    await eventually('the report', () => told.length === 3);
    assert.equal(told[2].type, 'agent_reported');
    assert.deepEqual([told[2].data.reported.state, told[2].data.reported.error], ['failed', 'no room']);
    await rest.call('DELETE', `/agents/${agent.id}`);
    await eventually('the end', () => told.length === 4);
    assert.equal(told[3].type, 'agent_deleted');
    await hub.stop();
  });

  test(`who watches no more over ${name} is told nothing more`, async () => {
    const [agent, other] = [await rest.agent(), await rest.agent()];
    const { hub, told } = await watching(type, agent);
    await eventually('what stands', () => told.length === 1);
    const heard = [];
    hub.on('ReceiveAgent', (id, message) => { if (id === other.id) heard.push(message.type); });
    await hub.invoke('WatchAgent', other.id);
    await hub.invoke('UnwatchAgent', agent.id);
    for (const one of [agent, other]) await rest.call('POST', `/agents/${one.id}/model-status`, { checksum, state: 'running' });
    await eventually('the other one', () => heard.length === 2);
    assert.deepEqual(heard, ['model_unassigned', 'agent_reported']);
    assert.equal(told.length, 1);
    await hub.stop();
  });
}

test('an agent that nobody knows cannot be watched, and the connection stays', async () => {
  const hub = await connectHub(server.hub);
  await assert.rejects(hub.invoke('WatchAgent', randomUUID()), /404/);
  await assert.rejects(hub.invoke('WatchAgent', 'ada'), /422/);
  assert.equal(hub.state, 'Connected');
  await hub.stop();
});

test('an agent of the first version is still made, listed and found with the fields it knows', async () => {
  const agent = await rest.agent('ada');
  const known = { id: agent.id, name: 'ada', type: 'digital', traits: null, current_model_id: null };
  for (const shown of [agent, await rest.call('GET', `/agents/${agent.id}`), (await rest.call('GET', '/agents?limit=1'))[0]]) {
    for (const [field, value] of Object.entries(known)) assert.deepEqual(shown[field], value);
    assert.ok(!Number.isNaN(Date.parse(shown.created_at)));
  }
});
