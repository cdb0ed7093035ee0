const hasExample = (part) => part.example !== undefined || part.examples !== undefined;

/** Every body that goes in or comes out shows what it looks like. */
const bodyHasExample = () => ({
  MediaType(body, { report }) {
    if (!hasExample(body)) report({ message: 'The body has no example; give it one in Api/OpenApi.' });
  },
});

/** Every parameter shows what it looks like. */
const parameterHasExample = () => ({
  Parameter(parameter, { report }) {
    if (!hasExample(parameter)) report({ message: `The parameter ${parameter.name} has no example; give it one in Api/OpenApi.` });
  },
});

/** Every operation but the health routes can refuse, and says how: as problem documents (RFC 9457). */
const operationTellsItsErrors = () => ({
  Operation(operation, { report }) {
    if (operation.tags?.includes('health')) return;
    const refusals = Object.entries(operation.responses).filter(([status]) => status >= 400);
    if (refusals.length === 0) report({ message: 'The operation tells no errors; name them where it is described.' });
    for (const [status, { content = {} }] of refusals) {
      if (!content['application/problem+json']) report({ message: `The ${status} is no problem document.` });
    }
  },
});

/** What redocly.yaml names as crowdmind/… */
export default () => ({
  id: 'crowdmind',
  rules: {
    oas3: {
      'body-has-example': bodyHasExample,
      'parameter-has-example': parameterHasExample,
      'operation-tells-its-errors': operationTellsItsErrors,
    },
  },
});
