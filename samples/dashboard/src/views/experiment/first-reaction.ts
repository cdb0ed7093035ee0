import { mayEdit } from '../../access/caller.js';
import { credential } from '../../access/credential.js';
import { at } from '../../api/http.js';
import { copyable } from '../../app/parts.js';
import { h } from '../../dom/h.js';

/** How the first reaction comes about, for whoever looks at an empty log. */
export function firstReaction(experiment: string): HTMLElement {
  if (!mayEdit()) return h('div', { class: 'first-steps' }, h('p', {}, 'Nothing has been said here yet.'));
  const api = location.origin + at('');
  const key = credential() === undefined ? '' : ` -H "Authorization: Bearer $CROWDMIND_KEY"`;
  const agent = `curl -s ${api}/agents${key} -H 'content-type: application/json' -d '{"name":"Ada","type":"digital"}'`;
  const reaction = `curl -s ${api}/reactions${key} -H 'content-type: application/json' -d '{"experiment_id":"${experiment}","agent_id":"AGENT","payload":{"mood":"curious","score":0.8}}'`;
  return h('div', { class: 'first-steps' },
    h('p', {}, 'Nothing has been said here yet. Make an agent, and let it react:'),
    h('ol', {}, h('li', {}, copyable(agent)), h('li', {}, copyable(reaction))),
    h('p', { class: 'caption' }, 'Or let a crowd do it: ', h('code', {}, `dotnet run --project samples/crowd -- --experiment ${experiment}`)));
}
