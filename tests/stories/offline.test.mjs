// The customer always sees which is true: sent, not sent yet, or could not be sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE } from './harness/browser.mjs';
import { JOAN, panelOf, write } from './harness/panel.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const POSTS = '**/v1/sites/demo/cases';
const cases = () => world.store.keys('v1/fact/').filter(key => key.endsWith('/opened')).length;
const joan = name => ({ ...JOAN, email: `${name}@whitcombe.example` });

/** A zone where the hour has one digit now. */
const zoneOfMorning = () => {
  const ahead = ((4 - new Date().getUTCHours() + 36) % 24) - 12;
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
};
const inShop = async (words, options) => {
  const page = await world.visit(options);
  await page.goto(world.shop.front);
  return { page, panel: await write(page, words) };
};
const stays = async (panel, words) => {
  assert.equal(await panel.message.inputValue(), words.message);
  assert.equal(await panel.name.inputValue(), words.name);
  assert.equal(await panel.email.inputValue(), words.email);
};

test('without a network the words stay, and go out once when it is back', async () => {
  const words = joan('offline');
  const { page, panel } = await inShop(words);
  const before = cases();
  await page.context().setOffline(true);
  await panel.send.click();
  await panel.status.getByText('Not sent yet.').waitFor();
  await panel.status.getByText('We keep your words here and try again.').waitFor();
  await stays(panel, words);
  assert.equal(cases(), before);
  await page.context().setOffline(false);
  await panel.reference.waitFor();
  assert.equal(cases(), before + 1);
  const mails = () => world.mailbox.to(words.email);
  await until('the receipt', () => mails().length > 0);
  assert.equal(mails().length, 1);
});

test('on a phone the truth comes into view, with times as the service writes them', async () => {
  const { page, panel } = await inShop(joan('phone'), { ...PHONE, timezoneId: zoneOfMorning() });
  await page.context().setOffline(true);
  await panel.send.click();
  const truth = panel.status.getByText('Not sent yet.');
  await truth.waitFor();
  const box = await truth.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= PHONE.viewport.height, `at ${box.y}`);
  await panel.status.getByText(/Last try [45]:\d\d\./).waitFor();
  await page.context().setOffline(false);
  await panel.reference.waitFor();
  await panel.dialog.getByText(/^Today [45]:\d\d$/).waitFor();
});

test('while the service fails the words stay, and the same message goes out when it is back', async () => {
  const words = joan('failing');
  const { page, panel } = await inShop(words);
  const before = cases();
  const tried = [];
  await page.route(POSTS, async route => {
    tried.push(route.request().postDataJSON()?.submission_id);
    await route.fulfill({ status: 500, headers: { 'access-control-allow-origin': world.shop.origin }, body: 'trouble' });
  });
  await panel.send.click();
  await panel.status.getByText('Not sent yet.').waitFor();
  await until('a second try by itself', () => tried.length >= 2);
  await stays(panel, words);
  await page.unroute(POSTS);
  await panel.reference.waitFor();
  assert.equal(cases(), before + 1);
  assert.equal(new Set(tried).size, 1, 'every try has the same id');
});

test('an answer that is lost on the way back does not make a second case', async () => {
  const words = joan('lost');
  const { page, panel } = await inShop(words);
  const before = cases();
  let lost = 0;
  await page.route(POSTS, async route => {
    await route.fetch();
    lost += 1;
    await route.abort('connectionreset');
  });
  await panel.send.click();
  await panel.status.getByText('Not sent yet.').waitFor();
  assert.ok(lost >= 1);
  await page.unroute(POSTS);
  await panel.reference.waitFor();
  assert.equal(cases(), before + 1);
});

test('where the store takes nothing the customer is asked to call, and the words stay', async () => {
  const words = joan('refused');
  const { panel } = await inShop(words);
  world.store.fault = ({ method, key }) => method === 'PUT' && key.endsWith('/opened') && 'refuse';
  await panel.send.click();
  await panel.status.getByText('Could not be sent.').waitFor();
  const call = panel.status.getByRole('link', { name: '020 7946 0142' });
  assert.equal(await call.getAttribute('href'), 'tel:+442079460142');
  await stays(panel, words);
  world.store.fault = () => undefined;
  await panel.send.click();
  await panel.reference.waitFor();
});

test('a write that happened although the store reported an error is one case in the end', async () => {
  const words = joan('committed');
  const { panel } = await inShop(words);
  const before = cases();
  world.store.fault = ({ method, key }) => method === 'PUT' && key.endsWith('/opened') && 'commit';
  await panel.send.click();
  await panel.status.getByText('Could not be sent.').waitFor();
  world.store.fault = () => undefined;
  await panel.send.click();
  await panel.reference.waitFor();
  assert.equal(cases(), before + 1);
});

test('words that were not sent when the tab closed go out at the next visit', async () => {
  const words = joan('tomorrow');
  const { page, panel } = await inShop(words);
  const before = cases();
  await page.context().setOffline(true);
  await panel.send.click();
  await panel.status.getByText('Not sent yet.').waitFor();
  await page.close();
  const next = await page.context().newPage();
  await next.context().setOffline(false);
  await next.goto(world.shop.front);
  await until('the words arrive', () => cases() === before + 1);
  await world.mailbox.mail('ana@okafor.example', /Joan Whitcombe/);
  await panelOf(next).launcher.waitFor();
});
