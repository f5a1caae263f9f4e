// A website of somebody else, on an origin of its own, that carries the script tag.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { root } from './places.mjs';
import { listen } from './listen.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml' };
const COMMITTED_SERVICE = 'http://127.0.0.1:8787';

/** Serves the demo shop, and pages that stories put beside it. */
export class Shop {
  #pages = new Map();
  #server = createServer((request, response) => this.#answer(request.url.split('?')[0], response));

  async open() {
    this.port = await listen(this.#server);
    // Not the service's host: cookies and storage must not be shared even by accident.
    this.origin = `http://localhost:${this.port}`;
    return this;
  }

  /** Tells where the service is, which opens after the shop. */
  serves(service) {
    this.service = service;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The usual script tag, with more attributes. */
  tag(attributes = '') {
    return `<script src="${this.service}/widget.js" data-site="demo" async ${attributes}></script>`;
  }

  /** Puts a page and returns its address. `head` and `body` are HTML. */
  page(path, { head = '', body = '', headers = {} } = {}) {
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${path}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">${head}</head><body>${body}</body></html>`;
    this.#pages.set(path, { html, headers });
    return this.origin + path;
  }

  /** The demo shop itself. */
  get front() {
    return `${this.origin}/`;
  }

  #answer(path, response) {
    const page = this.#pages.get(path);
    if (page) {
      const headers = { 'content-type': TYPES['.html'], ...page.headers };
      return response.writeHead(200, headers).end(page.html);
    }
    return this.#demo(path === '/' ? '/index.html' : path, response);
  }

  #demo(path, response) {
    const type = TYPES[extname(path)];
    if (!type || !/^\/[a-z.]+$/.test(path)) return response.writeHead(404).end();
    try {
      const file = readFileSync(`${root}www/demo${path}`, 'utf8');
      response.writeHead(200, { 'content-type': type });
      return response.end(file.replaceAll(COMMITTED_SERVICE, this.service));
    } catch {
      return response.writeHead(404).end();
    }
  }
}
