import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HttpTransportType } from '@microsoft/signalr';
import { eventually } from './kit/eventually.js';
import { Follower } from './kit/follower.js';
import { connectHub, range, seqs, transports } from './kit/hub.js';
import { CuttingProxy } from './kit/proxy.js';
import { Rest } from './kit/rest.js';
import { CrowdMindServer } from './kit/server.js';

let server, rest, agent;

before(async () => {
  server = await CrowdMindServer.start();
  rest = new Rest(server);
  agent = await rest.agent();
});

after(() => server.dispose());

for (const { name, type } of transports) {
  test(`a subscriber over ${name} that is cut off again and again misses nothing and sees nothing twice`, async (t) => {
    const experiment = await rest.experiment();
    const proxy = await CuttingProxy.before(server);
    const follower = new Follower(proxy.hub, type, experiment);
    t.after(() => Promise.all([follower.leave(), proxy.dispose()]));
    const following = follower.follow();
    const publishers = Promise.all([1, 2, 3].map(() => rest.publishMany(experiment, agent, 100, 3)));
    for (const mark of [40, 100, 180]) {
      await eventually(`event ${mark}`, () => follower.events.length >= mark);
      proxy.cut();
    }
    const acknowledged = (await publishers).flat();
    await eventually('all events', () => follower.events.length >= 300);
    assert.deepEqual(seqs(follower.events), range(1, 300));
    assert.deepEqual(follower.events.map((event) => event.data.id),
      acknowledged.sort((a, b) => a.seq - b.seq).map((one) => one.id));
    assert.ok(follower.joins > 1, 'it was never cut off');
    await follower.leave();
    await following;
  });
}

test('withAutomaticReconnect comes back by itself and resumes after the last event', async (t) => {
  const experiment = await rest.experiment();
  const proxy = await CuttingProxy.before(server);
  const events = [];
  const hub = await connectHub(proxy.hub, HttpTransportType.WebSockets,
    (builder) => builder.withAutomaticReconnect([0, 50, 100, 200, 500, 1000]));
  t.after(() => Promise.all([hub.stop(), proxy.dispose()]));
  hub.on('ReceiveEvents', (_, more) => events.push(...more));
  let returns = 0;
  hub.onreconnected(async () => {
    await hub.invoke('JoinExperiment', experiment.id, events.at(-1)?.seq ?? 0);
    returns += 1;
  });
  await hub.invoke('JoinExperiment', experiment.id, 0);
  const publishing = rest.publishMany(experiment, agent, 200, 3);
  for (const cut of [1, 2, 3]) {
    await eventually(`event ${cut * 40}`, () => events.length >= cut * 40);
    proxy.cut();
    await eventually('the return', () => returns === cut);
  }
  await publishing;
  await eventually('all events', () => events.length >= 200);
  assert.deepEqual(seqs(events), range(1, 200));
});

test('a publisher that is cut off publishes again with the same id and appends once', async (t) => {
  const experiment = await rest.experiment();
  const proxy = await CuttingProxy.before(server);
  let hub = await connectHub(proxy.hub);
  t.after(async () => {
    await hub.stop();
    await proxy.dispose();
  });
  const acknowledged = [];
  for (const n of range(1, 80)) {
    const reaction = { experiment_id: experiment.id, agent_id: agent.id, payload: { n }, id: crypto.randomUUID() };
    if (n % 8 === 0) setTimeout(() => proxy.cut(), n % 5);
    for (let done = false; !done;) {
      try {
        acknowledged.push(await hub.invoke('PublishReaction', reaction));
        done = true;
      } catch {
        hub = await eventually('a new connection', () => connectHub(proxy.hub).catch(() => null));
      }
    }
  }
  assert.deepEqual(seqs(acknowledged), range(1, 80));
  const page = `/experiments/${experiment.id}/reactions?after=0&limit=1000`;
  const { reactions, last_seq: head } = await rest.call('GET', page);
  assert.equal(head, 80);
  assert.deepEqual(reactions.map((reaction) => reaction.payload.n), range(1, 80));
});
