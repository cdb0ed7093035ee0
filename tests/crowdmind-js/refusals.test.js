import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { connectHub, eventsOf } from './kit/hub.js';
import { eventually } from './kit/eventually.js';
import { Rest } from './kit/rest.js';
import { CrowdMindServer } from './kit/server.js';

let server, rest, agent, experiment, stopped, hub;
const nobody = randomUUID();

before(async () => {
  server = await CrowdMindServer.start();
  rest = new Rest(server);
  agent = await rest.agent();
  experiment = await rest.experiment();
  stopped = await rest.experiment('stopped');
  await rest.start(stopped);
  await rest.stop(stopped);
  hub = await connectHub(server.hub);
});

after(async () => {
  await hub?.stop();
  await server.dispose();
});

const refusals = [
  ['joining an experiment that is not there', 'JoinExperiment', () => [nobody], () => nobody],
  ['joining with an id that is no id', 'JoinExperiment', () => ['seven'], () => 'seven'],
  ['joining beyond the head', 'JoinExperiment', () => [experiment.id, 99], () => '99'],
  ['joining with a negative after', 'JoinExperiment', () => [experiment.id, -1], () => '-1'],
  ['leaving with an id that is no id', 'LeaveExperiment', () => ['seven'], () => 'seven'],
  ['publishing to an experiment that is not there', 'PublishReaction',
    () => [{ experiment_id: nobody, agent_id: agent.id, payload: {} }], () => nobody],
  ['publishing for an agent that is not there', 'PublishReaction',
    () => [{ experiment_id: experiment.id, agent_id: nobody, payload: {} }], () => nobody],
  ['publishing to a stopped experiment', 'PublishReaction',
    () => [{ experiment_id: stopped.id, agent_id: agent.id, payload: {} }], () => 'stopped'],
  ['publishing without a payload', 'PublishReaction',
    () => [{ experiment_id: experiment.id, agent_id: agent.id }], () => 'payload'],
  ['publishing a payload that is no object', 'PublishReaction',
    () => [{ experiment_id: experiment.id, agent_id: agent.id, payload: [1] }], () => 'payload'],
  ['publishing without an agent', 'PublishReaction',
    () => [{ experiment_id: experiment.id, payload: {} }], () => 'agent_id'],
  ['publishing without an experiment', 'PublishReaction',
    () => [{ agent_id: agent.id, payload: {} }], () => 'experiment_id'],
  ['publishing with an id that is no id', 'PublishReaction',
    () => [{ experiment_id: experiment.id, agent_id: agent.id, payload: {}, id: 'seven' }], () => 'seven'],
  ['publishing a payload over the limit', 'PublishReaction',
    () => [{ experiment_id: experiment.id, agent_id: agent.id, payload: { x: 'x'.repeat(256 * 1024) } }], () => '262144'],
];

for (const [what, method, args, mentioned] of refusals) {
  test(`${what} is refused with a HubException that says what was wrong`, async () => {
    await assert.rejects(hub.invoke(method, ...args()), (error) => {
      assert.match(error.message, /HubException: \S/);
      assert.ok(error.message.includes(mentioned()), `"${error.message}" does not mention ${mentioned()}`);
      return true;
    });
    assert.equal(hub.state, 'Connected');
  });
}

for (const [what, after, mentioned] of [['beyond the head', 99, '99'], ['before the beginning', -1, '-1']]) {
  test(`watching ${what} is refused with a HubException that says what was wrong`, async () => {
    const error = await new Promise((resolve, reject) => {
      hub.stream('Watch', experiment.id, after).subscribe({
        next: reject, complete: () => reject(new Error('completed')), error: resolve });
    });
    assert.match(error.message, /HubException: \S/);
    assert.ok(error.message.includes(mentioned), error.message);
  });
}

test('a refused join beyond the head gives the head', async () => {
  const one = await rest.experiment();
  await rest.publishMany(one, agent, 7);
  await assert.rejects(hub.invoke('JoinExperiment', one.id, 1234), /\b7\b/);
});

const wrongTypes = [
  ['a number for an experiment id', 'JoinExperiment', () => [42]],
  ['a word for after', 'JoinExperiment', () => [experiment.id, 'soon']],
  ['half a number for after', 'JoinExperiment', () => [experiment.id, 1.5]],
  ['no argument at all', 'JoinExperiment', () => []],
  ['too many arguments', 'LeaveExperiment', () => [experiment.id, 1, 2]],
  ['a text for a reaction', 'PublishReaction', () => ['hello']],
  ['nothing for a reaction', 'PublishReaction', () => [null]],
  ['a method that is not there', 'DeleteEverything', () => []],
];

for (const [what, method, args] of wrongTypes) {
  test(`${what} is refused and the connection stays`, async () => {
    await assert.rejects(hub.invoke(method, ...args()), (error) => error.message.length > 0);
    assert.equal(hub.state, 'Connected');
  });
}

test('after all this the connection still joins, publishes and receives, and nothing was appended', async () => {
  const joined = await hub.invoke('JoinExperiment', experiment.id);
  assert.equal(joined.head, 0);
  const published = await hub.invoke('PublishReaction',
    { experiment_id: experiment.id, agent_id: agent.id, payload: { still: 'here' } });
  assert.equal(published.seq, 1);
  await eventually('the event', () => eventsOf(hub, experiment).length === 1);
});
