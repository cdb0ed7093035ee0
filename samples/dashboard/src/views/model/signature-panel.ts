import type { ModelSignature, TensorSignature } from '../../api/types.js';
import { facts } from '../../app/parts.js';
import { bytes, count, number } from '../../dom/format.js';
import { h } from '../../dom/h.js';

/** A tensor in short: its type and shape. */
export const tensor = ({ dtype, shape, shape_signature }: TensorSignature): string =>
  `${dtype} ${shape.length === 0 ? 'scalar' : shape.map((size, index) => (shape_signature?.[index] === -1 ? '?' : size)).join('×')}`;

/** What a model takes, gives and needs. */
export function signature(of: ModelSignature): HTMLElement {
  return h('div', { class: 'signature' },
    facts([
      ['Weights', bytes(of.weights_bytes)],
      ['Memory while it runs', h('span', { title: of.arena_method }, of.arena_bytes === null ? 'not known before' : `about ${bytes(of.arena_bytes)}`)],
      ['Tensors', count(of.tensors)],
      ['Subgraphs', count(of.subgraphs)],
      ['Schema', String(of.schema_version)],
      of.description ? ['Description', of.description] : undefined,
      of.labels === null ? undefined : ['Labels in the file', of.labels.slice(0, 20).join(', ')],
    ]),
    tensors('Inputs', of.inputs), tensors('Outputs', of.outputs), operators(of), metadata(of));
}

function tensors(title: string, of: readonly TensorSignature[]): HTMLElement {
  return table(title, ['Name', 'Type', 'Shape', 'Quantisation'], of.map((one) => [
    one.name ?? '', one.dtype, tensor(one).slice(one.dtype.length + 1), quantisation(one),
  ]));
}

function quantisation({ quantization: of }: TensorSignature): string {
  const [scale, zero] = [of?.scale[0], of?.zero_point[0]];
  if (of === null || scale === undefined || zero === undefined) return '';
  return of.scale.length > 1 ? `${of.scale.length} scales` : `${number(scale)} × (q − ${zero})`;
}

const operators = (of: ModelSignature): HTMLElement => table('Operators', ['Name', 'Version', 'Used'],
  [...of.operators].sort((a, b) => b.count - a.count).map(({ name, version, custom, count: many }) => [custom ? `${name} (custom)` : name, String(version), count(many)]));

const metadata = (of: ModelSignature): HTMLElement | false => of.metadata.length > 0
  && table('Metadata', ['Name', 'Size'], of.metadata.map(({ name, bytes: size }) => [name, bytes(size)]));

function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  return h('div', { class: 'scroll-x', tabindex: '0', role: 'region', 'aria-label': title },
    h('table', { class: 'table dense' }, h('caption', {}, title),
      h('thead', {}, h('tr', {}, columns.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell) => h('td', {}, cell)))))));
}
