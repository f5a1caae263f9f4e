// The built service in the real workerd, with its own process to kill and start again.
//
// workerd is started by itself rather than by wrangler: it is up in a fraction of a second, its
// store can be made to fail, and it can be killed at any moment. `deployment.test.mjs` runs what
// wrangler makes of `wrangler.toml`.

import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import workerd from 'workerd';
import { build, compatibilityDate } from './places.mjs';
import { until } from './until.mjs';

/** One workerd with a folder of its own; `vars` are the worker's text bindings, `trusted` authorities it believes. */
export class Workerd {
  #folder;
  #process;
  /** Everything it said. */
  log = '';

  constructor(folder, storePort, vars, trusted = []) {
    this.#folder = folder;
    mkdirSync(join(folder, 'books'), { recursive: true });
    const names = readdirSync(`${build}worker`).filter(name => /\.(js|wasm)$/.test(name));
    names.forEach(name => copyFileSync(`${build}worker/${name}`, join(folder, name)));
    writeFileSync(join(folder, 'config.capnp'), config(names, storePort, vars, trusted));
  }

  /** Starts it and waits until it listens. */
  async start() {
    this.port = this.clockPort = undefined;
    const child = spawn(workerd.default ?? workerd, ['serve', 'config.capnp', '--experimental', '--control-fd=3'], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.#process = child;
    // Also when the stories themselves break off.
    process.once('exit', () => child.kill('SIGKILL'));
    let events = '';
    child.stdio[3].on('data', data => {
      events += data;
      const port = socket => Number(new RegExp(`"socket":"${socket}","port":(\\d+)`).exec(events)?.[1]) || undefined;
      [this.port, this.clockPort] = [port('http'), port('clock')];
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (this.log += data));
    await until('workerd listens', () => {
      if (child.exitCode !== null) throw new Error(`workerd ended: ${this.log}`);
      return this.port && this.clockPort;
    });
  }

  /** Lets the full hour strike: the cron of `wrangler.toml`. */
  async strike() {
    const answer = await fetch(`http://127.0.0.1:${this.clockPort}`);
    if (!answer.ok) throw new Error(`The hour did not strike: ${await answer.text()}`);
  }

  /** Ends it as a power cut would, and waits until it is gone. */
  async kill() {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise(done => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }
}

/** Cron events come from the platform; here they come from a worker that calls the handler. */
const CLOCK = `export default { async fetch(request, env) {
  const { outcome } = await env.HEARBACK.scheduled({ cron: '7 * * * *', scheduledTime: new Date() });
  return new Response(outcome, { status: outcome === 'ok' ? 200 : 500 });
} };`;

/** What the platform puts behind `cloudflare:email`; mail goes by SMTP here. */
const EMAIL = 'export default { EmailMessage: class {} };';

/** What the platform knows of a connection is told by the header `x-story-cf`, as JSON. */
const config = (names, storePort, vars, trusted) => {
  const text = value => JSON.stringify(value);
  // The entry comes first.
  const modules = names
    .sort((a, b) => (b === 'index.js') - (a === 'index.js'))
    .map(name => `(name = ${text(name)}, ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed ${text(name)})`);
  const certificates = trusted.map(text).join(', ');
  const bindings = Object.entries(vars).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "hearback", worker = .hearback),
    (name = "clock", worker = .clock),
    (name = "store", external = (address = "127.0.0.1:${storePort}", http = ())),
    (name = "books", disk = (path = "books", writable = true)),
    (name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustedCertificates = [${certificates}]))),
  ],
  extensions = [(modules = [(name = "cloudflare-internal:email", internal = true, esModule = ${text(EMAIL)})])],
  sockets = [
    (name = "http", address = "127.0.0.1:0", http = (cfBlobHeader = "x-story-cf"), service = "hearback"),
    (name = "clock", address = "127.0.0.1:0", http = (), service = "clock"),
  ],
);
const clock :Workerd.Worker = (
  modules = [(name = "clock.js", esModule = ${text(CLOCK)})],
  compatibilityDate = ${text(compatibilityDate())},
  compatibilityFlags = ["service_binding_extra_handlers"],
  bindings = [(name = "HEARBACK", service = "hearback")],
);
const hearback :Workerd.Worker = (
  modules = [${modules.join(', ')}],
  compatibilityDate = ${text(compatibilityDate())},
  bindings = [
    (name = "FACTS", kvNamespace = "store"),
    (name = "BOOKS", durableObjectNamespace = "BookObject"),
    ${bindings.join(', ')}
  ],
  durableObjectNamespaces = [(className = "BookObject", uniqueKey = "books", enableSql = true)],
  durableObjectStorage = (localDisk = "books"),
);
`;
};
