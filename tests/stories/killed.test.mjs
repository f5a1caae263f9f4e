// workerd is killed while customers write: what was acknowledged is there afterwards.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { submission } from './harness/cases.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld({ browser: false });
const CUSTOMERS = 8;
const ROUNDS = 3;
/** A kill falls after this many receipts of a round, while others are under way. */
const RECEIPTS_BEFORE_KILL = 10;

/** Customers write one message after the other until the service dies; what was acknowledged. */
const load = async () => {
  const receipts = [];
  const customer = async () => {
    for (;;) {
      const sent = submission();
      const answer = await world.post(sent).catch(() => null);
      if (answer?.status !== 201) return;
      const receipt = await answer.json().catch(() => null);
      if (!receipt) return;
      receipts.push({ ...sent, ...receipt });
    }
  };
  const customers = Array.from({ length: CUSTOMERS }, customer);
  await until('customers have receipts', () => receipts.length >= RECEIPTS_BEFORE_KILL);
  await world.workerd.kill();
  await Promise.all(customers);
  return receipts;
};

test('every acknowledged message is stored, known to the book and told to the owner', async () => {
  const receipts = [];
  for (let round = 0; round < ROUNDS; round++) {
    receipts.push(...(await load()));
    await world.workerd.start();
  }
  const opened = () => world.store.keys('v1/fact/').filter(key => key.endsWith('/opened'));
  assert.ok(opened().length >= receipts.length);

  // The hourly hand-over brings the book what died on the way to it.
  await world.workerd.strike();
  await until('the book knows all cases', async () => (await world.book()).cases === opened().length, 60_000);
  const told = () => new Set(world.mailbox.to('ana@okafor.example').map(mail => /HB-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(mail.text)[0]));
  const lacking = () => receipts.filter(receipt => !told().has(receipt.reference));
  await until('the owner heard of each', () => lacking().length === 0, 150_000);

  for (const receipt of receipts.slice(0, 5)) {
    const again = await world.post(receipt);
    assert.equal(again.status, 201);
    assert.equal((await again.json()).reference, receipt.reference);
  }
});
