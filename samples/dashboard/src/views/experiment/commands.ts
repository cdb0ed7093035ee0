import { experiments } from '../../api/calls.js';
import type { Experiment } from '../../api/types.js';
import { done } from '../../app/announce.js';
import { confirm } from '../../app/dialog.js';
import { counted } from '../../dom/format.js';

/** Starts or stops an experiment, whichever it can. */
export async function startOrStop({ id, name, status }: Experiment): Promise<void> {
  if (status === 'running') {
    await experiments.stop(id);
    done(`“${name}” was stopped.`);
  } else {
    await experiments.start(id);
    done(`“${name}” is running.`);
  }
}

/** Deletes an experiment and its log, if that is really wanted. */
export async function remove({ id, name, last_seq }: Experiment): Promise<boolean> {
  const deleted = await confirm(`Delete “${name}”?`,
    `Its log of ${counted(last_seq, 'event')} is deleted with it, and whoever follows it is cut off. This cannot be undone.`,
    'Delete', () => experiments.delete(id));
  if (deleted) done(`“${name}” was deleted.`);
  return deleted;
}
