import { forEditors } from '../../access/caller.js';
import { agents, experiments, models } from '../../api/calls.js';
import type { Agent, Experiment, Model } from '../../api/types.js';
import { done, wrong } from '../../app/announce.js';
import { ask, confirm } from '../../app/dialog.js';
import { loaded } from '../../app/loaded.js';
import { button, copyable, facts, heading, iconButton, panel, pill } from '../../app/parts.js';
import { go, href, type View } from '../../app/router.js';
import { bytes, short, since, time } from '../../dom/format.js';
import { fill, h, setText } from '../../dom/h.js';
import { watch } from '../../live/hub.js';
import { assign } from './assign.js';
import { standing } from './standing.js';

interface Whole {
  readonly agent: Agent;
  readonly model: Model | undefined;
  readonly experiments: readonly Pick<Experiment, 'id' | 'name' | 'status'>[];
}

/** One agent: what it is, what it is to run and says it runs, where it takes part. */
export const agentView: View = (place, life, id) => {
  const again = loaded<Whole>(place, life, {
    load: (signal) => load(id, signal),
    everyMilliseconds: 10_000,
    rows: 8,
    show: (where, first) => {
      const [name, about, deployed, parts] = [h('span'), h('div'), h('div'), h('div')];
      let shown = '';
      where.append(
        heading(name, forEditors(() => button('Delete', 'trash', 'plain', () => remove(first.agent))), { path: 'agents', name: 'Agents' }), about,
        h('div', { class: 'pair' },
          panel('Model', deployed, forEditors(() => small(button('Assign', 'plus', 'plain', () => choose(first.agent).then(again))))),
          panel('Experiments', parts, forEditors(() => small(button('Join', 'plus', 'plain', () => join(first.agent).then(again)))))));
      const update = (now: Whole): void => {
        const next = JSON.stringify(now);
        if (next === shown) return;
        shown = next;
        setText(name, now.agent.name);
        document.title = `${now.agent.name} · CrowdMind`;
        fill(about, factsOf(now.agent));
        fill(deployed, deployment(now, again));
        fill(parts, participation(now, again));
      };
      update(first);
      return update;
    },
  });
  watch('Agent', id, life, () => void again());
};

async function load(id: string, signal: AbortSignal): Promise<Whole> {
  const [agent, boot] = await Promise.all([agents.get(id, signal), agents.boot(id, signal)]);
  const model = agent.current_model_id ? await models.get(agent.current_model_id, signal) : undefined;
  return { agent, model, experiments: boot.experiments.map(({ id: of, name, status }) => ({ id: of, name, status })) };
}

const factsOf = (agent: Agent): HTMLElement => facts([
  ['Type', agent.type],
  agent.memory_bytes ? ['Memory', bytes(agent.memory_bytes)] : undefined,
  agent.flash_bytes ? ['Room for a file', bytes(agent.flash_bytes)] : undefined,
  agent.supported_operators ? ['Operators', agent.supported_operators.join(', ')] : undefined,
  agent.traits ? ['Traits', h('code', {}, JSON.stringify(agent.traits))] : undefined,
  ['Created', time(agent.created_at)],
  ['Id', copyable(agent.id, short(agent.id))],
]);

function deployment({ agent, model }: Whole, again: () => Promise<void>): HTMLElement {
  const { desired, reported } = agent;
  if (!desired) return h('p', { class: 'caption' }, 'It is to run no model. Assign one, and it is told at once if it listens, else when it asks.');
  return h('div', {}, facts([
    ['To run', h('span', {}, model && h('a', { href: href(`models/${model.id}`) }, model.name), ' ', model && h('span', { class: 'version-tag' }, model.version))],
    ['Since', since(desired.assigned_at)],
    ['Says', standing(agent)],
    reported ? ['Heard', since(reported.reported_at)] : undefined,
    reported?.error ? ['What went wrong', reported.error] : undefined,
    ['Checksum', copyable(desired.checksum, short(desired.checksum))],
  ]), forEditors(() => small(button('Take it away', 'close', 'plain', async () => {
    await agents.unassign(agent.id);
    await again();
  }))));
}

function participation({ agent, experiments: parts }: Whole, again: () => Promise<void>): HTMLElement {
  if (parts.length === 0) return h('p', { class: 'caption' }, 'It takes part in no draft or running experiment.');
  return h('ul', { class: 'lines' }, parts.map(({ id, name, status }) => h('li', {},
    h('div', {}, h('a', { href: href(`experiments/${id}`) }, name), h('span', { class: 'line-more' }, pill(status))),
    forEditors(() => iconButton(`Leave ${name}`, 'close', async () => {
      await experiments.leave(id, agent.id);
      await again();
    })))));
}

async function choose(agent: Agent): Promise<void> {
  const { items } = await models.list();
  const ready = items.filter(({ size }) => size !== null);
  if (ready.length === 0) return wrong('There is no model with a file yet. Upload one under Models.');
  let chosen: Model | undefined;
  await ask({
    title: `Assign a model to ${agent.name}`, action: 'Assign',
    fields: [{ name: 'model', label: 'Model', kind: ready.map(({ id, name, version }) => [id, `${name} ${version ?? ''}`] as const) }],
    submit: async ({ model }) => { chosen = ready.find(({ id }) => id === model); },
  });
  if (chosen !== undefined) await assign(agent, chosen);
}

async function join(agent: Agent): Promise<void> {
  const { items } = await experiments.list(undefined, new AbortController().signal);
  const open = items.filter(({ status }) => status !== 'stopped');
  if (open.length === 0) return wrong('There is no draft or running experiment.');
  await ask({
    title: `Where does ${agent.name} take part?`, action: 'Join',
    fields: [{ name: 'experiment', label: 'Experiment', kind: open.map(({ id, name }) => [id, name] as const) }],
    submit: ({ experiment }) => experiments.join(experiment as string, agent.id),
  });
}

async function remove({ id, name }: Agent): Promise<void> {
  const deleted = await confirm(`Delete “${name}”?`, 'What it said stays in the logs. This cannot be undone.', 'Delete', () => agents.delete(id));
  if (!deleted) return;
  done(`“${name}” was deleted.`);
  go('agents');
}

function small(element: HTMLElement): HTMLElement {
  element.classList.add('small');
  return element;
}
