// Customers who write one after the other, and the settings that the service needs for them.

import { randomBytes } from 'node:crypto';
import { submission } from '../../stories/harness/cases.mjs';

export const CASES = '/v1/sites/demo/cases';
export const SETTINGS = {
  HEARBACK_KEY: 'a-secret-of-the-measurements-and-nobody-else',
  BASE_URL: 'https://hearback.example',
  MAIL_FROM: 'hearback@hearback.example',
};

/** A version 7 UUID, as the widget makes it: a repeat is then looked for under one day. */
const id = () => {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

/** A new customer's message. */
export const message = () => ({ ...submission(), submission_id: id(), page: 'https://okafor.example/boilers', language: 'en-GB' });

/** Sends `count` messages, each after the answer to the one before. */
export const send = async (port, count) => {
  for (let sent = 0; sent < count; sent++) {
    const answer = await fetch(`http://127.0.0.1:${port}${CASES}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'keep-alive' },
      body: JSON.stringify(message()),
    });
    const body = await answer.text();
    if (answer.status !== 201) throw new Error(`A message was answered with ${answer.status}: ${body}`);
  }
};
