import type { Profile, ProfileBin, ProfileField } from '../../api/types.js';
import { Bars } from '../../charts/bars.js';
import { Histogram } from '../../charts/histogram.js';
import { facts } from '../../app/parts.js';
import { count, counted, number } from '../../dom/format.js';
import { h } from '../../dom/h.js';

const MostBars = 8;

/** What the rows are like: their labels, how learnable they are, and how each field lies. */
export function profile(of: Profile): HTMLElement {
  const labels = new Bars();
  labels.show(Object.entries(of.labels).map(([text, many]) => ({ text, count: many })).sort((a, b) => b.count - a.count), of.rows);
  return h('div', { class: 'profile' },
    h('article', { class: 'profile-field' }, h('h3', {}, 'label', h('span', { class: 'type' }, counted(Object.keys(of.labels).length, 'class', 'classes'))), labels.element, learnable(of)),
    of.fields.map(field));
}

function learnable({ baseline_accuracy: base, certificate }: Profile): HTMLElement {
  return facts([
    base === null ? undefined : ['Guessing gets right', percent(base)],
    certificate === null ? undefined : ['The best model can', h('span', { title: certificate.method }, percent(certificate.attainable_accuracy))],
  ]);
}

function field(of: ProfileField): HTMLElement {
  return h('article', { class: 'profile-field' },
    h('h3', {}, of.name, h('span', { class: 'type' }, of.type)), drawing(of), h('p', { class: 'caption' }, sentence(of)));
}

function drawing(of: ProfileField): HTMLElement {
  const repeats = of.top !== null && of.top.length > 0 && (of.distinct ?? 0) <= 2 * MostBars;
  if (repeats && !isNumber(of)) {
    const bars = new Bars();
    bars.show(of.top!.slice(0, MostBars).map(({ value, count: many }) => ({ text: String(value), count: many })), of.count);
    return bars.element;
  }
  const histogram = new Histogram();
  histogram.show(of.length_histogram !== undefined || of.type === 'integer' ? wholes(of) : of.histogram ?? [], `${of.name}: ${sentence(of)}`, true);
  return histogram.element;
}

function sentence(of: ProfileField): string {
  const prefix = of.length_histogram === undefined ? '' : 'length_';
  const [least, most, mean] = ['min', 'max', 'mean'].map((figure) => of[prefix + figure]);
  const parts = [
    prefix !== '' && least !== undefined ? `length ${say(least)} to ${say(most)}` : least !== undefined ? `${say(least)} to ${say(most)}` : '',
    mean !== undefined ? `mean ${say(mean)}` : '',
    of.distinct === undefined || of.distinct === 0 ? '' : counted(of.distinct, 'value'),
    of.nulls > 0 ? `${count(of.nulls)} without` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

// Bins narrower than one would leave gaps between whole numbers.
function wholes({ histogram, length_histogram }: ProfileField): ProfileBin[] {
  const bins: ProfileBin[] = [];
  for (const { from, to, count: many } of histogram ?? length_histogram ?? []) {
    const [least, last] = [Math.floor(from as number), bins.at(-1)];
    if (last !== undefined && (last.from as number) === least) bins[bins.length - 1] = { ...last, count: last.count + many };
    else bins.push({ from: least, to: Math.ceil(to as number), count: many });
  }
  return bins;
}

const isNumber = ({ type }: ProfileField): boolean => type === 'number' || type === 'integer';
const say = (value: unknown): string => (typeof value === 'number' ? number(value) : String(value).replace(/T.*$/, ''));
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
