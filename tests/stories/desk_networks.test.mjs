// Whoever asks for codes in somebody's name from one network keeps nobody else out: networks are
// told apart by what is built, where an address of the newer kind is half a network.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANA, cookiesOf, form } from './harness/desk.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const codes = () => world.mailbox.to(ANA).filter(mail => /is your code/.test(mail.subject));

/** Asks for a code for Ana; the cookie of who asks. */
const askFrom = async address => {
  const { headers, ...rest } = form({ email: ANA }, { origin: world.service });
  return cookiesOf(await world.fetch('/desk/demo/sign-in', { ...rest, headers: { ...headers, 'x-story-address': address } }));
};

test('codes are counted for each network, and half an address names one', async () => {
  for (let asked = 1; asked <= 5; asked++) {
    await askFrom(`2001:db8:dead:beef::${asked}`);
    await until(`code ${asked}`, () => codes().length === asked);
  }
  assert.ok(await askFrom('2001:db8:dead:beef:ffff::1'), 'the answer is the same as ever');
  await askFrom('2a02:c7c:1234:5678::42');
  await until('a code in another network', () => codes().length === 6);
  await askFrom('203.0.113.9');
  await until('a code in a network of the older kind', () => codes().length === 7);
});
