export * from './rest.js';
export * from './stream.js';
