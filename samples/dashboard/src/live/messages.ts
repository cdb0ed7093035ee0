import type { Voice } from './crowd.js';
import type { Distribution } from './distribution.js';
import type { Field } from './fields.js';

/** How the following stands. */
export type Phase = 'connecting' | 'catching up' | 'live' | 'reconnecting' | 'ended';

/** A row of the table of reactions. */
export interface LogRow {
  readonly seq: number;
  readonly at: string;
  /** The agent's id; null where the experiment's status changed. */
  readonly agent: string | null;
  readonly text: string;
}

/** What the page tells the worker. */
export type ToWorker =
  | { readonly kind: 'follow'; readonly experiment: string; readonly url: string; readonly prefix: string; readonly after: number; readonly accessToken: string | undefined }
  | { readonly kind: 'frame'; readonly newest: number | undefined; readonly rows: number; readonly field: string | undefined };

/** What changes a few times a second. */
export interface Figures {
  readonly fields: readonly Field[];
  readonly field: string | undefined;
  readonly distribution: Distribution | undefined;
  /** Reactions of each of the newest seconds, and which second comes last. */
  readonly rates: readonly (number | null)[];
  readonly second: number;
  readonly perSecond: number;
  readonly agents: number;
  readonly voices: readonly Voice[];
  readonly delay: number | undefined;
  readonly status: { readonly seq: number; readonly status: string } | undefined;
}

/** One answer to one frame of the page. */
export interface Frame {
  readonly phase: Phase;
  /** Why it ended, or when the next attempt is. */
  readonly reason: string | undefined;
  /** It ended because the credential did. */
  readonly refused: boolean;
  readonly head: number;
  readonly seq: number;
  /** The seq after which everything was received. */
  readonly since: number;
  /** Events that were missing; there are none unless the server breaks its word. */
  readonly missing: number;
  readonly reconnects: number;
  /** The rows asked for, newest first, as far as they are in memory; undefined when nothing has changed. */
  readonly rows: readonly LogRow[] | undefined;
  readonly figures: Figures | undefined;
}
