import { Refusal } from '../api/http.js';
import { h, type Child } from '../dom/h.js';
import { iconButton } from './parts.js';

/** A form in a dialog. */
export interface FormDialog {
  readonly title: string;
  readonly fields: readonly FormField[];
  readonly before?: Child;
  readonly action: string;
  readonly danger?: boolean;
  /** Does it; what it throws is shown at its field, or below all of them. */
  readonly submit: (values: FormValues) => Promise<unknown>;
}

/** A field of a form. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly kind?: 'text' | 'json' | 'number' | 'words' | 'check' | readonly (readonly [value: string, label: string])[];
  readonly required?: boolean;
}

/** What was filled in; `undefined` where nothing was. */
export type FormValues = Readonly<Record<string, unknown>>;

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Opens a dialog; resolves when it is closed, with whether it did what it was for. */
export function ask({ title, fields, before, action, danger, submit }: FormDialog): Promise<boolean> {
  return new Promise((resolve) => {
    const inputs = new Map(fields.map((field) => [field, inputOf(field)]));
    const problem = h('p', { class: 'problem', role: 'alert' });
    const act = h('button', { type: 'submit', class: danger === true ? 'danger' : 'primary' }, action);
    let did = false;
    const form: HTMLFormElement = h('form', { method: 'dialog', novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      void send();
    } },
    h('header', {}, h('h2', { id: 'dialog-title' }, title), iconButton('Close', 'close', (): void => dialog.close())),
    before && h('div', { class: 'dialog-text' }, before),
    [...inputs].map(([field, input]) => fieldOf(field, input)),
    problem,
    h('footer', {}, h('button', { type: 'button', class: 'plain', onclick: () => dialog.close() }, 'Cancel'), act));
    const dialog: HTMLDialogElement = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => {
      dialog.remove();
      resolve(did);
    } }, form);

    const send = async (): Promise<void> => {
      for (const [field, input] of inputs) mark(field, input, undefined);
      problem.textContent = '';
      act.disabled = true;
      try {
        await submit(valuesOf(inputs));
        did = true;
        dialog.close();
      } catch (failure) {
        show(failure, inputs, problem);
      } finally {
        act.disabled = false;
      }
    };

    document.body.append(dialog);
    dialog.showModal();
    [...inputs.values()][0]?.focus();
  });
}

/** Asks whether something that cannot be undone is really wanted, and does it. */
export const confirm = (title: string, text: Child, action: string, submit: () => Promise<unknown>): Promise<boolean> =>
  ask({ title, fields: [], before: text, action, danger: true, submit });

/** What is wrong with one field of a form. */
class FieldProblem extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

function valuesOf(inputs: ReadonlyMap<FormField, Input>): FormValues {
  const values: Record<string, unknown> = {};
  for (const [field, input] of inputs) values[field.name] = valueOf(field, input);
  return values;
}

function valueOf({ name, label, kind, required }: FormField, input: Input): unknown {
  if (kind === 'check') return (input as HTMLInputElement).checked;
  const text = input.value.trim();
  if (text === '') {
    if (required === true) throw new FieldProblem(name, `${label} is wanted.`);
    return undefined;
  }
  if (kind === 'number') return numberOf(name, text);
  if (kind === 'words') return text.split(',').map((word) => word.trim()).filter((word) => word !== '');
  return kind === 'json' ? objectOf(name, text) : text;
}

function numberOf(name: string, text: string): number {
  const value = Number(text.replaceAll(/[ _]/g, ''));
  if (!Number.isFinite(value)) throw new FieldProblem(name, `'${text}' is no number.`);
  return value;
}

function objectOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    throw new FieldProblem(name, `It is not valid JSON: ${(failure as Error).message}`);
  }
}

function show(failure: unknown, inputs: ReadonlyMap<FormField, Input>, problem: HTMLElement): void {
  const errors: Readonly<Record<string, readonly string[]>> = failure instanceof FieldProblem
    ? { [failure.field]: [failure.message] }
    : failure instanceof Refusal ? failure.errors : {};
  let first: Input | undefined;
  for (const [path, messages] of Object.entries(errors)) {
    const found = [...inputs].find(([field]) => path === field.name || path.startsWith(`${field.name}.`) || path.startsWith(`${field.name}[`));
    if (found === undefined) continue;
    mark(found[0], found[1], messages.join(' '));
    first ??= found[1];
  }
  if (first === undefined) problem.textContent = failure instanceof Error ? failure.message : String(failure);
  else first.focus();
}

function mark({ name }: FormField, input: Input, message: string | undefined): void {
  const place = input.form?.querySelector(`#wrong-${name}`);
  if (place) place.textContent = message ?? '';
  if (message === undefined) input.removeAttribute('aria-invalid');
  else input.setAttribute('aria-invalid', 'true');
}

function inputOf({ name, value = '', kind = 'text', hint, required }: FormField): Input {
  const common = { id: `field-${name}`, name, 'aria-describedby': `${hint ? `hint-${name} ` : ''}wrong-${name}`, required, autocomplete: 'off' };
  if (kind === 'json') return h('textarea', { ...common, rows: 5, spellcheck: 'false' }, value);
  if (kind === 'check') return h('input', { ...common, type: 'checkbox', checked: value !== '' });
  if (typeof kind !== 'string') {
    return h('select', common, kind.map(([option, label]) => h('option', { value: option, selected: option === value }, label)));
  }
  return h('input', { ...common, type: 'text', value, inputmode: kind === 'number' ? 'numeric' : undefined });
}

function fieldOf({ name, label, hint, required, kind }: FormField, input: Input): HTMLElement {
  return h('div', { class: kind === 'check' ? 'field check' : 'field' },
    h('label', { for: `field-${name}` }, label, required !== true && kind !== 'check' && typeof kind !== 'object' && h('span', { class: 'optional' }, ' optional')),
    input,
    hint && h('p', { class: 'hint', id: `hint-${name}` }, hint),
    h('p', { class: 'problem', id: `wrong-${name}`, role: 'alert' }));
}
