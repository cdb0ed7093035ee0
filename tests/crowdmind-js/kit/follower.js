import { connectHub } from './hub.js';
import { pause } from './eventually.js';

/** A subscriber that joins again after its last event whenever its connection is lost, and keeps all it was sent. */
export class Follower {
  #connection;
  #leaving = false;
  events = [];
  joins = 0;

  constructor(hubUrl, transport, experiment) {
    this.hubUrl = hubUrl;
    this.transport = transport;
    this.experiment = experiment;
  }

  get after() { return this.events.at(-1)?.seq ?? 0; }

  /** Follows until `leave`; fails when the server refuses the join. */
  async follow() {
    while (!this.#leaving) {
      try {
        await this.#joinOnce();
      } catch (failure) {
        if (/HubException/.test(failure.message)) throw failure;
        await pause(30);
      }
    }
  }

  async leave() {
    this.#leaving = true;
    await this.#connection?.stop();
  }

  async #joinOnce() {
    let lost;
    const closed = new Promise((resolve) => { lost = resolve; });
    const connection = await connectHub(this.hubUrl, this.transport);
    this.#connection = connection;
    connection.onclose(lost);
    connection.on('ReceiveEvents', (_, events) => this.events.push(...events));
    try {
      await connection.invoke('JoinExperiment', this.experiment.id, this.after);
      this.joins += 1;
      if (this.#leaving) return;
      await closed;
    } finally {
      await connection.stop();
    }
  }
}
