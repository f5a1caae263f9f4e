// The address that browsers know: static files first, as Cloudflare serves them, then the worker.

import { createServer, request as ask } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { build } from './places.mjs';
import { listen } from './listen.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
};

/** `port` tells where the worker listens now; where it does not, the connection breaks. */
export class Edge {
  /** Paths that were asked for. */
  requests = [];
  #server;

  constructor(port) {
    this.#server = createServer((request, response) => {
      const path = request.url.split('?')[0];
      this.requests.push(`${request.method} ${path}`);
      const file = request.method === 'GET' && fileOf(path);
      if (file) return serve(path, file, response);
      return forward(port(), request, response);
    });
  }

  async open() {
    this.port = await listen(this.#server);
    this.origin = `http://127.0.0.1:${this.port}`;
    return this;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const fileOf = path => {
  const file = join(`${build}www`, normalize(decodeURIComponent(path)));
  return statSync(file, { throwIfNoEntry: false })?.isFile() && file;
};

const serve = (path, file, response) => {
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  for (const [name, value] of headersOf(path)) response.setHeader(name, value);
  response.end(readFileSync(file));
};

/** What `_headers` says of a path (https://developers.cloudflare.com/workers/static-assets/headers/). */
const headersOf = path => {
  const file = `${build}www/_headers`;
  if (!statSync(file, { throwIfNoEntry: false })) return [];
  const found = [];
  let matches = false;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value] = /^\s+([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    if (name) matches && found.push([name, value]);
    else matches = new RegExp(`^${line.trim().replace(/[.+?^$()[\]{}|\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(path);
  }
  return found;
};

const forward = (port, request, response) => {
  if (!port) return request.socket.destroy();
  // A story may say from where somebody asks.
  const from = request.headers['x-story-address'] ?? request.socket.remoteAddress;
  const headers = { ...request.headers, 'cf-connecting-ip': from };
  const { method, url: path } = request;
  const onward = ask({ host: '127.0.0.1', port, method, path, headers }, answer => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
  });
  // What workerd did not answer breaks for the asker too.
  onward.on('error', () => request.socket.destroy());
  return request.pipe(onward);
};
