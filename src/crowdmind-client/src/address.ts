/**
 * An API key or a token, or a way to get one. A function is asked again whenever a connection is made, before a token ends
 * over a connection that can go on with another, and before every REST call.
 */
export type AccessToken = string | (() => string | Promise<string>);

/** Where a CrowdMind server is, and how to be let in. */
export interface ServerAddress {
  /** The server's root, such as `https://crowd.example.org`; of a page that it serves itself, `location.origin`. */
  readonly url: string;

  /** The path before the REST routes (the server's `API_PREFIX`); `/api/v1` when left out. */
  readonly prefix?: string | undefined;

  /** Sent as `Authorization: Bearer …`; without it nothing is. */
  readonly accessToken?: AccessToken | undefined;

  /** What makes the requests in the place of the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** What all REST routes begin with. */
export const apiUrl = (address: ServerAddress): string => root(address) + (address.prefix ?? '/api/v1');

/** The SignalR hub of experiments. */
export const hubUrl = (address: ServerAddress): string => `${root(address)}/hubs/experiments`;

/** The token of now, or none. */
export async function currentToken(address: ServerAddress): Promise<string | undefined> {
  return typeof address.accessToken === 'function' ? await address.accessToken() : address.accessToken;
}

/** The header that a token goes in. */
export const authorization = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { Authorization: `Bearer ${token}` };

const root = (address: ServerAddress): string => address.url.replace(/\/+$/, '');
