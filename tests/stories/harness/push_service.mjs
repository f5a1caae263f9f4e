// A push service and the browser behind it: it takes messages, checks who sends them (RFC 8292)
// and decrypts them (RFC 8291) with the cryptography of Node, which shares nothing with ours.

import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from './listen.mjs';

export class PushService {
  /** Everything it was sent. */
  calls = [];
  /** What it answers. */
  status = 201;
  #browser = createECDH('prime256v1');
  #auth = randomBytes(16);
  #server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    this.calls.push({ path: request.url, headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(this.status).end();
  });

  async open() {
    this.#browser.generateKeys();
    this.origin = `http://127.0.0.1:${await listen(this.#server)}`;
    return this;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** What `PushSubscription.toJSON` gives in the browser. */
  get subscription() {
    const p256dh = this.#browser.getPublicKey('base64url');
    return { endpoint: `${this.origin}/send/ana`, keys: { p256dh, auth: this.#auth.toString('base64url') } };
  }

  /** The claims of whoever sent a call, once its signature and the key the browser was given are checked. */
  sender({ headers }, key) {
    const [, token, sent] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization);
    assert.equal(sent, key, 'the key that the browser was given');
    const point = Buffer.from(key, 'base64url');
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map(half => half.toString('base64url'));
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const [head, claims, signature] = token.split('.');
    const signed = Buffer.from(`${head}.${claims}`);
    const options = { key: publicKey, dsaEncoding: 'ieee-p1363' };
    assert.ok(verify('sha256', signed, options, Buffer.from(signature, 'base64url')), 'the signature');
    return JSON.parse(Buffer.from(claims, 'base64url'));
  }

  /** What the browser reads. */
  read({ headers, body }) {
    assert.equal(headers['content-encoding'], 'aes128gcm');
    const [salt, length] = [body.subarray(0, 16), body[20]];
    const [sender, sealed] = [body.subarray(21, 21 + length), body.subarray(21 + length)];
    const shared = this.#browser.computeSecret(sender);
    const about = Buffer.concat([Buffer.from('WebPush: info\0'), this.#browser.getPublicKey(), sender]);
    const input = Buffer.from(hkdfSync('sha256', shared, this.#auth, about, 32));
    const part = (name, bytes) =>
      Buffer.from(hkdfSync('sha256', input, salt, `Content-Encoding: ${name}\0`, bytes));
    const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
    decipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    const end = padded.lastIndexOf(2);
    return JSON.parse(padded.subarray(0, end));
  }
}
