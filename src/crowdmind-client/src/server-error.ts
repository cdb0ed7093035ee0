import type { ProblemBody } from './generated/rest.js';

/** The server, or something before it, refused a request. */
export class ServerError extends Error {
  override readonly name = 'ServerError';

  /** The HTTP status. */
  readonly status: number;

  /** What the server says is wrong (RFC 9457); none when the answer came from something else, such as a proxy. */
  readonly problem: ProblemBody | undefined;

  /** The answer's JSON, whatever it is. */
  readonly body: unknown;

  /** After how many seconds it is worth trying again, if the answer says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, body?: unknown, retryAfterSeconds?: number) {
    const problem = isProblem(body) ? body : undefined;
    super(problem?.detail ?? `The server answered ${status}.`);
    this.status = status;
    this.problem = problem;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The log's head, of a 409 to an `after` that lies beyond it. */
  get head(): number | undefined {
    return this.problem?.error.details?.['head'] ?? undefined;
  }

  /** Reads a refusal. */
  static async of(answer: Response): Promise<ServerError> {
    const seconds = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10);
    return new ServerError(answer.status, parsed(await answer.text()), Number.isNaN(seconds) ? undefined : seconds);
  }

  /** A refusal that came over a socket, which says a status and a message. */
  static said(status: number, detail: string): ServerError {
    return new ServerError(status, {
      type: 'about:blank', title: '', status, detail, instance: '', error: { message: detail, status_code: status },
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isProblem = (body: unknown): body is ProblemBody =>
  typeof body === 'object' && body !== null && 'detail' in body && 'error' in body;
