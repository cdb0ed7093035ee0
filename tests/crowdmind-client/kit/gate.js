import { Agent, createServer, request } from 'node:http';
import { connect } from 'node:net';

/**
 * A reverse proxy before the server that a test can set: `refuse(request)` gives a status for requests that do not pass, and
 * `upgrades` says what happens to WebSockets: they `pass`, are `refused`, or `swallowed` without an answer.
 */
export class Gate {
  refuse = () => undefined;
  upgrades = 'pass';
  requests = [];
  #listener;
  #sockets = new Set();
  #agent = new Agent({ keepAlive: false });

  static async before(server) {
    const gate = new Gate();
    gate.#listener = createServer((incoming, outgoing) => gate.#forward(server.port, incoming, outgoing));
    gate.#listener.on('upgrade', (incoming, socket, head) => gate.#upgrade(server.port, incoming, socket, head));
    gate.#listener.on('connection', (socket) => gate.#sockets.add(socket));
    await new Promise((resolve) => gate.#listener.listen(0, '127.0.0.1', resolve));
    return gate;
  }

  get url() { return `http://127.0.0.1:${this.#listener.address().port}`; }

  /** Cuts all that goes through. */
  cut() {
    this.#sockets.forEach((socket) => socket.destroy());
    this.#sockets.clear();
  }

  dispose() {
    this.cut();
    return new Promise((resolve) => this.#listener.close(resolve));
  }

  #forward(port, incoming, outgoing) {
    this.requests.push(incoming);
    const status = this.refuse(incoming);
    if (status !== undefined) return void outgoing.writeHead(status).end();
    const upstream = request(
      { host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers: incoming.headers, agent: this.#agent },
      (answer) => answer.pipe(outgoing.writeHead(answer.statusCode, answer.headers)));
    upstream.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  }

  #upgrade(port, incoming, socket, head) {
    this.requests.push(incoming);
    socket.on('error', () => socket.destroy());
    if (this.upgrades === 'swallowed') return;
    const status = this.upgrades === 'refused' ? 403 : this.refuse(incoming);
    if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    const upstream = connect(port, '127.0.0.1', () => {
      const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
      upstream.write(`GET ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    upstream.on('close', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  }
}
