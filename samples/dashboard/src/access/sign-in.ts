import { known } from '../api/http.js';
import { h } from '../dom/h.js';
import { learnCaller } from './caller.js';
import { credential, hasEnded } from './credential.js';

/** Resolves once it is known who looks: at once where the server knows, else after a sign-in. */
export async function enter(): Promise<void> {
  const ended = hasEnded();
  const wrong = await learnCaller();
  if (wrong !== undefined) await signIn(ended ? 'Your session has ended. Sign in to go on.' : credential() === undefined ? '' : wrong);
}

/** Asks for a key until one is good. */
function signIn(first: string): Promise<void> {
  return new Promise((resolve) => {
    document.title = `Sign in · ${known().app}`;
    const input = h('input', {
      id: 'credential', name: 'credential', type: 'password', autocomplete: 'current-password', required: true, spellcheck: 'false',
      'aria-describedby': 'credential-hint credential-wrong',
    });
    const problem = h('p', { class: 'problem', id: 'credential-wrong', role: 'alert' }, first);
    const act = h('button', { type: 'submit', class: 'primary' }, 'Sign in');
    const page = h('main', { class: 'alone' },
      h('h1', {}, h('span', { class: 'mark', 'aria-hidden': 'true' }), known().app),
      h('form', { class: 'sheet sign-in', novalidate: true, onsubmit: (event) => {
        event.preventDefault();
        void send();
      } },
      h('div', { class: 'field' }, h('label', { for: 'credential' }, 'API key or token'), input,
        h('p', { class: 'hint', id: 'credential-hint' }, 'Whoever runs this server gives you one. It is kept until this tab is closed.'), problem),
      act));

    const send = async (): Promise<void> => {
      const text = input.value.trim();
      problem.textContent = '';
      act.disabled = true;
      const wrong = text === '' ? 'A key or a token is wanted.'
        : /^[!-~]+$/.test(text) ? await learnCaller(text).catch((failure: unknown) => (failure instanceof Error ? failure.message : String(failure)))
          : 'It holds a character that no key has; copy it once more.';
      act.disabled = false;
      if (wrong === undefined) {
        page.remove();
        return resolve();
      }
      problem.textContent = wrong;
      input.setAttribute('aria-invalid', 'true');
      input.focus();
    };

    document.body.append(page);
    input.focus();
  });
}
