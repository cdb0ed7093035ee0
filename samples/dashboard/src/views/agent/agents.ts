import { forEditors } from '../../access/caller.js';
import { agents, models } from '../../api/calls.js';
import type { Agent, Model } from '../../api/types.js';
import { loaded } from '../../app/loaded.js';
import { button, heading, nothing } from '../../app/parts.js';
import { href, type View } from '../../app/router.js';
import { Each, type Row } from '../../dom/each.js';
import { count, since, time } from '../../dom/format.js';
import { fill, h, setText } from '../../dom/h.js';
import { newAgent } from './new-agent.js';
import { standing } from './standing.js';

interface Whole {
  readonly items: readonly Agent[];
  readonly total: number;
  readonly models: ReadonlyMap<string, Model>;
}

/** All agents: what they are to run, and what they say they run. */
export const agentsView: View = (place, life) => {
  const content = h('div');
  const create = (): HTMLElement | false => forEditors(() => button('New agent', 'plus', 'primary', async () => {
    await newAgent();
    await again();
  }));
  place.append(heading('Agents', create()), content);
  const again = loaded<Whole>(content, life, {
    load: async (signal) => {
      const [list, known] = await Promise.all([agents.list(signal), models.list(signal)]);
      return { ...list, models: new Map(known.items.map((model) => [model.id, model])) };
    },
    everyMilliseconds: 4000,
    show: (where, first) => {
      let known = first.models;
      const body = h('tbody');
      const rows = new Each<Agent>(body, ({ id }) => id, (agent) => row(agent, (id) => known.get(id)));
      const table = h('table', { class: 'table' },
        h('caption', { class: 'unseen' }, 'Agents, newest first'),
        h('thead', {}, h('tr', {}, ['Name', 'Type', 'To run', 'Says', 'Created'].map((name) => h('th', { scope: 'col' }, name)))), body);
      const [empty, more] = [h('div'), h('p', { class: 'caption' })];
      where.append(table, more, empty);
      const update = (now: Whole): void => {
        known = now.models;
        rows.show(now.items);
        table.hidden = now.items.length === 0;
        setText(more, now.total > now.items.length ? `The newest ${count(now.items.length)} of ${count(now.total)}.` : '');
        if (now.items.length > 0) empty.replaceChildren();
        else if (empty.childElementCount === 0) fill(empty, nothing('agents', 'No agent yet', 'An agent is a program or a device that reacts to experiments, perhaps by running a model that is assigned to it here.', create()));
      };
      update(first);
      return update;
    },
  });
};

function row(first: Agent, modelOf: (id: string) => Model | undefined): Row<Agent> {
  const [name, wanted, says] = [h('a', { href: href(`agents/${first.id}`) }), h('td', { 'data-name': 'To run' }), h('td', { 'data-name': 'Says' })];
  let shown = '';
  return {
    element: h('tr', {}, h('th', { scope: 'row' }, name), h('td', { 'data-name': 'Type', class: 'soft' }, first.type), wanted, says,
      h('td', { 'data-name': 'Created' }, h('time', { datetime: first.created_at, title: time(first.created_at) }, since(first.created_at)))),
    update: (agent) => {
      setText(name, agent.name);
      const model = agent.current_model_id ? modelOf(agent.current_model_id) : undefined;
      const now = JSON.stringify([agent.desired, agent.reported, model?.name]);
      if (now === shown) return;
      shown = now;
      fill(wanted, model && h('a', { href: href(`models/${model.id}`) }, model.name), model && h('span', { class: 'version-tag' }, model.version));
      fill(says, standing(agent));
    },
  };
}
