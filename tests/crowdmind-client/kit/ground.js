import { after, before } from 'node:test';
import { ExperimentStream } from 'crowdmind-client';
import { Rest } from '../../crowdmind-js/kit/rest.js';
import { CrowdMindServer } from '../../crowdmind-js/kit/server.js';
import { Gate } from './gate.js';

export const transports = ['hub', 'event stream'];

/** Each transport alone, and none chosen. */
export const ways = [...transports, undefined];

/** What a way is called in the name of a test. */
export const named = (transport) => transport ?? 'whatever comes about';

/** Pauses short enough for tests. */
export const quickly = { firstMilliseconds: 5, mostMilliseconds: 100 };

/** A real server for the tests of one file, a gate before it, and an agent; all streams that they open are closed at its end. */
export function ground(settings = {}, credential = undefined) {
  const here = { streams: [] };
  before(async () => {
    here.server = await CrowdMindServer.start(settings);
    here.rest = new Rest(here.server, credential);
    here.agent = await here.rest.agent();
    here.gate = await Gate.before(here.server);
  });
  after(async () => {
    here.streams.forEach((stream) => stream.close());
    await here.gate?.dispose();
    await here.server?.dispose();
  });

  /** A stream of an experiment, at the server unless another address is given. */
  here.follow = (experiment, options = {}) => {
    const stream = new ExperimentStream({
      url: here.server.url, experimentId: experiment.id, retry: quickly, ...options,
    });
    here.streams.push(stream);
    return stream;
  };

  /** An experiment with so many reactions in its log. */
  here.experimentWith = async (count) => {
    const experiment = await here.rest.experiment();
    await here.publish(experiment, count);
    return experiment;
  };

  /** Publishes many reactions at once, payloads numbered from `from`. */
  here.publish = async (experiment, count, from = 1) => {
    if (count === 0) return;
    const lines = Array.from({ length: count }, (_, i) => JSON.stringify({ agent_id: here.agent.id, payload: { n: from + i } }));
    const answer = await fetch(`${here.server.api}/experiments/${experiment.id}/reactions`, {
      method: 'POST', headers: { 'content-type': 'application/x-ndjson', ...here.rest.credentials }, body: lines.join('\n'),
    });
    if (!answer.ok) throw new Error(`publishing: ${answer.status} ${await answer.text()}`);
  };
  return here;
}

/** Reads a stream in the background and keeps what came. */
export function collect(stream) {
  const kept = [];
  kept.done = (async () => {
    for await (const event of stream) kept.push(event);
  })();
  kept.done.catch((failure) => { kept.failure = failure; });
  return kept;
}

/** Everything a stream tells its listeners of its state. */
export function statesOf(stream) {
  const states = [];
  stream.on('state', (state) => states.push(state));
  return states;
}
