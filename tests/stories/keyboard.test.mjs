// Everything works with the keyboard alone, and says its name to screen readers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE } from './harness/browser.mjs';
import { JOAN, panelOf } from './harness/panel.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const TABS_MAX = 60;

/** The name or label of what has the focus, through shadow roots. */
const focused = page =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.labels?.[0]?.textContent || at?.getAttribute('aria-label') || at?.textContent || '';
  });
/** Presses Tab until what is focused matches. */
const tabTo = async (page, name, key = 'Tab') => {
  const seen = [];
  for (let times = 0; times < TABS_MAX; times++) {
    await page.keyboard.press(key);
    seen.push(await focused(page));
    if (name.test(seen.at(-1))) return;
  }
  assert.fail(`${name} was not reached: ${seen.join(' | ')}`);
};

test('a message is written and sent without a mouse, and the focus goes where it belongs', async () => {
  const page = await world.visit();
  await page.goto(world.shop.front);
  const panel = panelOf(page);
  await panel.launcher.waitFor();
  await tabTo(page, /^Write to us$/);
  await page.keyboard.press('Enter');
  await panel.message.waitFor();
  assert.match(await focused(page), /Your message/, 'the focus is in the message');
  await page.keyboard.type(JOAN.message);
  await panel.kind('Question').waitFor();

  // Sending without a kind leads to what is missing.
  await tabTo(page, /^Send/);
  await page.keyboard.press('Enter');
  await panel.status.getByText('One thing is missing.').waitFor();
  await tabTo(page, /what it is about/);
  await page.keyboard.press('Enter');
  assert.match(await focused(page), /Question/, 'the link leads to the kinds');
  await page.keyboard.press('Space');
  assert.ok(await panel.kind('Question').isChecked());
  await page.keyboard.press('ArrowDown');
  assert.ok(await panel.kind('Something is wrong').isChecked());
  await page.keyboard.press('ArrowUp');

  await tabTo(page, /^Your name/);
  await page.keyboard.type(JOAN.name);
  await tabTo(page, /^E-mail/);
  await page.keyboard.type('keyboard@whitcombe.example');
  await page.keyboard.press('Enter');
  await panel.reference.waitFor();
  assert.match(await focused(page), /HB-|reads this/, 'the receipt has the focus, so it is read out');

  await page.keyboard.press('Escape');
  await until('the panel is closed', async () => !(await panel.dialog.isVisible()));
  assert.match(await focused(page), /^Write to us$/, 'the focus is back');
});

test('Escape closes and loses nothing', async () => {
  const page = await world.visit();
  await page.goto(world.shop.front);
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.message.fill('Half a thought');
  await page.keyboard.press('Escape');
  assert.equal(await panel.dialog.isVisible(), false);
  await page.keyboard.press('Enter');
  await panel.message.waitFor();
  assert.equal(await panel.message.inputValue(), 'Half a thought');
});

test('on a desktop the page behind can still be reached, on a phone the panel keeps the focus', async () => {
  const leaves = async options => {
    const page = await world.visit(options);
    await page.goto(world.shop.front);
    const panel = panelOf(page);
    await panel.launcher.click();
    await panel.kind('Question').waitFor();
    for (let times = 0; times < TABS_MAX; times++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => document.activeElement?.localName === 'hearback-widget');
      if (!inside) return true;
    }
    return false;
  };
  assert.equal(await leaves({}), true);
  assert.equal(await leaves(PHONE), false);
});

test('screen readers hear the names, roles and states of everything', async () => {
  const page = await world.visit();
  await page.goto(world.shop.front);
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.dialog.getByRole('heading', { name: 'Ana Okafor' }).waitFor();
  await panel.kind('Something is wrong').check();
  const tree = await panel.dialog.ariaSnapshot();
  for (const part of [
    /dialog "Ana Okafor"/,
    /button "Close"/,
    /group "Other ways to reach us"/,
    /link "Call 020 7946 0142"/,
    /group "What is it about\?"/,
    /radio "Something is wrong" \[checked\]/,
    /textbox "What happened\?"/,
    /textbox "What would put this right\? If you know"/,
    /textbox "Your name"/,
    /textbox "E-mail"/,
    /button "Send to Ana"/,
  ]) {
    assert.match(tree, part);
  }
  await panel.send.click();
  await panel.status.getByText(/missing|not right yet/).first().waitFor();
  assert.equal(await panel.email.getAttribute('aria-invalid'), 'true');
  const described = await panel.email.evaluate(field => field.getRootNode().getElementById(field.getAttribute('aria-describedby')).textContent);
  assert.match(described, /\w/);
});
