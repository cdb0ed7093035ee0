import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExperimentsClient, KeysClient, ServerError } from 'crowdmind-client';
import { access, keys, token } from '../crowdmind-js/kit/access.js';
import { eventually, pause } from '../crowdmind-js/kit/eventually.js';
import { range, seqs } from '../crowdmind-js/kit/seqs.js';
import { collect, ground, named, ways } from './kit/ground.js';

const here = ground(access, keys.admin);

/** Publishes one by one until told to stop; gives how many there were. */
async function publishUntil(stopped, experiment) {
  let count = 0;
  while (!stopped()) {
    await here.publish(experiment, 1, count += 1);
    await pause(5);
  }
  return count;
}

for (const transport of ways) {
  test(`a token that ends in mid-stream is replaced without a gap or a duplicate: ${named(transport)}`, async () => {
    const experiment = await here.rest.experiment();
    let mine = token('viewer', 3);
    const causes = [];
    const stream = here.follow(experiment, { after: 0, transport, accessToken: async () => mine });
    stream.on('retry', ({ cause }) => {
      causes.push(cause.message);
      mine = token('viewer', 60);
    });
    const received = collect(stream);
    const published = await publishUntil(() => causes.length > 0 && stream.state === 'live', experiment);
    await eventually('all', () => received.length >= published);
    assert.deepEqual(received.map((event) => event.data.payload.n), range(1, published));
    assert.deepEqual(seqs(received), range(1, published));
    assert.match(causes[0], /the credential has ended/);
  });

  test(`a key that is revoked ends the stream after what came before: ${named(transport)}`, async () => {
    const experiment = await here.experimentWith(3);
    const made = await here.rest.call('POST', '/keys', { name: 'lost', role: 'viewer' });
    const received = [made.key, () => made.key]
      .map((accessToken) => collect(here.follow(experiment, { after: 0, transport, accessToken })));
    await eventually('three each', () => received.every((events) => events.length === 3));
    await here.rest.call('DELETE', `/keys/${made.id}`);
    for (const events of received) {
      await assert.rejects(events.done, { name: 'StreamError', reason: 'unauthorized' });
      assert.deepEqual(seqs(events), [1, 2, 3]);
    }
  });

  test(`a key that may not follow the experiment ends the stream: ${named(transport)}`, async () => {
    const [experiment, own] = [await here.experimentWith(1), await here.experimentWith(2)];
    await here.rest.call('PUT', `/experiments/${own.id}/agents/${here.agent.id}`);
    const accessToken = token('agent', 60, here.agent);
    const stream = here.follow(experiment, { transport, accessToken });
    await assert.rejects(stream.start(), { name: 'StreamError', reason: 'forbidden' });
    const received = collect(here.follow(own, { transport, after: 0, accessToken }));
    await eventually('both', () => received.length === 2);
  });
}

test('over the hub a token is renewed before it ends, and the connection stays', async () => {
  const experiment = await here.experimentWith(2);
  const [given, retries] = [[], []];
  const accessToken = () => {
    given.push(token('viewer', 2));
    return given.at(-1);
  };
  const stream = here.follow(experiment, { after: 0, transport: 'hub', accessToken });
  stream.on('retry', ({ cause }) => retries.push(cause));
  const received = collect(stream);
  await eventually('the fourth token', () => given.length === 4);
  await here.publish(experiment, 2);
  await eventually('four', () => received.length === 4);
  assert.deepEqual(seqs(received), [1, 2, 3, 4]);
  assert.deepEqual(retries, []);
});

test('a token that is refused as a renewal is asked for again, while the earlier one stands', async () => {
  const experiment = await here.experimentWith(1);
  const tokens = [token('viewer', 3), 'not a token', 'nor this'];
  const stream = here.follow(experiment, { after: 0, transport: 'hub', accessToken: () => tokens.shift() ?? token('viewer', 60) });
  let retries = 0;
  stream.on('retry', () => { retries += 1; });
  const received = collect(stream);
  await eventually('all were given', () => tokens.length === 0);
  await here.publish(experiment, 1);
  await eventually('two', () => received.length === 2);
  assert.equal(retries, 0);
});

test('REST calls are let in with a key, and what is refused is a typed error', async () => {
  const client = (accessToken) => new ExperimentsClient({ url: here.server.url, accessToken });
  const made = await client(async () => keys.editor).createExperiment({ name: 'mine' });
  assert.equal((await client(keys.viewer).getExperiment(made.id)).name, 'mine');
  for (const [accessToken, status, said] of [[undefined, 401, /wanted/], ['wrong', 401, /./], [keys.viewer, 403, /role viewer/]]) {
    const refusal = await client(accessToken).createExperiment({ name: 'not mine' }).catch((failure) => failure);
    assert.ok(refusal instanceof ServerError);
    assert.deepEqual([refusal.status, refusal.problem.status], [status, status]);
    assert.match(refusal.message, said);
  }
});

test('an admin makes a key with the client, and takes it back', async () => {
  const address = { url: here.server.url, accessToken: keys.admin };
  const made = await new KeysClient(address).createKey({ name: 'wall', role: 'viewer' });
  const wall = new KeysClient({ ...address, accessToken: made.key });
  assert.deepEqual(await wall.getMe(), { name: 'wall', role: 'viewer', agent_id: null, expires_at: null });
  await new KeysClient(address).revokeKey(made.id);
  await assert.rejects(wall.getMe(), { name: 'ServerError', status: 401 });
});
