// What the browser keeps: nothing before the first key, the words after it, and once they are
// sent the way to the case alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JOAN, panelOf, write } from './harness/panel.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
/** Everything the widget could have left in the page's origin and the service's. */
const kept = async page => [
  ...(await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }))),
  ...(await page.context().cookies([world.service, world.shop.origin])).map(cookie => cookie.name),
];

test('nothing is kept before the first key, not even when the panel was opened', async () => {
  const page = await world.visit();
  await page.goto(world.shop.front);
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.kind('Question').waitFor();
  await panel.close.click();
  assert.deepEqual(await kept(page), []);
});

test('a draft outlives the tab, field by field, and is gone once it is sent', async () => {
  const page = await world.visit();
  await page.goto(world.shop.front);
  await write(page);
  await until('the words are kept', async () => (await kept(page)).length > 0);
  await page.close();

  const next = await page.context().newPage();
  await next.goto(world.shop.front);
  const panel = panelOf(next);
  await panel.launcher.click();
  await panel.kind('Question').waitFor();
  assert.equal(await panel.message.inputValue(), JOAN.message);
  assert.equal(await panel.name.inputValue(), JOAN.name);
  assert.equal(await panel.email.inputValue(), JOAN.email);
  assert.ok(await panel.kind('Question').isChecked());
  await panel.send.click();
  await panel.reference.waitFor();
  assert.deepEqual(await kept(next), ['hearback/demo/case']);

  await panel.dialog.getByRole('button', { name: 'Write another message' }).click();
  await until('an empty form', async () => (await panelOf(next).message.inputValue()) === '');
});

test('where storage is blocked everything works, and nothing is promised about keeping', async () => {
  const page = await world.visit();
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await page.goto(world.shop.front);
  const panel = await write(page, { ...JOAN, email: 'blocked@whitcombe.example' });
  await page.context().setOffline(true);
  await panel.send.click();
  await panel.status.getByText('Please keep this page open.').waitFor();
  await page.context().setOffline(false);
  await panel.reference.waitFor();
  assert.deepEqual(page.troubles, []);
});

test('a likely slip in the mail address is offered its correction, and nothing is changed unasked', async () => {
  const page = await world.visit();
  await page.goto(world.shop.front);
  const panel = await write(page, { ...JOAN, email: 'joan@gmial.com' });
  await panel.name.focus();
  const offer = panel.dialog.getByRole('button', { name: 'joan@gmail.com' });
  await offer.waitFor();
  assert.equal(await panel.email.inputValue(), 'joan@gmial.com');
  await offer.click();
  assert.equal(await panel.email.inputValue(), 'joan@gmail.com');
});
