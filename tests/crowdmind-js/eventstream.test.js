import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { eventually, pause } from './kit/eventually.js';
import { range } from './kit/hub.js';
import { CuttingProxy } from './kit/proxy.js';
import { Rest } from './kit/rest.js';
import { CrowdMindServer } from './kit/server.js';
import { EventStream } from './kit/sse.js';

let server, rest, agent;

before(async () => {
  server = await CrowdMindServer.start();
  rest = new Rest(server);
  agent = await rest.agent();
});

after(() => server.dispose());

const path = (experiment) => `/api/v1/experiments/${experiment.id}/events`;

test('plain fetch reads the event stream: id, event and data of each frame', async () => {
  const experiment = await rest.experiment();
  await rest.start(experiment);
  const stream = await EventStream.open(`${server.url}${path(experiment)}?after=0`);
  assert.match(stream.answer.headers.get('content-type'), /^text\/event-stream/);
  assert.match(stream.answer.headers.get('cache-control'), /no-cache/);
  await rest.publish(experiment, agent, { text: 'one\ntwo' });
  await eventually('two frames', () => stream.frames.length >= 2);
  assert.deepEqual(stream.frames.map((frame) => frame.event), ['experiment_started', 'reaction_created']);
  assert.deepEqual(stream.ids, [1, 2]);
  assert.deepEqual(stream.events.map((event) => event.seq), [1, 2]);
  assert.deepEqual(stream.events[1].data.payload, { text: 'one\ntwo' });
  stream.close();
});

test('without after an event stream starts at the head', async () => {
  const experiment = await rest.experiment();
  await rest.publishMany(experiment, agent, 3);
  const stream = await EventStream.open(server.url + path(experiment));
  await rest.publish(experiment, agent);
  await eventually('a frame', () => stream.frames.length >= 1);
  assert.deepEqual(stream.ids, [4]);
  stream.close();
});

test('Last-Event-ID wins over after', async () => {
  const experiment = await rest.experiment();
  await rest.publishMany(experiment, agent, 5);
  const stream = await EventStream.open(`${server.url}${path(experiment)}?after=1`, { 'last-event-id': '3' });
  await eventually('two frames', () => stream.frames.length >= 2);
  assert.deepEqual(stream.ids, [4, 5]);
  stream.close();
});

test('a page of another origin may read the stream', async () => {
  const experiment = await rest.experiment();
  const stream = await EventStream.open(server.url + path(experiment), { origin: 'https://dashboard.example' });
  assert.ok(['*', 'https://dashboard.example'].includes(stream.answer.headers.get('access-control-allow-origin')));
  stream.close();
});

test('a stream that is cut off again and again resumes by Last-Event-ID without a gap or a double', async (t) => {
  const experiment = await rest.experiment();
  const proxy = await CuttingProxy.before(server);
  t.after(() => proxy.dispose());
  const publishing = rest.publishMany(experiment, agent, 200, 2);
  const seen = [];
  while (seen.length < 200) {
    const headers = seen.length === 0 ? {} : { 'last-event-id': String(seen.at(-1)) };
    const stream = await EventStream.open(`${proxy.url}${path(experiment)}?after=0`, headers).catch(() => null);
    if (stream === null) { await pause(20); continue; }
    const wanted = Math.min(45, 200 - seen.length);
    await eventually(`${wanted} frames`, () => stream.ended || stream.frames.length >= wanted);
    proxy.cut();
    await stream.done;
    seen.push(...stream.ids);
  }
  assert.deepEqual(seen, range(1, 200));
  assert.ok(proxy.cuts >= 4);
  await publishing;
});

test('a stream ends when its experiment is deleted', async () => {
  const experiment = await rest.experiment();
  const stream = await EventStream.open(server.url + path(experiment));
  await rest.call('DELETE', `/experiments/${experiment.id}`);
  await eventually('the end', () => stream.ended);
  assert.equal(stream.failure, undefined);
});

for (const [what, url, status, mentioned] of [
  ['an unknown experiment', () => path({ id: randomUUID() }), 404, 'experiment'],
  ['an id that is no id', () => path({ id: 'seven' }), 422, 'seven'],
  ['an after that is no number', (experiment) => `${path(experiment)}?after=soon`, 422, 'soon'],
  ['an after beyond the head', (experiment) => `${path(experiment)}?after=9`, 409, '9'],
]) {
  test(`${what} refuses the stream with a problem document`, async () => {
    const experiment = await rest.experiment();
    const answer = await fetch(server.url + url(experiment));
    assert.equal(answer.status, status);
    assert.match(answer.headers.get('content-type'), /^application\/problem\+json/);
    const problem = await answer.json();
    assert.equal(problem.status, status);
    assert.equal(problem.error.status_code, status);
    assert.ok(problem.error.message.includes(mentioned), problem.error.message);
  });
}
