import { agents, keys } from '../../api/calls.js';
import type { JsonObject, NewApiKey } from '../../api/types.js';
import { ask } from '../../app/dialog.js';
import { showOnce } from './shown-once.js';

const Day = 24 * 60 * 60 * 1000;

const Roles = [
  ['viewer', 'Viewer: looks and follows'], ['editor', 'Editor: does everything but keys'], ['admin', 'Admin: does everything'],
  ['agent', 'Agent: reacts, as one agent'],
] as const;

const Lives = [['', 'Never'], ['1', 'In a day'], ['7', 'In a week'], ['30', 'In 30 days'], ['365', 'In a year']] as const;

/** Asks whose the key is and what it may do, makes it, and shows it, this once. */
export async function newKey(): Promise<void> {
  const { items } = await agents.list();
  let made: NewApiKey | undefined;
  await ask({
    title: 'New key', action: 'Create',
    fields: [
      { name: 'name', label: 'Name', required: true, hint: 'Who or what gets it, such as station wall.' },
      { name: 'role', label: 'Role', kind: Roles },
      { name: 'agent_id', label: 'Agent', kind: [['', 'none'], ...items.map(({ id, name }) => [id, name] as const)], hint: 'For the role agent, and then always.' },
      { name: 'days', label: 'Ends', kind: Lives },
    ],
    submit: async ({ days, ...wish }) => {
      const expires_at = days === undefined ? undefined : new Date(Date.now() + Number(days) * Day).toISOString();
      made = await keys.create({ ...wish, expires_at } as JsonObject);
    },
  });
  if (made !== undefined) await showOnce(made);
}
