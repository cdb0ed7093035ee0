/** What an agent needs to start: the answer of `GET /agents/{id}/model`. */
export interface Boot {
  agent_id: string;
  model: { id: string; name: string; version: string; labels: string[] } | null;
  signature: { inputs: TensorFacts[]; outputs: TensorFacts[]; labels: string[] | null } | null;
  url: string | null;
  checksum: string | null;
  size: number | null;
  experiments: Experiment[];
}

export interface TensorFacts {
  name: string | null;
  shape: number[];
  dtype: string;
}

export interface Experiment {
  id: string;
  name: string;
  status: string;
}

/** A row of a dataset. */
export interface Row {
  id: string;
  input_data: Record<string, unknown>;
  label: string;
}

/** Who a key says that one is. */
export interface Caller {
  role: "viewer" | "agent" | "editor" | "admin";
  agent_id: string | null;
}

export type ModelState = "downloading" | "verified" | "running" | "failed";

/** The server refused; the message is its own. */
export class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** The REST calls of an agent. */
export class Api {
  /**
   * @param root the API with its prefix, without a slash at its end
   * @param key an API key or a token, for a server that asks for one
   */
  constructor(readonly root: string, readonly key: string | null) {}

  me = (): Promise<Caller> => this.call("GET", "me");

  boot = (agent: string): Promise<Boot> => this.call("GET", `agents/${encodeURIComponent(agent)}/model`);

  enrol = (name: string, type: string): Promise<{ id: string }> => this.call("POST", "agents", { name, type });

  report = (agent: string, checksum: string, state: ModelState, error?: string): Promise<unknown> =>
    this.call("POST", `agents/${agent}/model-status`, { checksum, state, error: error?.slice(0, 1000) });

  /** Those that run; none for an agent's own key, which may not look around. */
  running = (): Promise<Experiment[]> => this.unlessForbidden(this.call("GET", "experiments?status=running"), []);

  experiment = (id: string): Promise<Experiment & { last_seq: number }> => this.call("GET", `experiments/${id}`);

  /** Takes part; with an agent's own key it does so already, or may not. */
  join = (experiment: string, agent: string): Promise<unknown> =>
    this.unlessForbidden(this.call("PUT", `experiments/${experiment}/agents/${agent}`), undefined);

  /** What the model was trained on, or nothing, also for those who may not know. */
  async datasetOf(model: string): Promise<string | null> {
    return (await this.unlessForbidden(this.call<{ dataset_id: string | null }>("GET", `models/${model}`), { dataset_id: null })).dataset_id;
  }

  /** The rows of a dataset's test split, as they arrive. */
  async *testRows(dataset: string, stop: AbortSignal): AsyncGenerator<Row> {
    const answer = await fetch(`${this.root}/datasets/${dataset}/export?split=test`, { signal: stop, headers: this.headers });
    if (!answer.ok || answer.body === null) throw await refusal(answer);
    let rest = "";
    for await (const text of pieces(answer.body.pipeThrough(new TextDecoderStream()))) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield JSON.parse(line) as Row;
    }
  }

  /** The address of the WebSocket of `experiments/ID` or `agents/ID`. A browser sends no key with it, so it holds a ticket. */
  async socket(subject: string): Promise<URL> {
    const address = new URL(`${this.root}/ws/${subject}`);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    if (this.key !== null) address.searchParams.set("ticket", (await this.call<{ ticket: string }>("POST", `${subject}/tickets`)).ticket);
    return address;
  }

  private get headers(): Record<string, string> {
    return this.key === null ? {} : { Authorization: `Bearer ${this.key}` };
  }

  private async unlessForbidden<T>(call: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (error instanceof Refused && error.status === 403) return otherwise;
      throw error;
    }
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const request: RequestInit = { method, headers: this.headers };
    if (body !== undefined) {
      request.body = JSON.stringify(body);
      request.headers = { ...this.headers, "Content-Type": "application/json" };
    }

    const answer = await fetch(`${this.root}/${path}`, request);
    if (!answer.ok) throw await refusal(answer);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }
}

async function refusal(answer: Response): Promise<Refused> {
  const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
  return new Refused(answer.status, problem?.detail ?? `${answer.status} ${answer.statusText}`);
}

/** A stream's pieces; not every browser lets a stream itself be iterated. */
async function* pieces(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}
