import { connect, createServer } from 'node:net';

/** A TCP proxy between a client and the server whose connections a test can reset. */
export class CuttingProxy {
  #pairs = new Set();
  #listener;
  cuts = 0;

  static async before(server) {
    const proxy = new CuttingProxy();
    proxy.#listener = createServer((client) => proxy.#join(client, server.port));
    await new Promise((resolve) => proxy.#listener.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url() { return `http://127.0.0.1:${this.#listener.address().port}`; }

  get hub() { return `${this.url}/hubs/experiments`; }

  /** Resets every connection that goes through: no close frame, no goodbye. Returns how many there were. */
  cut() {
    this.cuts += 1;
    const there = this.#pairs.size;
    for (const [client, upstream] of this.#pairs) {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    }
    return there;
  }

  dispose() {
    this.cut();
    return new Promise((resolve) => this.#listener.close(resolve));
  }

  #join(client, port) {
    const upstream = connect(port, '127.0.0.1');
    const pair = [client, upstream];
    this.#pairs.add(pair);
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      from.setNoDelay(true);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => { to.destroy(); this.#pairs.delete(pair); });
    }
  }
}
