// A resolver of DNS over HTTPS on this machine, which knows the TXT records a story gives it.

import { createServer } from 'node:http';
import { listen } from './listen.mjs';

/** No error; no such name (RFC 1035, 4.1.1). */
const [FOUND, NO_NAME] = [0, 3];
const TXT = 16;

export class Resolver {
  /** Texts by name; a name that is not here does not exist. */
  records = new Map();
  /** Whether it answers at all. */
  answers = true;
  /** Names that were asked for, with the type and what was accepted. */
  asked = [];
  #server = createServer((request, response) => {
    const { searchParams } = new URL(request.url, 'http://resolver');
    const [name, type] = [searchParams.get('name'), searchParams.get('type')];
    this.asked.push({ name, type, accept: request.headers.accept });
    if (!this.answers) return response.writeHead(503).end('<html>busy</html>');
    const texts = this.records.get(name);
    const record = text => ({ name, type: TXT, TTL: 300, data: strings(text) });
    const body = { Status: texts ? FOUND : NO_NAME, Answer: texts?.map(record) };
    return response.writeHead(200, { 'content-type': 'application/dns-json' }).end(JSON.stringify(body));
  });

  async open() {
    this.port = await listen(this.#server);
    return this;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The address to put into RESOLVER_URL. */
  get url() {
    return `http://127.0.0.1:${this.port}/dns-query`;
  }
}

/** A text as it is stored: in strings of at most 255 characters, each in quotes. */
const strings = text =>
  (text.match(/.{1,255}/gs) ?? ['']).map(part => `"${part.replace(/[\\"]/g, '\\$&')}"`).join(' ');
