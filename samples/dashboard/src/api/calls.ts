import { bearer } from '../access/credential.js';
import { ask, list, part, upload, type Listing } from './http.js';
import type {
  Agent, ApiKey, Caller, Dataset, DatasetRow, Experiment, ExperimentStatus, Job, JsonObject, Model, ModelAlias, NewApiKey, Profile, Reaction,
} from './types.js';

/** The most that a list gives at once. */
const Most = 1000;

export const experiments = {
  list: (status: ExperimentStatus | undefined, signal: AbortSignal): Promise<Listing<Experiment>> =>
    list(`/experiments?limit=${Most}${status === undefined ? '' : `&status=${status}`}`, signal),
  get: (id: string, signal?: AbortSignal): Promise<Experiment> => ask(`/experiments/${part(id)}`, { signal }),
  create: (name: string, scenario: JsonObject | undefined): Promise<Experiment> =>
    ask('/experiments', { method: 'POST', json: { name, scenario } }),
  start: (id: string): Promise<unknown> => ask(`/experiments/${part(id)}/start`, { method: 'POST' }),
  stop: (id: string): Promise<unknown> => ask(`/experiments/${part(id)}/stop`, { method: 'POST' }),
  delete: (id: string): Promise<void> => ask(`/experiments/${part(id)}`, { method: 'DELETE' }),
  /** Reactions after a seq, oldest first. */
  after: (id: string, after: number, limit: number, signal: AbortSignal): Promise<{ reactions: Reaction[]; last_seq: number }> =>
    ask(`/experiments/${part(id)}/reactions?after=${after}&limit=${limit}`, { signal }),
  agents: (id: string, signal?: AbortSignal): Promise<Listing<Agent>> => list(`/experiments/${part(id)}/agents?limit=${Most}`, signal),
  join: (id: string, agent: string): Promise<void> => ask(`/experiments/${part(id)}/agents/${part(agent)}`, { method: 'PUT' }),
  leave: (id: string, agent: string): Promise<void> => ask(`/experiments/${part(id)}/agents/${part(agent)}`, { method: 'DELETE' }),
};

export const datasets = {
  list: (signal: AbortSignal): Promise<Listing<Dataset>> => list(`/datasets?limit=${Most}`, signal),
  get: (id: string, signal?: AbortSignal): Promise<Dataset> => ask(`/datasets/${part(id)}`, { signal }),
  create: (wish: JsonObject): Promise<Dataset> => ask('/datasets', { method: 'POST', json: wish }),
  delete: (id: string): Promise<void> => ask(`/datasets/${part(id)}`, { method: 'DELETE' }),
  profile: (id: string, signal?: AbortSignal): Promise<Profile> => ask(`/datasets/${part(id)}/profile`, { signal }),
  rows: (id: string, limit: number, signal?: AbortSignal): Promise<Listing<DatasetRow>> =>
    list(`/datasets/${part(id)}/rows?limit=${limit}`, signal),
  /** Both as they were written, since it is the server that says what is wrong with them; an empty seed is drawn. */
  generate: (id: string, rows: string, seed: string): Promise<Job> =>
    ask(`/datasets/${part(id)}/generate?n=${part(rows)}${seed === '' ? '' : `&seed=${part(seed)}`}`,
      { method: 'POST', headers: { Prefer: 'respond-async' } }),
  job: (id: string, signal?: AbortSignal): Promise<Job> => ask(`/jobs/${part(id)}`, { signal }),
  cancel: (job: string): Promise<Job> => ask(`/jobs/${part(job)}`, { method: 'DELETE' }),
};

export const models = {
  list: (signal?: AbortSignal): Promise<Listing<Model>> => list(`/models?limit=${Most}`, signal),
  get: (id: string, signal?: AbortSignal): Promise<Model> => ask(`/models/${part(id)}`, { signal }),
  create: (wish: JsonObject): Promise<Model> => ask('/models', { method: 'POST', json: wish }),
  delete: (id: string, force: boolean): Promise<void> =>
    ask(`/models/${part(id)}${force ? '?force=true' : ''}`, { method: 'DELETE' }),
  upload: (id: string, file: File, sent: (share: number) => void, signal?: AbortSignal): Promise<unknown> => {
    const form = new FormData();
    form.append('file', file, file.name);
    return upload(`/models/${part(id)}/upload`, form, sent, signal);
  },
  download: (id: string): Promise<{ url: string }> => ask(`/models/${part(id)}/download`),
  aliases: (name: string, signal?: AbortSignal): Promise<ModelAlias[]> => ask(`/models/${part(name)}/aliases`, { signal }),
  point: (name: string, alias: string, model: string): Promise<ModelAlias> =>
    ask(`/models/${part(name)}/aliases/${part(alias)}`, { method: 'PUT', json: { model_id: model } }),
  unpoint: (name: string, alias: string): Promise<void> =>
    ask(`/models/${part(name)}/aliases/${part(alias)}`, { method: 'DELETE' }),
};

export const agents = {
  list: (signal?: AbortSignal, model?: string): Promise<Listing<Agent>> =>
    list(`/agents?limit=${Most}${model === undefined ? '' : `&model_id=${part(model)}`}`, signal),
  get: (id: string, signal?: AbortSignal): Promise<Agent> => ask(`/agents/${part(id)}`, { signal }),
  create: (wish: JsonObject): Promise<Agent> => ask('/agents', { method: 'POST', json: wish }),
  delete: (id: string): Promise<void> => ask(`/agents/${part(id)}`, { method: 'DELETE' }),
  assign: (id: string, model: string, force: boolean): Promise<unknown> =>
    ask(`/agents/${part(id)}/assign-model/${part(model)}${force ? '?force=true' : ''}`, { method: 'POST' }),
  unassign: (id: string): Promise<unknown> => ask(`/agents/${part(id)}/model`, { method: 'DELETE' }),
  /** The experiments it takes part in, among all that it needs to start. */
  boot: (id: string, signal?: AbortSignal): Promise<{ experiments: Pick<Experiment, 'id' | 'name' | 'status'>[] }> =>
    ask(`/agents/${part(id)}/model`, { signal }),
};

/** Who a key or token says that one is. */
export const identify = (credential: string | undefined): Promise<Caller> => ask('/me', { headers: bearer(credential) });

export const keys = {
  list: (signal?: AbortSignal): Promise<Listing<ApiKey>> => list(`/keys?limit=${Most}`, signal),
  create: (wish: JsonObject): Promise<NewApiKey> => ask('/keys', { method: 'POST', json: wish }),
  revoke: (id: string): Promise<void> => ask(`/keys/${part(id)}`, { method: 'DELETE' }),
};
