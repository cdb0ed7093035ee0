import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AgentsClient, DatasetsClient, ExperimentsClient, HealthClient, ModelsClient, ReactionsClient, ServerError,
} from 'crowdmind-client/rest';
import { ground } from './kit/ground.js';

const here = ground();
const address = () => ({ url: `${here.server.url}/` });

test('a reaction is made of an experiment and an agent, published, and read back', async () => {
  const experiments = new ExperimentsClient(address());
  const agents = new AgentsClient(address());
  const reactions = new ReactionsClient(address());
  const experiment = await experiments.createExperiment({ name: 'First light', scenario: { place: 'stadium' } });
  const agent = await agents.createAgent({ name: 'Ada', type: 'digital' });
  assert.equal((await experiments.startExperiment(experiment.id)).status, 'running');
  const reaction = await reactions.publishReaction({
    experiment_id: experiment.id, agent_id: agent.id, payload: { mood: 0.4 },
  }, 'device-7/41');
  const again = await reactions.publishReaction({
    experiment_id: experiment.id, agent_id: agent.id, payload: { mood: 0.4 },
  }, 'device-7/41');
  assert.deepEqual(again, reaction);
  const many = await reactions.publishReactions(experiment.id, {
    reactions: [{ experiment_id: experiment.id, agent_id: agent.id, payload: { mood: 0.5 } }],
  });
  assert.deepEqual(many, { accepted: 1, duplicates: 0, first_seq: 3, last_seq: 3 });
  const listed = await reactions.listReactions(experiment.id, 10, undefined, 1);
  assert.deepEqual(listed.reactions.map((one) => [one.seq, one.payload.mood]), [[2, 0.4], [3, 0.5]]);
  assert.deepEqual((await experiments.listExperiments('running')).map((one) => one.id), [experiment.id]);
  assert.equal(await experiments.deleteExperiment(experiment.id), undefined);
});

test('a log is taken home as a file', async () => {
  const experiment = await here.experimentWith(2);
  const file = await new ExperimentsClient(address()).exportExperiment(experiment.id, 'csv');
  assert.equal(file.fileName, `experiment_${experiment.id}.csv`);
  assert.match(await file.data.text(), /^seq,type,id,agent_id,payload,created_at\r?\n1,reaction_created,/);
});

test('a dataset is made, generated, looked at and taken home', async () => {
  const datasets = new DatasetsClient(address());
  const dataset = await datasets.createDataset({ name: 'moods', labels: ['calm', 'angry'] });
  const generated = await datasets.generateRows(dataset.id, 50, 42);
  assert.equal(generated.inserted, 50);
  assert.equal((await datasets.listRows(dataset.id, 5)).length, 5);
  const file = await datasets.exportDataset(dataset.id, 'jsonl');
  assert.equal((await file.data.text()).trim().split('\n').length, 50);
});

test('a model is registered, and a file that is none is refused in words', async () => {
  const models = new ModelsClient(address());
  const model = await models.createModel({ name: 'mood', version: '1.0' });
  assert.equal((await models.getModel(model.id)).name, 'mood');
  const upload = models.uploadModel(model.id, { data: new Blob(['not a model']), fileName: 'model.tflite' });
  await assert.rejects(upload, (error) => error instanceof ServerError && error.status === 422 && error.problem.detail.length > 0);
});

test('the health of the server is told under the prefix too', async () => {
  const health = new HealthClient(address());
  assert.equal((await health.getHealth()).status, 'ok');
  assert.equal((await health.getReadiness()).status, 'ok');
});

test('a refusal is an error with the problem the server tells', async () => {
  const experiments = new ExperimentsClient(address());
  const wrong = await experiments.createExperiment({ name: '' }).catch((error) => error);
  assert.ok(wrong instanceof ServerError);
  assert.equal(wrong.name, 'ServerError');
  assert.equal(wrong.status, 422);
  assert.ok(wrong.problem.errors.name.length > 0);
  assert.equal(wrong.message, wrong.problem.detail);
  const missing = await experiments.getExperiment('0190a0a0-2222-7000-8000-000000000099').catch((error) => error);
  assert.equal(missing.status, 404);
});

test('a refusal by something that is no CrowdMind is an error with its status', async () => {
  here.gate.refuse = () => 502;
  const error = await new HealthClient({ url: here.gate.url }).getHealth().catch((failure) => failure);
  assert.ok(error instanceof ServerError);
  assert.deepEqual([error.status, error.problem, error.message], [502, undefined, 'The server answered 502.']);
});

test('another prefix and another fetch are used when they are given', async () => {
  const asked = [];
  const fetch = async (url, init) => {
    asked.push([url, init.method, init.headers]);
    return Response.json([]);
  };
  const agents = new AgentsClient({ url: 'http://crowd.test', prefix: '/other', fetch, accessToken: 'secret' });
  await agents.listAgents();
  assert.deepEqual(asked, [
    ['http://crowd.test/other/agents', 'GET', { Accept: 'application/json', Authorization: 'Bearer secret' }],
  ]);
});
