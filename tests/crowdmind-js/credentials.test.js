import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HttpTransportType } from '@microsoft/signalr';
import { access, keys, token } from './kit/access.js';
import { connectHub, eventsOf, range, seqs, transports } from './kit/hub.js';
import { eventually } from './kit/eventually.js';
import { Rest } from './kit/rest.js';
import { CrowdMindServer } from './kit/server.js';
import { EventStream } from './kit/sse.js';

let server, rest, agent;

before(async () => {
  server = await CrowdMindServer.start(access);
  rest = new Rest(server, keys.admin);
  agent = await rest.agent();
});

after(() => server.dispose());

/** A connection with what `credential` gives, that notes how its session ends and when it is closed. */
async function connect(credential, type = HttpTransportType.WebSockets) {
  const hub = await connectHub(server.hub, type, undefined, credential);
  hub.notes = [];
  hub.on('SessionEnded', (end) => hub.notes.push(end.code));
  hub.onclose(() => hub.notes.push('closed'));
  return hub;
}

for (const { name, type } of transports) {
  test(`over ${name} a key is taken, and what it may not do is refused without ending the connection`, async () => {
    const experiment = await rest.experiment();
    const hub = await connect(() => keys.viewer, type);
    await hub.invoke('JoinExperiment', experiment.id, 0);
    const reaction = { experiment_id: experiment.id, agent_id: agent.id, payload: {} };
    await assert.rejects(hub.invoke('PublishReaction', reaction), /HubException: 403: .*role viewer/);
    await rest.publish(experiment, agent);
    await eventually('the event', () => eventsOf(hub, experiment).length === 1);
    await hub.stop();
  });

  test(`over ${name} a wrong key does not connect, and none does not either`, async () => {
    for (const credential of [() => 'a-wrong-key', undefined]) {
      await assert.rejects(connect(credential, type), (failure) => /401|failed to connect|WebSocket/i.test(failure.message));
    }
  });

  test(`over ${name} a token's end is told, then the connection is closed, and another one goes on after the last event`, async () => {
    const experiment = await rest.experiment();
    await rest.publishMany(experiment, agent, 3);
    const first = await connect(() => token('viewer', 2), type);
    await first.invoke('JoinExperiment', experiment.id, 0);
    await eventually('three', () => eventsOf(first, experiment).length === 3);
    await eventually('the end', () => first.notes.length === 2);
    assert.deepEqual(first.notes, [4401, 'closed']);
    assert.deepEqual([first.ended.experimentId, first.ended.ending.code], [experiment.id, 4401]);
    await rest.publishMany(experiment, agent, 3);
    const second = await connect(async () => token('viewer', 60), type);
    await second.invoke('JoinExperiment', experiment.id, seqs(eventsOf(first, experiment)).at(-1));
    await eventually('three more', () => eventsOf(second, experiment).length === 3);
    assert.deepEqual([first, second].flatMap((hub) => seqs(eventsOf(hub, experiment))), range(1, 6));
    await second.stop();
  });

  test(`over ${name} a connection that sends another token in time goes on`, async () => {
    const experiment = await rest.experiment();
    const [hub, short] = [await connect(() => token('viewer', 2), type), await connect(() => token('viewer', 2), type)];
    await hub.invoke('JoinExperiment', experiment.id);
    const { expires_at: end } = await hub.invoke('Authenticate', token('viewer', 60));
    assert.ok(Date.parse(end) > Date.now() + 50_000);
    await assert.rejects(hub.invoke('Authenticate', 'not a token'), /HubException: 401: /);

    // One that did not shows when the first token's time is over.
    await eventually('the end of the other', () => short.notes.includes('closed'));
    await rest.publish(experiment, agent);
    await eventually('the event', () => eventsOf(hub, experiment).length === 1);
    assert.deepEqual(hub.notes, []);
    await hub.stop();
  });

  test(`over ${name} an agent follows where it takes part and publishes as itself, and nothing else`, async () => {
    const [own, foreign, other] = [await rest.experiment('own'), await rest.experiment('foreign'), await rest.agent('other')];
    await rest.call('PUT', `/experiments/${own.id}/agents/${agent.id}`);
    const { key } = await rest.call('POST', '/keys', { name: 'device', role: 'agent', agent_id: agent.id });
    const hub = await connect(() => key, type);
    await hub.invoke('JoinExperiment', own.id, 0);
    await hub.invoke('WatchAgent', agent.id);
    await hub.invoke('PublishReaction', { experiment_id: own.id, agent_id: agent.id, payload: { mood: 1 } });
    await eventually('its own reaction', () => eventsOf(hub, own).length === 1);
    const refused = [
      ['JoinExperiment', foreign.id, 0],
      ['WatchAgent', other.id],
      ['PublishReaction', { experiment_id: own.id, agent_id: other.id, payload: {} }],
    ];
    for (const call of refused) await assert.rejects(hub.invoke(...call), /HubException: 403: /, call[0]);
    assert.equal((await rest.call('GET', `/experiments/${own.id}`)).last_seq, 1);
    await hub.stop();
  });
}

test('a ticket opens one event stream, once, and nothing but what it was made for', async () => {
  const [experiment, other] = [await rest.experiment(), await rest.experiment()];
  await rest.publishMany(experiment, agent, 2);
  const { ticket } = await new Rest(server, keys.viewer).call('POST', `/experiments/${experiment.id}/tickets`);
  const address = (of) => `${server.api}/experiments/${of.id}/events?after=0&ticket=${ticket}`;
  const stream = await EventStream.open(address(experiment));
  await eventually('two', () => stream.events.length === 2);
  stream.close();
  const again = await rest.call('POST', `/experiments/${experiment.id}/tickets`);
  assert.notEqual(again.ticket, ticket);
  for (const of of [experiment, other]) assert.equal((await EventStream.open(address(of))).answer.status, 401);
});
