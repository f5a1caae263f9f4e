// One workerd with several workers side by side, each on a port of its own.

import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import workerd from 'workerd';
import { build, compatibilityDate } from '../../stories/harness/places.mjs';
import { until } from '../../stories/harness/until.mjs';

const here = name => fileURLToPath(new URL(name, import.meta.url));
const text = value => JSON.stringify(value);
/** `getconf CLK_TCK` of every Linux: the unit of `/proc/PID/stat`. */
const TICK_MS = 10;

/** The built service's modules, the entry first. */
export const SERVICE = readdirSync(`${build}worker`)
  .filter(name => /\.(js|wasm)$/.test(name))
  .sort((a, b) => (b === 'index.js') - (a === 'index.js'))
  .map(name => `${build}worker/${name}`);
export const COUNTING_SERVICE = [here('counting_book.mjs'), ...SERVICE];
export const FLOOR = [here('floor.mjs')];
export const SILENT_BOOK = [here('silent_book.mjs')];

/** Text bindings, as they stand in a worker's configuration. */
export const vars = values => Object.entries(values).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
export const STORE = '(name = "FACTS", kvNamespace = "store")';
export const OWN_BOOKS = '(name = "BOOKS", durableObjectNamespace = "BookObject")';
export const SILENT_BOOKS = '(name = "BOOKS", durableObjectNamespace = (className = "SilentBook", serviceName = "silent"))';

/** `workers`: `{ name, modules, bindings, book }`, `book` being the class of a Durable Object. */
export class Workerd {
  #process;
  #folder;
  /** Everything it said. */
  log = '';
  /** Ports by the workers' names. */
  ports = {};

  constructor(folder, storePort, workers) {
    this.#folder = folder;
    this.workers = workers;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'books'), { recursive: true });
    for (const { name, modules } of workers) {
      mkdirSync(join(folder, name), { recursive: true });
      modules.forEach(module => copyFileSync(module, join(folder, name, basename(module))));
    }
    writeFileSync(join(folder, 'config.capnp'), config(storePort, workers));
  }

  async start() {
    const child = spawn(workerd.default ?? workerd, ['serve', 'config.capnp', '--experimental', '--control-fd=3'], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.#process = child;
    process.once('exit', () => child.kill('SIGKILL'));
    for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (this.log += data));
    let events = '';
    child.stdio[3].on('data', data => (events += data));
    await until('workerd listens', () => {
      if (child.exitCode !== null) throw new Error(`workerd ended: ${this.log}`);
      const listens = [...events.matchAll(/"socket":"(\w+)","port":(\d+)/g)];
      this.ports = Object.fromEntries(listens.map(([, name, port]) => [name, Number(port)]));
      return listens.length === this.workers.length;
    });
    return this;
  }

  /** Processor time since it started, in milliseconds: user and system, all threads. */
  cpuMs() {
    const stat = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8');
    // The name, in brackets, may hold spaces; the fields after it begin with the third.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  kill() {
    this.#process.kill('SIGKILL');
  }
}

/** What the platform puts behind `cloudflare:email`; mail goes by SMTP here. */
const EMAIL = 'export default { EmailMessage: class {} };';

const config = (storePort, workers) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ${workers.map(({ name }) => `(name = ${text(name)}, worker = .${name}),`).join('\n    ')}
    (name = "store", external = (address = "127.0.0.1:${storePort}", http = ())),
    (name = "books", disk = (path = "books", writable = true)),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  extensions = [(modules = [(name = "cloudflare-internal:email", internal = true, esModule = ${text(EMAIL)})])],
  sockets = [
    ${workers.map(({ name }) => `(name = ${text(name)}, address = "127.0.0.1:0", http = (), service = ${text(name)}),`).join('\n    ')}
  ],
);
${workers.map(worker).join('\n')}`;

const worker = ({ name, modules, bindings = [], book }) => `const ${name} :Workerd.Worker = (
  modules = [${modules.map(path => module(name, basename(path))).join(', ')}],
  compatibilityDate = ${text(compatibilityDate())},
  bindings = [${bindings.join(', ')}],
  ${book ? `durableObjectNamespaces = [(className = ${text(book)}, uniqueKey = ${text(name)}, enableSql = true)],
  durableObjectStorage = (localDisk = "books"),` : ''}
);`;

const module = (folder, name) =>
  `(name = ${text(name)}, ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed ${text(`${folder}/${name}`)})`;
