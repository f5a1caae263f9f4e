// Workers KV as a service of its own, as it is in production: it outlives the worker, and it can
// fail. It speaks what workerd speaks to a `kvNamespace` binding.
//
// Not here: staleness; the simulation has it.

import { createServer } from 'node:http';
import { listen } from './listen.mjs';

const KEYS_PER_LIST_MAX = 1_000;

/** Keys and values; `fault` may spoil a request. */
export class Store {
  /** Key to `{ value, metadata }`. */
  entries = new Map();
  /** Every request's method and key, for asserting on costs. */
  requests = [];
  /**
   * Asked before each request with `{ method, key }`: `'refuse'` fails it, `'commit'` performs it
   * and fails then, anything else lets it pass.
   */
  fault = () => undefined;

  #server = createServer((request, response) => this.#answer(request, response));

  async open() {
    this.port = await listen(this.#server);
    return this;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The keys that begin with a prefix, in byte order. */
  keys(prefix) {
    return [...this.entries.keys()].filter(key => key.startsWith(prefix)).sort();
  }

  put(key, value) {
    this.entries.set(key, { value: Buffer.from(value) });
  }

  async #answer(request, response) {
    const url = new URL(request.url, 'http://store');
    const key = decodeURIComponent(url.pathname.slice(1));
    const { method } = request;
    // A body that nobody reads would keep workerd waiting.
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    this.requests.push({ method, key });
    const fault = this.fault({ method, key });
    if (fault === 'refuse') return response.writeHead(503).end();
    const perform = this[`perform${method}`] ?? (() => response.writeHead(405).end());
    if (fault !== 'commit') return perform.call(this, response, { url, key, body, request });
    perform.call(this, { writeHead: () => ({ end() {} }) }, { url, key, body, request });
    return response.writeHead(500).end();
  }

  performGET(response, { url, key }) {
    if (!key) return json(response, this.#list(url.searchParams));
    const entry = this.entries.get(key);
    if (!entry) return response.writeHead(404).end();
    const headers = entry.metadata ? { 'cf-kv-metadata': entry.metadata } : {};
    return response.writeHead(200, headers).end(entry.value);
  }

  performPUT(response, { key, body, request }) {
    this.entries.set(key, { value: body, metadata: request.headers['cf-kv-metadata'] });
    return response.writeHead(200).end();
  }

  performDELETE(response, { key }) {
    this.entries.delete(key);
    return response.writeHead(200).end();
  }

  /** `/bulk/get` */
  performPOST(response, { body }) {
    const value = key => this.entries.get(key)?.value.toString() ?? null;
    const { keys } = JSON.parse(body);
    return json(response, Object.fromEntries(keys.map(key => [key, value(key)])));
  }

  #list(parameters) {
    const after = parameters.get('cursor') ?? '';
    const most = Number(parameters.get('key_count_limit') ?? KEYS_PER_LIST_MAX);
    const all = this.keys(parameters.get('prefix') ?? '').filter(key => key > after);
    const page = all.slice(0, most);
    const whole = page.length === all.length;
    const keys = page.map(name => ({ name, metadata: this.entries.get(name).metadata }));
    return { keys, list_complete: whole, cursor: whole ? undefined : page.at(-1) };
  }
}

const json = (response, value) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
