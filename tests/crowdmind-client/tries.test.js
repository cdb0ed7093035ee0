import assert from 'node:assert/strict';
import { test } from 'node:test';
import { access, keys, token } from '../crowdmind-js/kit/access.js';
import { eventually } from '../crowdmind-js/kit/eventually.js';
import { collect, ground, named, ways } from './kit/ground.js';

// Apart from the other tests of credentials: while no more are looked at from here, new ones wait even if they are good.
const here = ground(access, keys.admin);

/** Tries wrong keys until the server looks at no more of them for now. */
const tryTooMany = () => eventually('no more are looked at', async () => {
  const answer = await fetch(`${here.server.api}/experiments`, { headers: { authorization: 'Bearer no-key-at-all' } });
  return answer.status === 429;
});

for (const transport of ways) {
  test(`a wrong key and none end the stream before it begins: ${named(transport)}`, async () => {
    const experiment = await here.rest.experiment();
    for (const accessToken of [undefined, 'no-key-at-all', () => 'no-key-at-all', () => token('viewer', -60)]) {
      const stream = here.follow(experiment, { transport, accessToken });
      await assert.rejects(stream.start(), { name: 'StreamError', reason: 'unauthorized' });
    }
  });
}

for (const transport of ways) {
  test(`after too many wrong keys one more is waited with, and ends the stream: ${named(transport)}`, async () => {
    const experiment = await here.rest.experiment();
    await tryTooMany();
    const stream = here.follow(experiment, { transport, accessToken: 'no-key-at-all' });
    const causes = [];
    stream.on('retry', ({ cause }) => causes.push(cause.status));
    await assert.rejects(stream.start(), { name: 'StreamError', reason: 'unauthorized' });
    assert.deepEqual([...new Set(causes)], [429]);
  });

  test(`after too many wrong keys a good one is let in when it is looked at again: ${named(transport)}`, async () => {
    const experiment = await here.experimentWith(2);
    await tryTooMany();
    const received = collect(here.follow(experiment, { transport, after: 0, accessToken: token('viewer', 60) }));
    await eventually('both', () => received.length === 2);
  });
}
