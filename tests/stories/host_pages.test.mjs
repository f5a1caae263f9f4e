// The many ways a page carries the tag, and the one global it gets.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JOAN, ask, panelOf, write } from './harness/panel.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const tag = world.shop.tag();
const widgets = page => page.locator('hearback-widget').count();
const visit = async (path, parts) => {
  const page = await world.visit();
  await page.goto(world.shop.page(path, parts));
  return page;
};

test('the tag works in the head before there is a body, and it may block', async () => {
  const page = await visit('/head', { head: tag.replace('async', ''), body: '<p>Shop</p>' });
  await panelOf(page).launcher.click();
  await panelOf(page).kind('Question').waitFor();
});

test('the tag works at the end of the body and when it is added by script', async () => {
  const last = await visit('/last', { body: `<p>Shop</p>${tag}` });
  await panelOf(last).launcher.waitFor();
  const added = await visit('/added', { body: '<p>Shop</p>' });
  await added.evaluate(src => {
    const script = Object.assign(document.createElement('script'), { src });
    script.dataset.site = 'demo';
    document.body.append(script);
  }, `${world.service}/widget.js`);
  await panelOf(added).launcher.waitFor();
});

test('pasted twice it is one widget', async () => {
  const page = await visit('/twice', { head: tag, body: tag });
  await panelOf(page).launcher.click();
  await panelOf(page).kind('Question').waitFor();
  assert.equal(await widgets(page), 1);
  assert.equal(await page.getByRole('dialog').count(), 1);
});

test('a page that changes its address without loading keeps the panel and the words', async () => {
  const page = await visit('/app', { head: tag, body: '<p>One</p>' });
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.message.fill('Words');
  await page.evaluate(() => history.pushState({}, '', '/app/two'));
  assert.equal(await panel.message.inputValue(), 'Words');
  assert.equal(await widgets(page), 1);
});

test('a page that replaces its body keeps the widget, and words are not lost', async () => {
  const page = await visit('/turbo', { head: tag, body: '<p>One</p>' });
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.message.fill('Words');
  // As Turbo does it: a new body, whose scripts run again.
  await page.evaluate(src => {
    const body = document.createElement('body');
    const script = Object.assign(document.createElement('script'), { src });
    script.dataset.site = 'demo';
    body.append('Two', script);
    const ran = new Promise(done => (script.onload = done));
    document.documentElement.replaceChild(body, document.body);
    return ran;
  }, `${world.service}/widget.js`);
  assert.equal(await panel.message.inputValue(), 'Words');
  assert.equal(await widgets(page), 1);
  await ask(page, { ...JOAN, email: 'turbo@whitcombe.example' });
});

test('a page that empties the whole document gets the widget back', async () => {
  const page = await visit('/emptied', { head: tag });
  await panelOf(page).launcher.waitFor();
  await page.evaluate(() => document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body')));
  await panelOf(page).launcher.click();
  await panelOf(page).message.waitFor();
});

test('any element with data-hearback-open opens the panel, and gets the focus back', async () => {
  const page = await visit('/opener', {
    head: world.shop.tag('data-launcher="none"'),
    body: `<a href="${world.service}/card/demo" data-hearback-open><b>Write to Ana</b></a>`,
  });
  const opener = page.getByRole('link', { name: 'Write to Ana' });
  await page.waitForFunction(() => window.hearback?.open);
  assert.equal(await panelOf(page).launcher.isVisible(), false);
  await opener.click();
  const panel = panelOf(page);
  await panel.message.waitFor();
  await page.keyboard.press('Escape');
  await until('the focus is back', () => opener.evaluate(link => document.activeElement === link));
});

test('the form stands inline where the page wants it, also when it is added later', async () => {
  const page = await visit('/inline', { head: tag, body: '<hearback-form site="demo"></hearback-form>' });
  const form = page.locator('hearback-form');
  await form.getByLabel('Question', { exact: true }).check();
  await form.locator('textarea').first().fill(JOAN.message);
  await form.getByLabel('Your name').fill(JOAN.name);
  await form.getByLabel('E-mail').fill('inline@whitcombe.example');
  await form.getByRole('button', { name: 'Send to Ana' }).click();
  await form.getByText(/HB-[0-9A-Z]{4}-[0-9A-Z]{4}/).waitFor();

  await page.evaluate(() => {
    document.body.replaceChildren(document.createElement('hearback-form'));
  });
  await page.locator('hearback-form').getByLabel('Question', { exact: true }).waitFor();
});

test('nothing moves where the page keeps room for the form', async () => {
  const page = await world.visit();
  await page.addInitScript(() => {
    window.shift = 0;
    const add = list => list.getEntries().forEach(entry => (window.shift += entry.value));
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(
    world.shop.page('/room', {
      head: `<style>hearback-form:not(:defined) { display: block; min-height: 980px }</style>${tag}`,
      body: '<h1>Contact</h1><hearback-form site="demo"></hearback-form><p>After the form</p>',
    }),
  );
  await page.getByRole('heading', { name: 'Ana Okafor' }).waitFor();
  await page.locator('hearback-form').getByRole('img').waitFor();
  assert.ok((await page.evaluate(() => window.shift)) < 0.001);
});

test('attributes of the tag choose side, words and accent', async () => {
  const page = await visit('/chosen', {
    head: world.shop.tag('data-side="left" data-launcher="Ask Ana" data-accent="#7a1fa2"'),
  });
  const launcher = page.getByRole('button', { name: 'Ask Ana' });
  const box = await launcher.boundingBox();
  assert.ok(box.x < 100, 'it stands at the left');
  await launcher.click();
  const panel = panelOf(page);
  await panel.kind('Question').waitFor();
  assert.ok((await panel.dialog.boundingBox()).x < 100, 'so does the panel');
  const colour = await panel.send.evaluate(button => getComputedStyle(button).backgroundColor);
  assert.notEqual(colour, 'rgb(11, 89, 99)', 'the button has the accent of the tag');
});

test('the global opens, fills, closes and tells what happens', async () => {
  const page = await visit('/global', { head: tag });
  await page.waitForFunction(() => window.hearback?.open);
  await page.evaluate(() => {
    window.told = [];
    for (const name of ['opened', 'sent', 'failed', 'closed']) hearback.on(name, detail => told.push([name, detail]));
    hearback.prefill({ kind: 'question', name: 'Joan Whitcombe', email: 'global@whitcombe.example', message: 'From the page' });
    hearback.open();
  });
  const panel = panelOf(page);
  await until('the panel is filled', async () => (await panel.email.inputValue().catch(() => '')) === 'global@whitcombe.example');
  assert.equal(await panel.message.inputValue(), 'From the page');
  await panel.send.click();
  await panel.reference.waitFor();
  await page.evaluate(() => hearback.close());
  const told = () => page.evaluate(() => window.told.map(([name]) => name));
  await until('it was told', async () => (await told()).length === 3);
  assert.deepEqual(await told(), ['opened', 'sent', 'closed']);
});

test('calls made before the script is there are heard when it comes', async () => {
  const page = await visit('/early', {
    head: `<script>window.hearback = [['prefill', { name: 'Early Joan' }], ['open']]</script>${tag}`,
  });
  await until('the name is filled', async () => (await panelOf(page).name.inputValue().catch(() => '')) === 'Early Joan');
});

test('elements of the page that bear the names we ask for are not believed', async () => {
  const evil = `${world.shop.origin}/evil`;
  const page = await visit('/clobbered', {
    head: `<img name="currentScript" src="${evil}/x.png" data-site="evil"><form id="hearback"><input name="prefill"></form>${tag}`,
  });
  const asked = [];
  page.on('request', request => asked.push(request.url()));
  await panelOf(page).launcher.click();
  await panelOf(page).kind('Question').waitFor();
  assert.deepEqual(asked.filter(url => url.startsWith(evil)), []);
});

test('a tag for a site that does not exist says so, and keeps the words', async () => {
  const page = await visit('/unknown', { head: tag.replace('"demo"', '"dmeo"') });
  const panel = await write(page);
  await panel.send.click();
  await panel.status.getByText('Could not be sent.').waitFor();
  assert.equal(await panel.message.inputValue(), JOAN.message);
});

test('nothing but the one global is added to the page', async () => {
  const plain = await visit('/plain', {});
  const names = page => page.evaluate(() => Object.getOwnPropertyNames(window).sort());
  const before = await names(plain);
  const page = await visit('/globals', { head: tag });
  await panelOf(page).launcher.click();
  await panelOf(page).kind('Question').waitFor();
  assert.deepEqual((await names(page)).filter(name => !before.includes(name)), ['hearback']);
  assert.deepEqual(page.troubles, []);
});
