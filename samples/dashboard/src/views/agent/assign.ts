import { agents } from '../../api/calls.js';
import { Refusal } from '../../api/http.js';
import type { Agent, Model } from '../../api/types.js';
import { done } from '../../app/announce.js';
import { confirm } from '../../app/dialog.js';

/** Assigns a model; when it needs more than the agent says it has, asks whether it shall be so all the same. */
export async function assign(agent: Agent, model: Model): Promise<void> {
  try {
    await agents.assign(agent.id, model.id, false);
  } catch (failure) {
    if (!(failure instanceof Refusal) || failure.status !== 409 || model.size === null) throw failure;
    const forced = await confirm(`Assign ${model.name} all the same?`, failure.message, 'Assign', () => agents.assign(agent.id, model.id, true));
    if (!forced) return;
  }
  done(`${agent.name} is to run ${model.name} ${model.version ?? ''}.`);
}
