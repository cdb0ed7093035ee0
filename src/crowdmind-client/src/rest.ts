export type { AccessToken, ServerAddress } from './address.js';
export * from './generated/rest.js';
export { ServerError } from './server-error.js';
