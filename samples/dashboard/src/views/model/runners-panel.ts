import { forEditors } from '../../access/caller.js';
import { agents } from '../../api/calls.js';
import type { Agent, Model } from '../../api/types.js';
import { wrong } from '../../app/announce.js';
import { ask } from '../../app/dialog.js';
import { button, iconButton } from '../../app/parts.js';
import { href } from '../../app/router.js';
import { counted } from '../../dom/format.js';
import { fill, h, setText } from '../../dom/h.js';
import type { Lifetime } from '../../dom/lifetime.js';
import { assign } from '../agent/assign.js';
import { standing } from '../agent/standing.js';

/** Which agents are to run a model. */
export class RunnersPanel {
  readonly #model: Model;
  readonly #life: Lifetime;
  readonly #list = h('ul', { class: 'lines' });
  readonly #caption = h('p', { class: 'caption' });
  readonly add = button('Assign', 'plus', 'plain', () => this.#add());
  readonly element = h('div', {}, this.#list, this.#caption);
  #shown = '';

  constructor(model: Model, life: Lifetime) {
    [this.#model, this.#life] = [model, life];
    this.add.classList.add('small');
    life.every(5000, () => void this.#load().catch(() => undefined));
  }

  async #load(): Promise<void> {
    const { items, total } = await agents.list(this.#life.signal, this.#model.id);
    const now = JSON.stringify(items);
    if (now === this.#shown) return;
    this.#shown = now;
    fill(this.#list, items.map((agent) => this.#line(agent)));
    setText(this.#caption, total === 0 ? 'No agent is to run it.' : `${counted(total, 'agent')} to run it.`);
  }

  #line(agent: Agent): HTMLElement {
    return h('li', {}, h('div', {}, h('a', { href: href(`agents/${agent.id}`) }, agent.name), h('span', { class: 'line-more' }, standing(agent))),
      forEditors(() => iconButton(`Take it from ${agent.name}`, 'close', async () => {
        await agents.unassign(agent.id);
        await this.#load();
      })));
  }

  async #add(): Promise<void> {
    const { items } = await agents.list(this.#life.signal);
    const free = items.filter(({ current_model_id }) => current_model_id !== this.#model.id);
    if (free.length === 0) return wrong(items.length === 0 ? 'There is no agent yet. Make one under Agents.' : 'All agents have it already.');
    let chosen: Agent | undefined;
    await ask({
      title: `Assign ${this.#model.name}`, action: 'Assign',
      fields: [{ name: 'agent', label: 'Agent', kind: free.map(({ id, name }) => [id, name] as const) }],
      submit: async ({ agent }) => { chosen = free.find(({ id }) => id === agent); },
    });
    if (chosen !== undefined) await assign(chosen, this.#model);
    await this.#load();
  }
}
