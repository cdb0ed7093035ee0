import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, pause } from '../crowdmind-js/kit/eventually.js';
import { range, seqs } from '../crowdmind-js/kit/seqs.js';
import { ground, statesOf, transports } from './kit/ground.js';

const Log = 12_000;
const here = ground({ SLOW_SUBSCRIBER_SECONDS: '1' });

/** A log too long for what sockets hold, so that a reader who does not read is felt by the server. */
async function longLog() {
  const experiment = await here.rest.experiment();
  const filler = 'x'.repeat(1000);
  const lines = range(1, Log).map((n) => JSON.stringify({ agent_id: here.agent.id, payload: { n, filler } }));
  const answer = await fetch(`${here.server.api}/experiments/${experiment.id}/reactions`, {
    method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: lines.join('\n'),
  });
  assert.equal(answer.status, 200);
  return experiment;
}

for (const transport of transports) {
  test(`a reader that stops for longer than the server waits misses nothing and holds little: ${transport}`, async () => {
    const experiment = await longLog();
    const stream = here.follow(experiment, { after: 0, transport, bufferedEvents: 256 });
    const states = statesOf(stream);
    const received = [];
    let most = 0;
    for await (const event of stream) {
      received.push(event.seq);
      most = Math.max(most, stream.buffered);

      // A pause of the reader's own, longer than the server lets a subscriber take no byte.
      if (event.seq === 500) {
        await eventually('the stream is held back', () => stream.buffered >= 256);
        await pause(2500);
        assert.equal(stream.state === 'live', false);
        assert.ok(stream.lag.events > 0);
      }
      if (event.seq === Log) break;
    }
    assert.deepEqual(received, range(1, Log));
    assert.ok(most < Log / 2, `${most} events waited`);
    assert.ok(states.includes('catching up'), `${states}`);
  });

  test(`a reader that takes its time with each event gets all, and the newest ones too: ${transport}`, async () => {
    const experiment = await here.experimentWith(500);
    const stream = here.follow(experiment, { after: 0, transport, bufferedEvents: 16 });
    const received = [];
    for await (const event of stream) {
      received.push(event);
      if (event.seq % 50 === 0) await pause(5);
      if (event.seq === 400) await here.publish(experiment, 100, 501);
      if (event.seq === 600) break;
    }
    assert.deepEqual(seqs(received), range(1, 600));
  });
}
