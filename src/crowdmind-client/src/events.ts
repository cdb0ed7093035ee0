import type { Experiment } from './generated/rest.js';

/** Any JSON object. */
export type JsonObject = { [name: string]: unknown };

/** What one agent reported in one experiment. */
export interface Reaction<Payload = JsonObject> {
  readonly id: string;
  readonly experiment_id: string;
  readonly agent_id: string;
  readonly payload: Payload;
  readonly created_at: string;
}

/** A reaction was appended to the log. */
export interface ReactionCreated<Payload = JsonObject> {
  readonly type: 'reaction_created';
  /** Its place in the log: 1, 2, 3, … without gaps. */
  readonly seq: number;
  readonly data: Reaction<Payload>;
  /** Where its publisher stood in its trace (W3C Trace Context), if it said so. */
  readonly traceparent?: string;
  /** When it was appended, in RFC 3339. */
  readonly ts: string;
}

/** The experiment was started. */
export interface ExperimentStarted {
  readonly type: 'experiment_started';
  readonly seq: number;
  /** The experiment as it was then. */
  readonly data: Experiment;
  readonly ts: string;
}

/** The experiment was stopped. */
export interface ExperimentStopped {
  readonly type: 'experiment_stopped';
  readonly seq: number;
  /** The experiment as it was then. */
  readonly data: Experiment;
  readonly ts: string;
}

/** One entry of an experiment's log. */
export type ExperimentEvent<Payload = JsonObject> = ReactionCreated<Payload> | ExperimentStarted | ExperimentStopped;

/** Whether an event is of a type that this version knows; others are passed over, as the protocol asks. */
export const isKnown = (event: { type: string }): boolean =>
  event.type === 'reaction_created' || event.type === 'experiment_started' || event.type === 'experiment_stopped';
