import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clientDocument } from '../../src/crowdmind-client/scripts/client-document.mjs';

const run = promisify(execFile);
const packageFolder = fileURLToPath(new URL('../../src/crowdmind-client/', import.meta.url));
const folder = fileURLToPath(new URL('./', import.meta.url));
const tool = (name) => `${packageFolder}node_modules/.bin/${name}`;

test('the types allow what they should and refuse the rest', async () => {
  const { stdout } = await run(tool('tsc'), ['-p', folder]).catch((failure) => failure);
  assert.equal(stdout, '');
});

test('the package holds what was built, its README, and nothing else', async () => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: packageFolder });
  const [{ files, unpackedSize }] = JSON.parse(stdout);
  const stray = files.map((file) => file.path).filter((path) => !/^(dist\/.*\.(js|d\.ts)|README\.md|package\.json)$/.test(path));
  assert.deepEqual(stray, []);
  const paths = new Set(files.map((file) => file.path));
  const { exports } = JSON.parse(await readFile(`${packageFolder}package.json`, 'utf8'));
  for (const one of Object.values(exports)) {
    for (const path of Object.values(one)) assert.ok(paths.has(path.slice(2)), `${path} is not in the package`);
  }
  assert.ok(unpackedSize < 500_000, `${unpackedSize} bytes`);
});

test('the REST client and the stream can be had without each other', async () => {
  const text = (path) => readFile(`${packageFolder}dist/${path}`, 'utf8');
  assert.doesNotMatch(await text('rest.js'), /stream|signalr/);
  assert.doesNotMatch(await text('generated/rest.js'), /signalr/);
  for (const path of ['stream.js', 'stream/experiment-stream.js', 'server-error.js']) {
    assert.doesNotMatch(await text(path), /generated/);
  }
});

test('the client has no method for what has no end, and none for files that have URLs of their own', async () => {
  const document = JSON.parse(await readFile(`${packageFolder}out/openapi.json`, 'utf8'));
  const everything = Object.keys(document.paths).length;
  const paths = Object.keys(clientDocument(document).paths);
  assert.ok(paths.length > 10 && paths.length < everything);
  assert.ok(paths.every((path) => !/events$|^\/objects/.test(path) && !path.startsWith('/api')), `${paths}`);
});

test('the lint of the OpenAPI document finds what is missing', async () => {
  const document = JSON.parse(await readFile(`${packageFolder}out/openapi.json`, 'utf8'));
  const agents = document.paths['/api/v1/agents'];
  delete agents.post.requestBody.content['application/json'].example;
  delete agents.post.operationId;
  delete agents.get.summary;
  delete agents.get.parameters[0].example;
  for (const status of Object.keys(agents.get.responses)) if (status >= 400) delete agents.get.responses[status];
  const file = `${packageFolder}out/spoilt.json`;
  await writeFile(file, JSON.stringify(document));
  const { stdout, code } = await run(tool('redocly'), ['lint', '--format', 'json', file], { cwd: packageFolder })
    .catch((failure) => failure);
  assert.notEqual(code, undefined);
  assert.deepEqual(JSON.parse(stdout).problems.map((problem) => problem.ruleId).sort(), [
    'crowdmind/body-has-example', 'crowdmind/operation-tells-its-errors', 'crowdmind/parameter-has-example',
    'operation-operationId', 'operation-summary',
  ]);
});
