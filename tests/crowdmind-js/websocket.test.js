import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { access, keys, token } from './kit/access.js';
import { eventually, pause } from './kit/eventually.js';
import { range, seqs } from './kit/seqs.js';
import { Rest } from './kit/rest.js';
import { CrowdMindServer } from './kit/server.js';

let server, rest, agent;

before(async () => {
  server = await CrowdMindServer.start(access);
  rest = new Rest(server, keys.admin);
  agent = await rest.agent();
});

after(() => server.dispose());

const addressOf = (experiment, query) => `${server.api.replace('http', 'ws')}/ws/experiments/${experiment.id}?${query}`;

/** An open socket that keeps its frames and the code it is closed with. */
async function open(address, credential = undefined) {
  const socket = new WebSocket(address, credential && { headers: { authorization: `Bearer ${credential}` } });
  socket.frames = [];
  socket.on('message', (text) => socket.frames.push(JSON.parse(text)));
  socket.on('close', (code) => { socket.code = code; });
  await once(socket, 'open');
  return socket;
}

const eventsOf = (socket) => socket.frames.filter(({ seq }) => seq !== undefined);

/** With what status a socket is refused. */
async function refusalOf(address, credential) {
  const socket = new WebSocket(address, credential && { headers: { authorization: `Bearer ${credential}` } });
  socket.on('error', () => undefined);
  const [, answer] = await once(socket, 'unexpected-response');
  socket.terminate();
  return answer.statusCode;
}

test('a token that ends in mid-stream closes the socket with 4401, and another one goes on without a gap or a duplicate', async () => {
  const experiment = await rest.experiment();
  const received = [];
  let [ends, published, leaving] = [0, 0, false];
  const following = (async () => {
    while (!leaving) {
      const socket = await open(addressOf(experiment, `after=${received.length}`), token('viewer', ends === 0 ? 2 : 60));
      await eventually('its end', () => leaving || socket.code !== undefined);
      socket.terminate();
      received.push(...eventsOf(socket));
      if (!leaving) assert.equal(socket.code, 4401);
      ends += 1;
    }
  })();
  while (ends === 0) {
    await rest.publish(experiment, agent, { n: published += 1 });
    await pause(5);
  }
  const socket = await open(addressOf(experiment, `after=${received.length}`), keys.viewer);
  await eventually('the rest', () => eventsOf(socket).length === published - received.length);
  assert.deepEqual(seqs([...received, ...eventsOf(socket)]), range(1, published));
  leaving = true;
  await following;
  socket.close();
});

test('a frame with another token keeps a socket open, one with a wrong token changes nothing', async () => {
  const experiment = await rest.experiment();
  const [socket, short] = [await open(addressOf(experiment, ''), token('viewer', 2)), await open(addressOf(experiment, ''), token('viewer', 2))];
  socket.send(JSON.stringify({ type: 'auth', token: 'wrong', ref: 1 }));
  socket.send(JSON.stringify({ type: 'auth', token: token('viewer', 60), ref: 2 }));
  await eventually('both answers', () => socket.frames.length === 2);
  assert.deepEqual(socket.frames.map(({ type, ref, status_code: status }) => [type, ref, status]), [['error', 1, 401], ['auth', 2, undefined]]);
  assert.ok(Date.parse(socket.frames[1].expires_at) > Date.now() + 50_000);
  await eventually('the end of one that did not', () => short.code === 4401);
  await rest.publish(experiment, agent);
  await eventually('the event', () => eventsOf(socket).length === 1);
  socket.close();
});

test('a ticket opens one socket, once; a wrong key, none and a foreign experiment are refused before the upgrade', async () => {
  const experiment = await rest.experiment();
  const { ticket } = await rest.call('POST', `/experiments/${experiment.id}/tickets`);
  const socket = await open(addressOf(experiment, `ticket=${ticket}`));
  await rest.publish(experiment, agent);
  await eventually('the event', () => eventsOf(socket).length === 1);
  assert.equal(await refusalOf(addressOf(experiment, `ticket=${ticket}`)), 401);
  assert.equal(await refusalOf(addressOf(experiment, '')), 401);
  assert.equal(await refusalOf(addressOf(experiment, ''), 'wrong'), 401);
  assert.equal(await refusalOf(addressOf(experiment, ''), token('agent', 60, agent)), 403);
  socket.close();
});
