// A panic in the service, forced in a test only, ends its own request and no other.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noticed, posted, submission } from './harness/cases.mjs';
import { linkOf } from './harness/mailbox.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld({ vars: { HEARBACK_TEST_PANIC: '1' } });
/** A hung request would be ended by the platform much later. */
const AT_ONCE_MS = 10_000;
/** A mail whose try was broken off is tried again after 30 seconds. */
const RETRY_MS = 90_000;
const panic = () => world.fetch('/v1/panic', { signal: AbortSignal.timeout(AT_ONCE_MS) });

test('a request that panics ends with an error at once, and the next one works', async () => {
  assert.equal((await panic()).status, 500);
  const sent = await posted(world);
  await world.mailbox.about(sent.reference, 'ana@okafor.example');
});

test('messages that arrive around a panic are accepted and kept', async () => {
  const customers = Array.from({ length: 6 }, () => submission());
  const send = async sent => {
    // As the widget does: the same message again until it is accepted.
    const receipt = await until('the message is accepted', async () => {
      const answer = await world.post(sent).catch(() => null);
      return answer?.status === 201 && answer.json();
    });
    return receipt.reference;
  };
  const [references] = await Promise.all([Promise.all(customers.map(send)), panic(), panic()]);
  // What the book was doing at that moment may hang until the platform ends it, as is done here.
  await world.workerd.kill();
  await world.workerd.start();
  await world.workerd.strike();
  for (const reference of references) await world.mailbox.about(reference, 'ana@okafor.example', RETRY_MS);
});

test('the book goes on after a panic', async () => {
  const { notice } = await noticed(world);
  await until('nothing is under way', async () => (await world.book()).owing === 0, RETRY_MS);
  await panic();
  const page = await world.visit();
  await page.goto(linkOf(notice, 'I have answered'));
  await page.getByRole('button', { name: 'Yes, it is answered' }).click();
  await page.getByRole('heading', { name: /^Noted: you have answered/ }).waitFor();
});
