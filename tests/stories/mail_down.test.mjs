// The mail server is down while a customer writes, and comes back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { posted } from './harness/cases.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld({ browser: false });
/** The first try again is after 30 seconds, the second a minute later. */
const RETRY_MS = 120_000;

test('while the mail server is down messages are accepted, and every mail goes out once when it is back', async () => {
  await world.mailbox.close();
  const sent = await posted(world);
  await until('the first try has failed', () => /mail: /.test(world.workerd.log));
  assert.equal((await world.book()).owing, 1);
  await world.mailbox.open();
  await world.mailbox.about(sent.reference, 'ana@okafor.example', RETRY_MS);
  await world.mailbox.about(sent.reference, sent.email, RETRY_MS);
  await until('nothing is owed', async () => (await world.book()).owing === 0, RETRY_MS);
  assert.equal(world.mailbox.mails.length, 2);
});
