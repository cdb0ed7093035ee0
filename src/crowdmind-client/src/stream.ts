export type { AccessToken, ServerAddress } from './address.js';
export type {
  ExperimentEvent, ExperimentStarted, ExperimentStopped, JsonObject, Reaction, ReactionCreated,
} from './events.js';
export { ServerError } from './server-error.js';
export type { RetryBounds } from './stream/backoff.js';
export { ExperimentStream, type ExperimentStreamOptions, type Lag } from './stream/experiment-stream.js';
export type { Retry, StreamState } from './stream/follower.js';
export type { Transport } from './stream/leg.js';
export type { ListenerName, StreamListeners } from './stream/listeners.js';
export { StreamError, type StreamErrorReason } from './stream/stream-error.js';
