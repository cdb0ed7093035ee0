import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clientDocument } from './client-document.mjs';

const folder = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Has the server, as its sources are now, write its OpenAPI document to out/openapi.json, and returns it. */
function exportDocument() {
  const file = folder('out/openapi.json');
  mkdirSync(folder('out'), { recursive: true });
  const server = ['run', '--project', folder('../CrowdMind.Server'), '--'];
  execFileSync('dotnet', [...server, '--openapi', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Generates the REST client of a document, as text. */
function generateRest(document) {
  writeFileSync(folder('out/client.json'), JSON.stringify(clientDocument(document)));
  execFileSync(folder('node_modules/.bin/nswag'), [
    'openapi2tsclient', `/input:${folder('out/client.json')}`, `/output:${folder('out/rest.ts')}`,
    '/runtime:Net100', '/template:Fetch', '/typeStyle:Interface', '/typeScriptVersion:5.0', '/enumStyle:StringLiteral',
    '/dateTimeType:String', '/nullValue:Null', '/generateOptionalParameters:true', '/markOptionalProperties:true',
    '/operationGenerationMode:MultipleClientsFromFirstTagAndOperationId', '/exceptionClass:UnexpectedAnswer',
    '/clientBaseClass:RestEndpoint', '/configurationClass:ServerAddress', '/useGetBaseUrlMethod:true',
    '/useTransformOptionsMethod:true', '/useTransformResultMethod:true',
    `/extensionCode:${folder('scripts/extension.ts')}`,
  ], { stdio: ['ignore', 'ignore', 'inherit'] });
  return finish(readFileSync(folder('out/rest.ts'), 'utf8'));
}

/** Makes the clients run where there is no `window`, such as Node and workers, and pass the strictest checks of types. */
function finish(text) {
  const changes = [
    ['http ? http : window as any', 'http ?? this.getHttp()'],
    ['fileName?: string;', 'fileName?: string | undefined;'],
    ['file?: FileParameter | undefined', 'file: FileParameter'],
  ];
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`The generator no longer writes '${from}'; look at scripts/generate.mjs.`);
    text = text.replaceAll(from, to);
  }
  // The file comes last and is wanted, so what may be left out before it is said to be undefined.
  const wanted = (signature) => signature.replaceAll('?: ', ': ');
  return text.replace(/\([^()]*(?=file: FileParameter)/g, wanted).replace(/\n*$/, '\n');
}

const generated = folder('src/generated/rest.ts');
const text = generateRest(exportDocument());
if (process.argv.includes('--check')) {
  if (readFileSync(generated, 'utf8') !== text) {
    console.error('src/generated/rest.ts is not what the server\'s OpenAPI document gives; run npm run generate and commit it.');
    process.exit(1);
  }
} else {
  writeFileSync(generated, text);
}
