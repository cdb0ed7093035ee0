/** What the server's REST API answers, as docs/PROTOCOL.md has it. */
export type JsonObject = { readonly [name: string]: unknown };

export type ExperimentStatus = 'draft' | 'running' | 'stopped';

export interface Experiment {
  readonly id: string;
  readonly name: string;
  readonly status: ExperimentStatus;
  readonly scenario: JsonObject | null;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly created_at: string;
  readonly last_seq: number;
}

export interface Reaction {
  readonly id: string;
  readonly experiment_id: string;
  readonly agent_id: string;
  readonly payload: JsonObject;
  readonly created_at: string;
  readonly seq: number;
}

export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly schema: JsonObject | null;
  readonly labels: readonly string[];
  readonly row_count: number;
  readonly created_at: string;
  readonly checksum: string | null;
  readonly bytes: number;
}

export interface DatasetRow {
  readonly id: string;
  readonly input_data: JsonObject;
  readonly label: string;
  readonly meta: { readonly row: number; readonly split: string };
}

export interface Job {
  readonly id: string;
  readonly dataset_id: string;
  readonly status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly seed: number;
  readonly rows_done: number;
  readonly rows_total: number;
  readonly rows_per_second: number | null;
  readonly seconds_left: number | null;
  readonly error: string | null;
}

/** A bin of a profile's histogram; of dates and times the edges are texts. */
export interface ProfileBin {
  readonly from: number | string;
  readonly to: number | string;
  readonly count: number;
}

export interface ProfileField {
  readonly name: string;
  readonly type: string;
  readonly count: number;
  readonly nulls: number;
  readonly distinct?: number;
  readonly top: readonly { readonly value: unknown; readonly count: number }[] | null;
  readonly histogram?: readonly ProfileBin[];
  readonly length_histogram?: readonly ProfileBin[];
  readonly [figure: string]: unknown;
}

export interface Profile {
  readonly rows: number;
  readonly labels: Readonly<Record<string, number>>;
  readonly fields: readonly ProfileField[];
  readonly baseline_accuracy: number | null;
  readonly certificate: { readonly attainable_accuracy: number; readonly method: string } | null;
}

export interface TensorSignature {
  readonly name: string | null;
  readonly shape: readonly number[];
  readonly shape_signature: readonly number[] | null;
  readonly dtype: string;
  readonly quantization: { readonly scale: readonly number[]; readonly zero_point: readonly number[] } | null;
}

export interface ModelSignature {
  readonly schema_version: number;
  readonly description: string | null;
  readonly inputs: readonly TensorSignature[];
  readonly outputs: readonly TensorSignature[];
  readonly operators: readonly { readonly name: string; readonly version: number; readonly custom: boolean; readonly count: number }[];
  readonly subgraphs: number;
  readonly tensors: number;
  readonly buffers: number;
  readonly weights_bytes: number;
  readonly arena_bytes: number | null;
  readonly arena_method: string;
  readonly metadata: readonly { readonly name: string; readonly bytes: number }[];
  readonly labels: readonly string[] | null;
}

export interface Model {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly target_device: string | null;
  readonly labels: readonly string[];
  readonly checksum: string | null;
  readonly size: number | null;
  readonly signature: ModelSignature | null;
  readonly created_at: string;
  readonly description?: string | null;
  readonly dataset_id?: string | null;
  readonly metrics?: JsonObject | null;
}

export interface ModelAlias {
  readonly alias: string;
  readonly model_id: string;
  readonly version: string | null;
}

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly type: 'digital' | 'physical';
  readonly traits: JsonObject | null;
  readonly current_model_id: string | null;
  readonly created_at: string;
  readonly memory_bytes?: number | null;
  readonly flash_bytes?: number | null;
  readonly supported_operators?: readonly string[] | null;
  readonly desired?: { readonly model_id: string; readonly checksum: string; readonly assigned_at: string } | null;
  readonly reported?: {
    readonly checksum: string; readonly state: string; readonly error: string | null; readonly reported_at: string;
  } | null;
}

/** Who a credential says that one is. */
export interface Caller {
  readonly name: string;
  readonly role: 'viewer' | 'agent' | 'editor' | 'admin';
  readonly agent_id: string | null;
  readonly expires_at: string | null;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: Caller['role'];
  readonly agent_id: string | null;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

/** A key that was just made, with its spelling, which is told only then. */
export type NewApiKey = Omit<ApiKey, 'last_used_at' | 'revoked_at'> & { readonly key: string };
