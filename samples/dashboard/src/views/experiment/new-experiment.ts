import { experiments } from '../../api/calls.js';
import type { Experiment, JsonObject } from '../../api/types.js';
import { ask } from '../../app/dialog.js';
import { go } from '../../app/router.js';

/** Asks for a name, makes the experiment, and goes to it. */
export async function newExperiment(): Promise<void> {
  let made: Experiment | undefined;
  await ask({
    title: 'New experiment',
    action: 'Create',
    fields: [
      { name: 'name', label: 'Name', required: true },
      { name: 'scenario', label: 'Scenario', kind: 'json', hint: 'A JSON object of your own, such as {"place": "stadium"}. Agents may read it.' },
    ],
    submit: async ({ name, scenario }) => { made = await experiments.create(name as string, scenario as JsonObject | undefined); },
  });
  if (made !== undefined) go(`experiments/${made.id}`);
}
