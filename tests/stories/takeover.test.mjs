// The wasm takes over the message field while the customer writes, and nobody notices.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JOAN, panelOf } from './harness/panel.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const WASM = '**/w/*.wasm';
const LATE_MS = 5_000;
const cases = () => world.store.keys('v1/fact/').filter(key => key.endsWith('/opened')).length;

/** A page whose wasm waits until `release` is called; the panel is open. */
const opened = async (setUp = () => {}) => {
  const page = await world.visit();
  let release;
  const gate = new Promise(open => (release = open));
  await page.route(WASM, async route => {
    await gate;
    await route.continue();
  });
  const address = world.shop.page('/late', { head: world.shop.tag() });
  await page.addInitScript(setUp);
  await page.goto(address);
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.message.waitFor();
  // Marked, so that another field in its place is seen.
  await panel.message.evaluate(field => (field.marked = true));
  return { page, panel, release };
};
const tookOver = panel => panel.kind('Question').waitFor();
const state = panel =>
  panel.message.evaluate(field => ({
    value: field.value,
    from: field.selectionStart,
    to: field.selectionEnd,
    focused: field.getRootNode().activeElement === field,
    same: field.marked === true,
  }));

test('not one key typed during the takeover is lost', async () => {
  const { page, panel, release } = await opened();
  const words = 'The boiler shows F28, and the water goes cold after five minutes.';
  const middle = Math.floor(words.length / 2);
  await page.keyboard.type(words.slice(0, middle), { delay: 5 });
  release();
  await page.keyboard.type(words.slice(middle), { delay: 60 });
  await tookOver(panel);
  assert.deepEqual(await state(panel), { value: words, from: words.length, to: words.length, focused: true, same: true });
});

test('a selection and the caret stay where they are', async () => {
  const { page, panel, release } = await opened();
  await page.keyboard.type('The boiler shows F28');
  await panel.message.evaluate(field => field.setSelectionRange(4, 10));
  release();
  await tookOver(panel);
  assert.deepEqual(await state(panel), { value: 'The boiler shows F28', from: 4, to: 10, focused: true, same: true });
  await page.keyboard.type('heater');
  assert.equal(await panel.message.inputValue(), 'The heater shows F28');
});

test('a composition that is under way goes on', async () => {
  // Heard before the widget keeps it from the page.
  const { page, panel, release } = await opened(() => {
    window.ends = 0;
    window.addEventListener('compositionend', () => (window.ends += 1), true);
  });
  const keyboard = await page.context().newCDPSession(page);
  const ends = () => page.evaluate(() => window.ends);
  await page.keyboard.type('F28 ');
  await keyboard.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  release();
  await tookOver(panel);
  assert.equal(await panel.message.inputValue(), 'F28 にほん');
  assert.equal(await ends(), 0, 'the composition was not broken off');
  await keyboard.send('Input.imeSetComposition', { text: 'にほんご', selectionStart: 4, selectionEnd: 4 });
  await keyboard.send('Input.insertText', { text: '日本語' });
  assert.equal(await panel.message.inputValue(), 'F28 日本語');
  assert.equal(await ends(), 1);
  assert.ok((await state(panel)).same);
});

test('Send pressed long before the wasm is there sends the message once', async () => {
  const { page, panel, release } = await opened(() => {
    window.hearback = [['prefill', { kind: 'question', name: 'Joan Whitcombe', email: 'early@whitcombe.example' }]];
  });
  const before = cases();
  await page.keyboard.type(JOAN.message);
  await panel.send.click();
  await panel.send.click();
  setTimeout(release, LATE_MS);
  await panel.reference.waitFor();
  assert.equal(cases(), before + 1);
  const notice = await world.mailbox.mail('ana@okafor.example', /Joan Whitcombe/);
  assert.ok(notice.text.includes(JOAN.message));
});

test('Send pressed too early asks for what is missing, without moving the focus', async () => {
  const { page, panel, release } = await opened();
  await page.keyboard.type('Words');
  await panel.send.click();
  await panel.message.focus();
  await page.keyboard.type(' and more');
  release();
  await panel.dialog.getByText('Please choose what it is about.').waitFor();
  const { value, focused } = await state(panel);
  assert.deepEqual([value, focused], ['Words and more', true]);
});

test('wasm that never comes leaves the words and a way on', async () => {
  const { page, panel } = await opened();
  await page.keyboard.type(JOAN.message);
  await panel.send.click();
  await panel.dialog.getByText(/This form cannot load/).waitFor();
  assert.equal(await panel.message.inputValue(), JOAN.message);
  const [plain] = await Promise.all([
    page.context().waitForEvent('page'),
    panel.dialog.getByRole('button', { name: 'Go on' }).click(),
  ]);
  await plain.getByRole('heading', { name: 'Write to Ana' }).waitFor();
  assert.equal(await plain.getByLabel('Your message').inputValue(), JOAN.message);
});

test('what could not be loaded is asked for again when the panel is opened again', async () => {
  const page = await world.visit();
  await page.route(/\/w\/|widget\.json/, route => route.abort());
  await page.goto(world.shop.page('/again', { head: world.shop.tag() }));
  const panel = panelOf(page);
  await panel.launcher.click();
  await page.keyboard.type(JOAN.message);
  await panel.dialog.getByText(/This form cannot load/).waitFor();
  await page.unroute(/\/w\/|widget\.json/);
  await panel.close.click();
  await panel.launcher.click();
  await tookOver(panel);
  assert.equal(await panel.message.inputValue(), JOAN.message);
});

test('wasm that comes after all takes over, with the words', async () => {
  const { page, panel, release } = await opened();
  await page.keyboard.type(JOAN.message);
  await panel.dialog.getByText(/This form cannot load/).waitFor();
  release();
  await tookOver(panel);
  assert.equal(await panel.dialog.getByText(/This form cannot load/).count(), 0);
  assert.equal(await panel.message.inputValue(), JOAN.message);
});

test('what is typed reaches no shortcut and no listener of the page, before the takeover or after', async () => {
  const { page, panel, release } = await opened(() => {
    window.heard = [];
    const hear = event => window.heard.push(event.type);
    for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'paste', 'compositionstart', 'compositionupdate', 'compositionend']) {
      document.addEventListener(type, hear, true);
      window.addEventListener(type, hear);
    }
    for (const type of ['input', 'change']) window.addEventListener(type, hear);
  });
  const heard = () => page.evaluate(() => window.heard.splice(0));
  const keyboard = await page.context().newCDPSession(page);
  const compose = async () => {
    await keyboard.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
    await keyboard.send('Input.insertText', { text: '日本' });
  };
  await page.keyboard.type('s / ?');
  await compose();
  assert.deepEqual(await heard(), []);
  release();
  await tookOver(panel);
  await panel.message.focus();
  await page.keyboard.type('gi');
  await compose();
  await panel.name.fill('Joan');
  await page.keyboard.press('Escape');
  await until('the panel is closed', async () => !(await panel.dialog.isVisible()));
  assert.deepEqual(await heard(), []);
  // The page's own shortcuts work again.
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('k');
  assert.ok((await heard()).includes('keydown'));
});
