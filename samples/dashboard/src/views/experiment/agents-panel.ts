import { mayEdit } from '../../access/caller.js';
import { agents, experiments, models } from '../../api/calls.js';
import type { Agent, Model } from '../../api/types.js';
import { wrong } from '../../app/announce.js';
import { ask } from '../../app/dialog.js';
import { button, iconButton } from '../../app/parts.js';
import { href } from '../../app/router.js';
import { Each, type Row } from '../../dom/each.js';
import { count, counted } from '../../dom/format.js';
import { h, setText } from '../../dom/h.js';
import type { Lifetime } from '../../dom/lifetime.js';
import type { Figures } from '../../live/messages.js';
import type { AgentNames } from '../agent/names.js';

interface Line {
  readonly id: string;
  readonly agent: Agent | undefined;
  readonly takesPart: boolean;
  readonly said: number;
}

/** Who takes part and who is heard, with the models they run. */
export class AgentsPanel {
  readonly #experiment: string;
  readonly #names: AgentNames;
  readonly #life: Lifetime;
  readonly #list = h('ul', { class: 'lines' });
  readonly #caption = h('p', { class: 'caption' });
  readonly #lines = new Each<Line>(this.#list, ({ id }) => id, ({ id }) => this.#line(id));
  readonly add = button('Add', 'plus', 'plain', () => this.#add());
  readonly element = h('div', {}, this.#list, this.#caption);
  #participants: readonly Agent[] = [];
  #models = new Map<string, Model>();
  #voices: Figures['voices'] = [];
  #heard = 0;

  constructor(experiment: string, names: AgentNames, life: Lifetime) {
    [this.#experiment, this.#names, this.#life] = [experiment, names, life];
    this.add.classList.add('small');
    life.every(5000, () => void this.#load());
  }

  show({ voices, agents: heard }: Figures): void {
    [this.#voices, this.#heard] = [voices, heard];
    this.#draw();
  }

  async #load(): Promise<void> {
    try {
      const [{ items }, known] = await Promise.all([experiments.agents(this.#experiment, this.#life.signal), models.list(this.#life.signal)]);
      this.#participants = items;
      this.#models = new Map(known.items.map((model) => [model.id, model]));
      this.#names.learn(items);
      this.#draw();
    } catch {
      // What was known stays; the bar at the top says when the server is away.
    }
  }

  #draw(): void {
    const said = new Map(this.#voices.map((voice) => [voice.agent, voice.count]));
    const parts = this.#participants.slice(0, 50).map((agent): Line => ({ id: agent.id, agent, takesPart: true, said: said.get(agent.id) ?? 0 }));
    const there = new Set(this.#participants.map(({ id }) => id));
    const others = this.#voices.filter(({ agent }) => !there.has(agent)).map(({ agent, count: many }): Line => ({ id: agent, agent: undefined, takesPart: false, said: many }));
    this.#lines.show([...parts, ...others]);
    setText(this.#caption, this.#heard === 0 && parts.length === 0
      ? 'Nobody has been heard yet. Agents may be added here, so that their devices know where to react; publishing does not need it.'
      : `${counted(this.#participants.length, 'agent')} taking part, ${count(this.#heard)} heard since the page was opened`);
  }

  #line(id: string): Row<Line> {
    const [name, model, said] = [h('a', { href: href(`agents/${id}`) }), h('span', { class: 'line-more' }), h('span', { class: 'line-number' })];
    const leave = iconButton('Let it take part no more', 'close', async () => {
      await experiments.leave(this.#experiment, id);
      await this.#load();
    });
    return {
      element: h('li', {}, h('div', {}, name, model), said, leave),
      update: ({ agent, takesPart, said: many }) => {
        setText(name, this.#names.of(id));
        leave.hidden = !takesPart || !mayEdit();
        setText(said, many > 0 ? count(many) : '–');
        said.title = `${counted(many, 'reaction')} seen`;
        const now = agent?.current_model_id ? this.#models.get(agent.current_model_id) : undefined;
        setText(model, agent === undefined ? 'heard' : now === undefined ? 'no model' : `${now.name} ${now.version ?? ''}${agent.reported ? ` · ${agent.reported.state}` : ''}`);
      },
    };
  }

  async #add(): Promise<void> {
    const { items } = await agents.list(this.#life.signal);
    const there = new Set(this.#participants.map(({ id }) => id));
    const free = items.filter(({ id }) => !there.has(id));
    if (free.length === 0) return wrong(items.length === 0 ? 'There is no agent yet. Make one under Agents.' : 'All agents take part already.');
    await ask({
      title: 'Add an agent', action: 'Add',
      fields: [{ name: 'agent', label: 'Agent', kind: free.map(({ id, name }) => [id, name] as const) }],
      submit: ({ agent }) => experiments.join(this.#experiment, agent as string),
    });
    await this.#load();
  }
}
