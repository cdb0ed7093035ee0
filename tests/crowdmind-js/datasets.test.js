import assert from 'node:assert/strict';
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

function progressOf(hub) {
  const told = [];
  hub.on('DatasetProgress', (datasetId, job) => told.push({ datasetId, job }));
  return told;
}

test('WatchDataset tells over every transport how far a generation is, and its end', async () => {
  const rows = 300_000;
  const dataset = await rest.dataset();
  const watchers = await Promise.all(transports.map(async ({ name, type }) => {
    const hub = await connectHub(server.hub, type);
    await hub.invoke('WatchDataset', dataset.id);
    return { name, hub, told: progressOf(hub) };
  }));
  const begun = await rest.generateLater(dataset, rows);
  for (const { name, hub, told } of watchers) {
    await eventually(`the end over ${name}`, () => told.at(-1)?.job.status === 'done', 60);
    assert.ok(told.every(({ datasetId, job }) => datasetId === dataset.id && job.id === begun.id), name);
    assert.ok(told.some(({ job }) => job.status !== 'done'), `only the end over ${name}: ${JSON.stringify(told)}`);
    const done = told.map(({ job }) => job.rows_done);
    assert.deepEqual(done, done.toSorted((one, other) => one - other), name);
    assert.equal(done.at(-1), rows, name);
    await hub.stop();
  }
  assert.equal((await rest.call('GET', `/datasets/${dataset.id}`)).row_count, rows);
});

test('a generation that is cancelled ends so for who watches', async () => {
  const dataset = await rest.dataset();
  const hub = await connectHub(server.hub);
  const told = progressOf(hub);
  await hub.invoke('WatchDataset', dataset.id);
  const begun = await rest.generateLater(dataset, 1_000_000);
  await eventually('the first word', () => told.length > 0);
  await rest.call('DELETE', `/jobs/${begun.id}`);
  await eventually('the end', () => told.at(-1).job.status === 'cancelled');
  assert.equal((await rest.call('GET', `/datasets/${dataset.id}`)).row_count, 0);
  await hub.stop();
});

test('a dataset that is not there cannot be watched', async () => {
  const hub = await connectHub(server.hub);
  await assert.rejects(hub.invoke('WatchDataset', '01234567-89ab-7cde-8f01-23456789abcd'), /404/);
  await hub.stop();
});
