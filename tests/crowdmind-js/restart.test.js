import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HttpTransportType } from '@microsoft/signalr';
import { eventually } from './kit/eventually.js';
import { Follower } from './kit/follower.js';
import { connectHub, range, seqs, transports } from './kit/hub.js';
import { Rest } from './kit/rest.js';
import { CrowdMindServer } from './kit/server.js';

let server, rest, agent;

before(async () => {
  server = await CrowdMindServer.start();
  rest = new Rest(server);
  agent = await rest.agent();
});

after(() => server.dispose());

test('the server is killed and comes back: every transport resumes, every acknowledged reaction is there once', async (t) => {
  const experiment = await rest.experiment();
  const followers = transports.map(({ type }) => new Follower(server.hub, type, experiment));
  t.after(() => Promise.all(followers.map((follower) => follower.leave())));
  const following = followers.map((follower) => follower.follow());
  const publishers = Promise.all([1, 2, 3].map(() => rest.publishMany(experiment, agent, 100, 2)));
  for (const mark of [60, 150]) {
    await eventually(`event ${mark} everywhere`, () => followers.every((follower) => follower.events.length >= mark));
    await server.restart();
  }
  const acknowledged = (await publishers).flat().sort((a, b) => a.seq - b.seq);
  for (const follower of followers) {
    await eventually('all events', () => follower.events.length >= 300);
    assert.deepEqual(seqs(follower.events), range(1, 300));
    assert.deepEqual(follower.events.map((event) => event.data.id), acknowledged.map((one) => one.id));
    assert.ok(follower.joins >= 3, `it joined ${follower.joins} times`);
    await follower.leave();
  }
  await Promise.all(following);
});

test('withAutomaticReconnect survives a restart of the server', async (t) => {
  const experiment = await rest.experiment();
  const events = [];
  const hub = await connectHub(server.hub, HttpTransportType.WebSockets,
    (builder) => builder.withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 100 }));
  t.after(() => hub.stop());
  hub.on('ReceiveEvents', (_, more) => events.push(...more));
  const rejoined = new Promise((resolve) => {
    hub.onreconnected(() => resolve(hub.invoke('JoinExperiment', experiment.id, events.at(-1)?.seq ?? 0)));
  });
  await hub.invoke('JoinExperiment', experiment.id);
  await rest.publishMany(experiment, agent, 5);
  await eventually('five events', () => events.length === 5);
  await server.restart();
  await rest.publishMany(experiment, agent, 5);
  assert.equal((await rejoined).experiment.id, experiment.id);
  await eventually('ten events', () => events.length >= 10);
  assert.deepEqual(seqs(events), range(1, 10));
});
