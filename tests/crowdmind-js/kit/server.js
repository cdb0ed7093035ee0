import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.js';

const builtDll = fileURLToPath(
  new URL('../../../src/CrowdMind.Server/bin/Debug/net10.0/CrowdMind.Server.dll', import.meta.url));

/** One real CrowdMind process on a free port of 127.0.0.1, with a data folder that outlives its restarts. */
export class CrowdMindServer {
  #process;
  #settings;
  #said = '';

  static async start(settings = {}) {
    const server = new CrowdMindServer();
    server.dataDir = await mkdtemp(join(tmpdir(), 'crowdmind-js-'));
    server.port = await freePort();
    server.#settings = settings;
    await server.#launch();
    return server;
  }

  get url() { return `http://127.0.0.1:${this.port}`; }

  get api() { return `${this.url}/api/v1`; }

  get hub() { return `${this.url}/hubs/experiments`; }

  /** Ends the process as a power cut would, and waits until it is gone. */
  async kill() {
    const dying = this.#process;
    if (dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    process.kill(dying.pid, 'SIGKILL');
    await gone;
  }

  /** Comes up again on the same port with the same data. */
  async restart() {
    await this.kill();
    await this.#launch();
  }

  async dispose() {
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #launch() {
    this.#said = '';
    this.#process = spawn('dotnet', [process.env.CROWDMIND_SERVER_DLL ?? builtDll], {
      cwd: this.dataDir,
      env: {
        ...process.env, ENV: 'dev', HOST: '127.0.0.1', PORT: String(this.port), DATA_DIR: this.dataDir,
        LOG_LEVEL: 'WARNING', ...this.#settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const listen = (text) => { this.#said = (this.#said + text).slice(-4000); };
    this.#process.stdout.on('data', listen);
    this.#process.stderr.on('data', listen);
    const orphaned = this.#process.pid;
    process.once('exit', () => { try { process.kill(orphaned, 'SIGKILL'); } catch { /* gone already */ } });
    await eventually(() => `a ready server; it said: ${this.#said}`, async () => {
      if (this.#process.exitCode !== null) throw new Error(`the server stopped at its start: ${this.#said}`);
      return fetch(`${this.url}/health/ready`).then((answer) => answer.ok, () => false);
    }, 30);
  }
}

// Below the ephemeral range: otherwise a client that reconnects while the server is down can take its port.
async function freePort() {
  for (;;) {
    const port = 15000 + Math.floor(Math.random() * 17000);
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
