import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExperimentsClient } from 'crowdmind-client';
import { eventually } from '../crowdmind-js/kit/eventually.js';
import { range, seqs } from '../crowdmind-js/kit/seqs.js';
import { collect, ground, named, ways } from './kit/ground.js';

const here = ground();
let good;

/** Lets nobody through without the token that is good now. */
function guarded() {
  here.gate.refuse = ({ headers }) => (headers.authorization === `Bearer ${good}` ? undefined : 401);
  return here.gate;
}

for (const transport of ways) {
  test(`a fresh token is asked for at every connection: ${named(transport)}`, async () => {
    const experiment = await here.experimentWith(5);
    good = 'token 1';
    const given = [];
    const accessToken = async () => {
      given.push(good);
      return good;
    };
    const stream = here.follow(experiment, { url: guarded().url, after: 0, transport, accessToken });
    const received = collect(stream);
    await eventually('five', () => received.length === 5);
    good = 'token 2';
    here.gate.cut();
    await here.publish(experiment, 5);
    await eventually('ten', () => received.length === 10);
    assert.deepEqual(seqs(received), range(1, 10));
    assert.deepEqual(new Set(given), new Set(['token 1', 'token 2']));
  });
}

test('a token that was refused is replaced once, and the stream goes on', async () => {
  const experiment = await here.experimentWith(5);
  good = 'new';
  const tokens = ['old', 'new'];
  const stream = here.follow(experiment, { url: guarded().url, after: 0, accessToken: () => tokens.shift() ?? 'new' });
  const received = collect(stream);
  await eventually('five', () => received.length === 5);
});

test('the same token refused twice ends the stream', async () => {
  good = 'another';
  const stream = here.follow(await here.experimentWith(1), { url: guarded().url, accessToken: () => 'old' });
  await assert.rejects(stream.start(), { name: 'StreamError', reason: 'unauthorized' });
});

test('without a way to another token one refusal ends the stream', async () => {
  good = 'wanted';
  const experiment = await here.experimentWith(1);
  for (const accessToken of [undefined, 'old']) {
    const stream = here.follow(experiment, { url: guarded().url, accessToken });
    await assert.rejects(stream.start(), { name: 'StreamError', reason: 'unauthorized' });
  }
});

test('a callback that fails is asked again', async () => {
  good = 'late';
  let asked = 0;
  const accessToken = () => {
    asked += 1;
    if (asked < 3) throw new Error('the token server is away');
    return 'late';
  };
  const stream = here.follow(await here.experimentWith(1), { url: guarded().url, after: 0, accessToken });
  const received = collect(stream);
  await eventually('one', () => received.length === 1);
  assert.ok(asked >= 3);
});

test('REST calls carry the token of now', async () => {
  good = 'rest';
  const experiment = await here.experimentWith(1);
  const client = new ExperimentsClient({ url: guarded().url, accessToken: () => good });
  assert.equal((await client.getExperiment(experiment.id)).id, experiment.id);
  good = 'later';
  assert.equal((await client.getExperiment(experiment.id)).id, experiment.id);
  const without = new ExperimentsClient({ url: guarded().url });
  await assert.rejects(without.getExperiment(experiment.id), { name: 'ServerError', status: 401, problem: undefined });
});
