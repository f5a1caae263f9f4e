// Pages with a strict content security policy, Trusted Types, or old files.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JOAN, ask, panelOf } from './harness/panel.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
/** Exactly what the README asks of a page. */
const NEEDED = `script-src ${world.service} 'wasm-unsafe-eval'; connect-src ${world.service}`;
const strict = (path, policy) =>
  world.shop.page(path, { head: world.shop.tag(), headers: { 'content-security-policy': `default-src 'none'; ${policy}` } });

test('the documented policy is enough, also where Trusted Types are required', async () => {
  const page = await world.visit();
  await page.goto(strict('/strict', `${NEEDED}; require-trusted-types-for 'script'; trusted-types 'none'`));
  await ask(page);
  assert.deepEqual(page.troubles, []);
});

test('every part looks as it should under the strict policy', async () => {
  const look = async address => {
    const page = await world.visit();
    await page.goto(address);
    const panel = panelOf(page);
    await panel.launcher.click();
    await panel.kind('Question').waitFor();
    await panel.dialog.getByRole('heading', { name: 'Ana Okafor' }).waitFor();
    return Promise.all([panel.dialog, panel.message, panel.send].map(part => part.boundingBox()));
  };
  const free = world.shop.page('/free', { head: world.shop.tag() });
  assert.deepEqual(await look(strict('/strict', NEEDED)), await look(free));
});

test('where wasm is refused Send leads to the plain page with the words', async () => {
  const page = await world.visit();
  await page.goto(strict('/no-wasm', `script-src ${world.service}; connect-src ${world.service}; form-action *`));
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.message.fill(JOAN.message);
  await panel.dialog.getByText(/This form cannot load/).waitFor();
  assert.equal(await panel.message.inputValue(), JOAN.message);
  const [plain] = await Promise.all([
    page.context().waitForEvent('page'),
    panel.dialog.getByRole('button', { name: 'Go on' }).click(),
  ]);
  await plain.getByRole('heading', { name: 'Write to Ana' }).waitFor();
  assert.equal(await plain.getByLabel('Your message').inputValue(), JOAN.message);
  await plain.getByRole('radio', { name: JOAN.kind, exact: true }).check();
  await plain.getByLabel('Your name').fill(JOAN.name);
  await plain.getByLabel('E-mail').fill('no-wasm@whitcombe.example');
  await plain.getByRole('button', { name: 'Send to Ana' }).click();
  await plain.waitForURL(/\/case\/demo\//);
});

test('a page whose files are gone after a deployment finds the new ones', async () => {
  const page = await world.visit();
  const [name] = await (await world.fetch('/widget.json')).json();
  // The script of before the deployment knows another name.
  await page.route('**/widget.js', async route => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(name, '0'.repeat(name.length)) });
  });
  await page.goto(world.shop.page('/old', { head: world.shop.tag() }));
  await ask(page, { ...JOAN, email: 'deployed@whitcombe.example' });
  assert.ok(world.edge.requests.some(asked => asked.includes('/w/000')), 'the old file was asked for');
});

test('where the new files are gone too the plain page has the words', async () => {
  const page = await world.visit();
  await page.route(/\/w\/|widget\.json/, route => route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } }));
  await page.goto(world.shop.page('/gone', { head: world.shop.tag() }));
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.message.fill(JOAN.message);
  await panel.dialog.getByText(/This form cannot load/).waitFor();
  const [plain] = await Promise.all([
    page.context().waitForEvent('page'),
    panel.dialog.getByRole('button', { name: 'Go on' }).click(),
  ]);
  await plain.getByRole('heading', { name: 'Write to Ana' }).waitFor();
  assert.equal(await plain.getByLabel('Your message').inputValue(), JOAN.message);
});

test('an altered wasm file does not run', async () => {
  const page = await world.visit();
  await page.route('**/w/*.wasm', async route => {
    const answer = await route.fetch();
    const bytes = await answer.body();
    bytes[bytes.length - 1] ^= 1;
    await route.fulfill({ response: answer, body: bytes });
  });
  await page.goto(world.shop.page('/altered', { head: world.shop.tag() }));
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.dialog.getByText(/This form cannot load/).waitFor();
  assert.equal(await panel.kind('Question').count(), 0);
});
