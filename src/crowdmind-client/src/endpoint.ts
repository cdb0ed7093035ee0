import { apiUrl, authorization, currentToken, type ServerAddress } from './address.js';
import { ServerError } from './server-error.js';

/** What the generated REST clients share: the address, the token, and refusals that are typed errors. */
export class RestEndpoint {
  readonly #address: ServerAddress;

  constructor(address: ServerAddress) {
    this.#address = address;
  }

  protected getBaseUrl(_documented: string, given?: string): string {
    return given ?? apiUrl(this.#address);
  }

  protected getHttp(): { fetch(url: RequestInfo, init?: RequestInit): Promise<Response> } {
    const { fetch = globalThis.fetch } = this.#address;
    return { fetch: (url, init) => fetch(url, init) };
  }

  protected async transformOptions(options: RequestInit): Promise<RequestInit> {
    const headers = { ...(options.headers as Record<string, string>), ...authorization(await currentToken(this.#address)) };
    for (const name of Object.keys(headers)) {
      // An optional header that was left out is generated as an empty one.
      if (headers[name] === '') delete headers[name];
    }
    return { ...options, headers };
  }

  protected async transformResult<Result>(
    _url: string, answer: Response, read: (answer: Response) => Promise<Result>): Promise<Result> {
    if (answer.status >= 400) throw await ServerError.of(answer);
    return read(answer);
  }
}
