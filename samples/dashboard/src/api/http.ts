import { bearer } from '../access/credential.js';

/** What the server that served this page says of itself. */
export interface Settings {
  readonly app: string;
  readonly version: string;
  readonly api_prefix: string;
  readonly max_upload_mb: number;
}

/** A refusal of the server, in its own words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** What is wrong, by the field's path. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, message: string, errors: Record<string, string[]> = {}, details: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.details = details;
  }

  /** Reads the answer's problem document (RFC 9457). */
  static of(status: number, text: string): Refusal {
    try {
      const problem = JSON.parse(text) as {
        detail?: string; errors?: Record<string, string[]>; error?: { details?: Record<string, unknown> };
      };
      return new Refusal(status, problem.detail ?? `The server answered ${status}.`, problem.errors, problem.error?.details);
    } catch {
      return new Refusal(status, `The server answered ${status}.`);
    }
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor() {
    super('The server does not answer.');
  }
}

/** A part of a list, and how large the whole is. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** What a request may have. */
export interface Call {
  readonly method?: string;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal | undefined;
}

let settings: Settings = { app: 'CrowdMind', version: '', api_prefix: '/api/v1', max_upload_mb: 20 };
let tellReached: (reached: boolean) => void = () => undefined;
let tellRefused: () => void = () => undefined;

/** Learns where the API is; told is whether the server answers, at each request. */
export async function meet(reached: (reached: boolean) => void): Promise<Settings> {
  tellReached = reached;
  const answer = await send('/dashboard.json', {});
  settings = (await answer.json()) as Settings;
  return settings;
}

/** Tells when the credential is taken no more. */
export function whenRefused(tell: () => void): void {
  tellRefused = tell;
}

/** What {@link meet} learnt. */
export const known = (): Settings => settings;

/** The address of a route. */
export const at = (path: string): string => settings.api_prefix + path;

/** A part of a path, escaped. */
export const part = (text: string): string => encodeURIComponent(text);

/** Asks for JSON. */
export async function ask<Result>(path: string, call: Call = {}): Promise<Result> {
  const answer = await send(at(path), call);
  return (answer.status === 204 ? undefined : await answer.json()) as Result;
}

/** Asks for a list. */
export async function list<Item>(path: string, signal?: AbortSignal): Promise<Listing<Item>> {
  const answer = await send(at(path), { signal });
  return { items: (await answer.json()) as Item[], total: Number(answer.headers.get('X-Total-Count') ?? 0) };
}

/** Asks for a file. */
export const file = (url: string): Promise<Response> => send(url, {});

async function send(url: string, { method = 'GET', json, headers = {}, signal }: Call): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      headers: { ...bearer(), ...headers, ...(json === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    tellReached(false);
    throw new Unreachable();
  }
  tellReached(true);
  if (!answer.ok) throw refusal(answer.status, await answer.text());
  return answer;
}

function refusal(status: number, text: string): Refusal {
  if (status === 401) tellRefused();
  return Refusal.of(status, text);
}

/** Sends a form, and tells how much of it has gone; what `fetch` cannot. */
export function upload<Result>(path: string, form: FormData, sent: (share: number) => void, signal?: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', at(path));
    for (const [name, value] of Object.entries(bearer())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => sent(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 300
      ? resolve(JSON.parse(request.responseText) as Result)
      : reject(refusal(request.status, request.responseText)));
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(new Error('The upload was cancelled.'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
