const json = (type) => /[/+]json$/.test(type);

// Browsers set these themselves and let no script do it.
const forbiddenHeaders = new Set(['accept-encoding']);

/**
 * The OpenAPI document as the generator needs it to write a client that works: without what `fetch` cannot use, and with
 * names for what would otherwise be numbered. The API prefix is left to the client's address.
 */
export function clientDocument(document, prefix = '/api/v1') {
  const paths = Object.entries(document.paths)
    .filter(([path]) => path.startsWith(`${prefix}/`))
    .map(([path, item]) => [path.slice(prefix.length), clientOperations(item, document.components.schemas)])
    .filter(([, item]) => Object.keys(item).length > 0);
  Object.values(document.components.schemas).forEach(seal);
  return { ...document, paths: Object.fromEntries(paths) };
}

function clientOperations(item, schemas) {
  return Object.fromEntries(Object.entries(item).filter(([, operation]) => isCallable(operation))
    .map(([verb, operation]) => [verb, clientOperation(operation, schemas)]));
}

// An event stream has no end, so it is `ExperimentStream` that reads it; files are fetched by the URLs that were signed for
// them.
function isCallable(operation) {
  const types = Object.values(operation.responses).flatMap((response) => Object.keys(response.content ?? {}));
  return !types.includes('text/event-stream') && !operation.tags.includes('objects');
}

function clientOperation(operation, schemas) {
  operation.operationId = operation.operationId.replace(/UnderPrefix$/, '');
  operation.parameters = operation.parameters?.filter(
    (one) => one.in !== 'header' || !forbiddenHeaders.has(one.name.toLowerCase()));
  for (const parameter of operation.parameters ?? []) nameChoice(operation, parameter, schemas);
  if (operation.requestBody?.content['application/json']) {
    operation.requestBody.content = { 'application/json': operation.requestBody.content['application/json'] };
  }
  for (const response of Object.values(operation.responses)) filesAreBinary(response);
  return operation;
}

/** Gives a choice among words the name of its operation and parameter, or that of the type with the same words. */
function nameChoice(operation, parameter, schemas) {
  const words = parameter.schema?.enum;
  if (words === undefined) return;
  const same = Object.keys(schemas).find((name) => String(schemas[name].enum) === String(words));
  const name = same ?? pascal(operation.operationId) + pascal(parameter.name);
  schemas[name] ??= { type: 'string', enum: words, description: parameter.description };
  parameter.schema = { $ref: `#/components/schemas/${name}` };
}

/** Whatever is no JSON comes as a file that is not looked into. */
function filesAreBinary(response) {
  for (const [type, media] of Object.entries(response.content ?? {})) {
    if (!json(type)) media.schema = { type: 'string', format: 'binary' };
  }
}

/** An object with named members has no others as far as types go; the server may send more. */
function seal(schema) {
  if (schema.properties !== undefined) schema.additionalProperties ??= false;
}

const pascal = (name) => name[0].toUpperCase() + name.slice(1);
