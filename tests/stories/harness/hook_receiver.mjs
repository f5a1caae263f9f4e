// The owner's own server, which is told over HTTP and checks who calls as Standard Webhooks has it.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from './listen.mjs';

/** Calls older than this are somebody's who kept one (Standard Webhooks). */
const AGE_SECONDS_MAX = 300;

export class HookReceiver {
  /** Everything it was sent: path, headers, body. */
  calls = [];
  /** What it answers next, in order; 200 after that. A text is where it sends the caller instead. */
  answers = [];
  #server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    this.calls.push({ path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
    const answer = this.answers.shift() ?? 200;
    if (typeof answer === 'string') response.writeHead(302, { location: answer });
    else response.writeHead(answer);
    response.end();
  });

  async open() {
    this.url = `http://127.0.0.1:${await listen(this.#server)}`;
    return this;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Whether a call bears the signature of a secret, `whsec_…`. */
export const isSigned = ({ headers, body }, secret) => {
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature } = headers;
  if (Math.abs(Date.now() / 1000 - Number(seconds)) > AGE_SECONDS_MAX) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`);
  const given = Buffer.from(signature ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};
