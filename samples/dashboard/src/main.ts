import './styles/tokens.css';
import './styles/page.css';
import './styles/parts.css';
import './styles/data.css';
import { mayMakeKeys } from './access/caller.js';
import { leave } from './access/credential.js';
import { enter } from './access/sign-in.js';
import { meet, Unreachable, whenRefused } from './api/http.js';
import { Router, type Route } from './app/router.js';
import { reached, Shell } from './app/shell.js';
import { applyTheme } from './app/theme.js';
import { h } from './dom/h.js';
import { agentView } from './views/agent/agent.js';
import { agentsView } from './views/agent/agents.js';
import { datasetView } from './views/dataset/dataset.js';
import { datasetsView } from './views/dataset/datasets.js';
import { newDatasetView } from './views/dataset/new-dataset.js';
import { experimentView } from './views/experiment/experiment.js';
import { experimentsView } from './views/experiment/experiments.js';
import { keysView } from './views/key/keys.js';
import { modelView } from './views/model/model.js';
import { modelsView } from './views/model/models.js';

const routes: readonly Route[] = [
  { path: 'experiments', title: 'Experiments', view: experimentsView },
  { path: 'experiments/*', title: 'Experiment', view: experimentView },
  { path: 'agents', title: 'Agents', view: agentsView },
  { path: 'agents/*', title: 'Agent', view: agentView },
  { path: 'models', title: 'Models', view: modelsView },
  { path: 'models/*', title: 'Model', view: modelView },
  { path: 'datasets', title: 'Datasets', view: datasetsView },
  { path: 'datasets/new', title: 'New dataset', view: newDatasetView },
  { path: 'datasets/*', title: 'Dataset', view: datasetView },
];

const keysRoute: Route = { path: 'keys', title: 'Keys', view: keysView };

applyTheme();
try {
  await meet((answered) => reached.set(answered));
  await enter();
  whenRefused(() => leave(true));
  const shell = new Shell();
  new Router(mayMakeKeys() ? [...routes, keysRoute] : routes, shell.place, (route) => shell.arrived(route.path)).start();
} catch (failure) {
  const away = failure instanceof Unreachable;
  document.body.append(h('main', { class: 'alone' },
    h('h1', {}, away ? 'The server does not answer' : 'The dashboard cannot begin'),
    h('p', {}, away ? 'This page came from it a moment ago. Once it runs again, load the page anew.' : String((failure as Error).message)),
    h('p', {}, h('button', { type: 'button', class: 'primary', onclick: () => location.reload() }, 'Load again'))));
}
