import { randomUUID } from 'node:crypto';
import { pause } from './eventually.js';

/** The few REST calls these tests stand on. */
export class Rest {
  constructor(server, credential = undefined) {
    this.server = server;
    this.credentials = credential === undefined ? {} : { authorization: `Bearer ${credential}` };
  }

  async call(method, path, body, headers = {}) {
    const answer = await fetch(this.server.api + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...this.credentials, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${text}`), { status: answer.status });
    }
    return text === '' ? null : JSON.parse(text);
  }

  experiment(name = 'crowd') { return this.call('POST', '/experiments', { name }); }

  agent(name = 'ada') { return this.call('POST', '/agents', { name, type: 'digital' }); }

  dataset(name = 'rows') { return this.call('POST', '/datasets', { name }); }

  /** Asks for rows without waiting for them; gives the job. */
  generateLater(dataset, rows) {
    return this.call('POST', `/datasets/${dataset.id}/generate?n=${rows}&seed=1`, undefined, { prefer: 'respond-async' });
  }

  start(experiment) { return this.call('POST', `/experiments/${experiment.id}/start`); }

  stop(experiment) { return this.call('POST', `/experiments/${experiment.id}/stop`); }

  publish(experiment, agent, payload = { mood: 'calm' }, id = undefined) {
    return this.call('POST', '/reactions', { experiment_id: experiment.id, agent_id: agent.id, payload, id });
  }

  /** Posts `count` reactions one after another, each until it is acknowledged, and returns the acknowledged ones. */
  async publishMany(experiment, agent, count, everyMilliseconds = 0) {
    const acknowledged = [];
    for (let n = 1; n <= count; n += 1) {
      acknowledged.push(await this.#publishUntilAcknowledged(experiment, agent, { n }));
      if (everyMilliseconds > 0) await pause(everyMilliseconds);
    }
    return acknowledged;
  }

  async #publishUntilAcknowledged(experiment, agent, payload) {
    const id = randomUUID();
    const deadline = Date.now() + 20_000;
    for (;;) {
      try {
        return await this.publish(experiment, agent, payload, id);
      } catch (failure) {
        if ((failure.status ?? 503) !== 503 || Date.now() > deadline) throw failure;
        await pause(20);
      }
    }
  }
}
