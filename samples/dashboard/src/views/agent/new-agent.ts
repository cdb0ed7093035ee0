import { agents } from '../../api/calls.js';
import type { JsonObject } from '../../api/types.js';
import { done } from '../../app/announce.js';
import { ask } from '../../app/dialog.js';

/** Asks what the agent is, and makes it. */
export async function newAgent(): Promise<void> {
  const made = await ask({
    title: 'New agent',
    action: 'Create',
    fields: [
      { name: 'name', label: 'Name', required: true },
      { name: 'type', label: 'Type', kind: [['digital', 'Digital: a program'], ['physical', 'Physical: a device']] },
      { name: 'traits', label: 'Traits', kind: 'json', hint: 'A JSON object of your own, such as {"temper": 0.3}.' },
      { name: 'memory_bytes', label: 'Memory for a model, in bytes', kind: 'number', hint: 'What the device has while a model runs. An assignment that needs more is refused.' },
      { name: 'flash_bytes', label: 'Room for a file, in bytes', kind: 'number' },
      { name: 'supported_operators', label: 'Operators', kind: 'words', hint: 'Those that its firmware knows, such as CONV_2D, SOFTMAX; empty for any.' },
    ],
    submit: (values) => agents.create(values as JsonObject),
  });
  if (made) done('The agent was made.');
}
