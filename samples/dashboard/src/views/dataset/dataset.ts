import { forEditors, mayEdit } from '../../access/caller.js';
import { datasets } from '../../api/calls.js';
import { at } from '../../api/http.js';
import type { Dataset, DatasetRow, Job, Profile } from '../../api/types.js';
import { done } from '../../app/announce.js';
import { confirm } from '../../app/dialog.js';
import { loaded } from '../../app/loaded.js';
import { button, copyable, download, facts, heading, nothing, panel } from '../../app/parts.js';
import { go, type View } from '../../app/router.js';
import { bytes, count, counted, short, time } from '../../dom/format.js';
import { fill, h } from '../../dom/h.js';
import { watch } from '../../live/hub.js';
import { GeneratePanel, isOver } from './generate-panel.js';
import { profile } from './profile-panel.js';
import { sample } from './rows-panel.js';

interface Whole {
  readonly dataset: Dataset;
  readonly profile: Profile | undefined;
  readonly rows: readonly DatasetRow[];
}

/** One dataset: how its rows are made, what they are like, where they are to be had. */
export const datasetView: View = (place, life, id) => {
  const again = loaded<Whole>(place, life, {
    load: (signal) => load(id, signal),
    rows: 8,
    show: (where, first) => {
      const { dataset } = first;
      document.title = `${dataset.name} · CrowdMind`;
      const [figures, downloads, content] = [h('div'), h('div', { class: 'actions' }), h('div')];
      if (!mayEdit()) watch<Job>('Dataset', id, life, (job) => { if (isOver(job)) void again(); });
      fill(where,
        heading([dataset.name, h('span', { class: 'version-tag' }, dataset.version)],
          [downloads, forEditors(() => button('Delete', 'trash', 'plain', () => remove(dataset)))], { path: 'datasets', name: 'Datasets' }),
        figures, forEditors(() => panel('Make rows', new GeneratePanel(id, life, () => void again()).element)), content);
      const update = (now: Whole): void => {
        fill(figures, figuresOf(now.dataset));
        fill(downloads, now.dataset.row_count > 0 && downloadsOf(id));
        fill(content, ...contentOf(now));
      };
      update(first);
      return update;
    },
  });
};

async function load(id: string, signal: AbortSignal): Promise<Whole> {
  const dataset = await datasets.get(id, signal);
  if (dataset.row_count === 0) return { dataset, profile: undefined, rows: [] };
  const [profile, rows] = await Promise.all([datasets.profile(id, signal), datasets.rows(id, 20, signal)]);
  return { dataset, profile, rows: rows.items };
}

const figuresOf = ({ id, row_count, bytes: stored, labels, checksum, created_at }: Dataset): HTMLElement => facts([
  ['Rows', count(row_count)],
  ['Stored', bytes(stored)],
  ['Labels', labels.join(', ')],
  ['Created', time(created_at)],
  ['Checksum', checksum === null ? '–' : copyable(checksum, short(checksum))],
  ['Id', copyable(id, short(id))],
]);

function downloadsOf(id: string): HTMLElement[] {
  const rows = at(`/datasets/${id}/export`);
  return [download('CSV', `${rows}?format=csv&layout=flat`), download('JSON lines', `${rows}?format=jsonl`)];
}

function contentOf({ dataset, profile: of, rows }: Whole): HTMLElement[] {
  const schema = panel('Schema', h('pre', { class: 'json', tabindex: '0', 'aria-label': 'Schema' },
    dataset.schema === null ? 'none: the default rows' : JSON.stringify(dataset.schema, null, 2)));
  return of === undefined
    ? [nothing('datasets', 'No rows yet', 'Choose how many above. Rows of one seed are the same on every server.'), schema]
    : [panel('Profile', profile(of)), panel('First rows', sample(rows)), schema];
}

async function remove({ id, name, row_count }: Dataset): Promise<void> {
  const deleted = await confirm(`Delete “${name}”?`, `Its ${counted(row_count, 'row')} are deleted with it. This cannot be undone.`,
    'Delete', () => datasets.delete(id));
  if (!deleted) return;
  done(`“${name}” was deleted.`);
  go('datasets');
}
