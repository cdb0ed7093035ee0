import { keys } from '../../api/calls.js';
import type { ApiKey } from '../../api/types.js';
import { done } from '../../app/announce.js';
import { confirm } from '../../app/dialog.js';
import { loaded } from '../../app/loaded.js';
import { button, heading, nothing, pill } from '../../app/parts.js';
import { href, type View } from '../../app/router.js';
import { Each, type Row } from '../../dom/each.js';
import { count, day, short, since, time } from '../../dom/format.js';
import { fill, h, set, setText } from '../../dom/h.js';
import { newKey } from './new-key.js';

/** The API keys that were made here: whose they are, what they may do, when they were used; and how they are taken back. */
export const keysView: View = (place, life) => {
  const content = h('div');
  const create = (): HTMLElement => button('New key', 'plus', 'primary', async () => {
    await newKey();
    await again();
  });
  place.append(heading('Keys', create()), content);
  const again = loaded(content, life, {
    load: (signal) => keys.list(signal),
    everyMilliseconds: 5000,
    show: (where, first) => {
      const body = h('tbody');
      const rows = new Each<ApiKey>(body, ({ id }) => id, (key) => row(key, () => again()));
      const table = h('table', { class: 'table' },
        h('caption', { class: 'unseen' }, 'API keys, newest first'),
        h('thead', {}, h('tr', {}, ['Name', 'Role', 'State', 'Used', 'Created', ''].map((name) =>
          h('th', { scope: 'col' }, name || h('span', { class: 'unseen' }, 'Actions'))))), body);
      const [empty, more] = [h('div'), h('p', { class: 'caption' })];
      where.append(table, more, empty);
      const update = ({ items, total }: typeof first): void => {
        rows.show(items);
        table.hidden = items.length === 0;
        setText(more, total > items.length ? `The newest ${count(items.length)} of ${count(total)}.` : '');
        if (items.length > 0) empty.replaceChildren();
        else if (empty.childElementCount === 0) fill(empty, nothing('key', 'No key was made here', 'Those of the server’s configuration are not listed. Give each person and each device a key of its own, so that one can be taken back alone.', create()));
      };
      update(first);
      return update;
    },
  });
};

function row(first: ApiKey, again: () => Promise<void>): Row<ApiKey> {
  const [state, used, actions] = [h('td', { 'data-name': 'State' }), h('td', { 'data-name': 'Used' }), h('td', { class: 'row-actions' })];
  const agent = first.agent_id;
  let shown = '';
  return {
    element: h('tr', {}, h('th', { scope: 'row' }, first.name),
      h('td', { 'data-name': 'Role' }, first.role, agent !== null && [' ', h('a', { href: href(`agents/${agent}`) }, short(agent))]),
      state, used,
      h('td', { 'data-name': 'Created' }, h('time', { datetime: first.created_at, title: time(first.created_at) }, since(first.created_at))), actions),
    update: (key) => {
      setText(used, key.last_used_at === null ? 'never' : since(key.last_used_at));
      const now = standing(key);
      if (now === shown) return;
      shown = now;
      fill(state, pill(now, now === 'revoked' ? 'stopped' : now === 'expired' ? 'draft' : 'running'), ' ',
        now === 'good' && key.expires_at !== null && h('span', { class: 'soft' }, `until ${day(key.expires_at)}`));
      fill(actions, now === 'good' && revoker(key, again));
    },
  };
}

function standing({ revoked_at, expires_at }: ApiKey): 'good' | 'revoked' | 'expired' {
  if (revoked_at !== null) return 'revoked';
  return expires_at !== null && Date.parse(expires_at) <= Date.now() ? 'expired' : 'good';
}

function revoker(key: ApiKey, again: () => Promise<void>): HTMLElement {
  const act = button('Revoke', undefined, 'plain', () => revoke(key).then(again));
  act.classList.add('small');
  set(act, 'aria-label', `Revoke ${key.name}`);
  return act;
}

async function revoke({ id, name }: ApiKey): Promise<void> {
  const revoked = await confirm(`Revoke “${name}”?`, 'Whoever uses it is refused at once, and cut off from what they follow within seconds. This cannot be undone.',
    'Revoke', () => keys.revoke(id));
  if (revoked) done(`“${name}” was revoked.`);
}
