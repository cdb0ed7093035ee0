import { experiments } from '../../api/calls.js';
import { wrong } from '../../app/announce.js';
import { copyable, facts, iconButton } from '../../app/parts.js';
import { href } from '../../app/router.js';
import { count, time } from '../../dom/format.js';
import { h } from '../../dom/h.js';
import type { AgentNames } from '../agent/names.js';

/** Shows one reaction whole. */
export async function showReaction(experiment: string, seq: number, names: AgentNames, signal: AbortSignal): Promise<void> {
  const found = await experiments.after(experiment, seq - 1, 1, signal).catch(wrong);
  const reaction = found?.reactions[0];
  if (reaction?.seq !== seq) return;
  const dialog: HTMLDialogElement = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => dialog.remove() },
    h('form', { method: 'dialog' },
      h('header', {}, h('h2', { id: 'dialog-title' }, `Reaction #${count(seq)}`), iconButton('Close', 'close', () => dialog.close())),
      facts([
        ['Agent', h('a', { href: href(`agents/${reaction.agent_id}`) }, names.of(reaction.agent_id))],
        ['At', time(reaction.created_at)],
        ['Id', copyable(reaction.id)],
      ]),
      h('pre', { class: 'json', tabindex: '0', 'aria-label': 'Payload' }, JSON.stringify(reaction.payload, null, 2)),
      h('footer', {}, h('button', { type: 'submit', class: 'plain' }, 'Close'))));
  document.body.append(dialog);
  dialog.showModal();
  signal.addEventListener('abort', () => dialog.close());
}
