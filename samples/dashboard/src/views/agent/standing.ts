import type { Agent } from '../../api/types.js';
import { pill } from '../../app/parts.js';

/** How an agent stands: what it is to run beside what it says it runs. */
export function standing({ desired, reported }: Agent): HTMLElement | string {
  if (!reported) return desired ? pill('not heard of yet', 'draft') : '';
  if (desired && reported.checksum !== desired.checksum) return pill('has another model', 'stopped');
  return pill(reported.state, reported.state === 'running' ? 'running' : reported.state === 'failed' ? 'failed' : 'draft');
}
