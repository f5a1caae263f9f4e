// What was measured, when somebody may ring, and how an earlier message stands, in the widget.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkOf } from './harness/mailbox.mjs';
import { JOAN, ask, panelOf, write } from './harness/panel.mjs';
import { openWorld } from './harness/world.mjs';

const NONE = { read: [0, 0, 0], answered: [0, 0, 0], promises: [0, 0, 0] };
const RECORD = {
  question: { read: [12, 38, 77], answered: [12, 90, 200], promises: [11, 0, 1] },
  complaint: NONE,
  praise: NONE,
  callback: NONE,
  read: [12, 38, 77],
  promises: [11, 0, 1],
  strokes: 'kkkkkkkkkkkb',
};

const world = await openWorld();
world.store.put('v1/card/demo', JSON.stringify(RECORD));

/** The panel, open, with the card drawn. */
const opened = async page => {
  await page.goto(world.shop.front);
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.dialog.getByRole('link', { name: /^Call/ }).waitFor();
  return panel;
};

test('the usual time stands beside the kept share, and each miss is drawn', async () => {
  const { dialog } = await opened(await world.visit());
  await dialog.getByText('Usually read within 40 min of opening time. 11 of 12 promises kept in 90 days.').waitFor();
  const tally = dialog.getByRole('img', { name: '12 promises in 90 days: 11 kept, 1 missed' });
  const heights = await tally.locator('i').evaluateAll(strokes => strokes.map(stroke => stroke.clientHeight));
  assert.equal(heights.length, 12);
  assert.ok(heights[11] < heights[0], 'a missed promise is a short stroke');
});

test('the business card shows the same record', async () => {
  const page = await (await world.fetch('/card/demo')).text();
  assert.match(page, /11 of 12 promises kept/);
  assert.match(page, /12 promises in 90 days: 11 kept, 1 missed/);
});

test('a customer chooses when to be rung, and the owner gets a date for the calendar', async () => {
  const page = await world.visit();
  const panel = await opened(page);
  await write(page, { kind: 'Call me back', message: 'About the boiler.', name: 'Joan Whitcombe', phone: '07700 900461' });
  const times = panel.dialog.getByRole('group', { name: /^When may we ring/ }).getByRole('radio');
  assert.ok((await times.count()) > 1);
  const slot = await times.nth(1).getAttribute('value');
  await times.nth(1).check();
  await panel.dialog.getByText('We call you in the time you choose.').waitFor();
  await panel.send.click();
  await panel.reference.waitFor();
  await panel.dialog.getByText(/^Ana calls you .+ to .+\.$/).waitFor();
  const [reference] = /HB-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await panel.reference.textContent());
  const notice = await world.mailbox.about(reference, 'ana@okafor.example');
  assert.match(notice.text, /^Please call back /);
  assert.ok(JSON.stringify(notice.attachments).includes('call.ics'));
  const opening = world.store.keys('v1/fact/').filter(key => key.endsWith('/opened')).at(-1);
  assert.equal(JSON.parse(world.store.entries.get(opening).value).slot, slot);
});

test('a time that has gone is refused at its field, and nothing is stored', async () => {
  const before = world.store.keys('v1/fact/').length;
  const fields = { submission_id: '018f3f6e-1c2d-4abc-8def-0123456789ab', kind: 'callback', name: 'Joan', phone: '07700 900461' };
  const answer = await world.post({ ...fields, slot: '2024-03-04T10:00:00Z/PT60M' });
  assert.equal(answer.status, 422);
  const { field, code } = await answer.json();
  assert.deepEqual([field, code], ['slot', 'slot_begun']);
  assert.equal(world.store.keys('v1/fact/').length, before);
});

test('who wrote before sees how it stands, until it is answered', async () => {
  const page = await world.visit();
  await page.goto(world.shop.front);
  const reference = await ask(page, { ...JOAN, email: 'again@whitcombe.example' });
  const { dialog } = await opened(page);
  await dialog.getByText(/^Your message: Ana reads this by /).waitFor();
  const link = await dialog.getByRole('link', { name: 'Your message' }).getAttribute('href');
  assert.ok(link.startsWith(`${world.service}/case/demo/`));

  const owner = await world.visit();
  const notice = await world.mailbox.about(reference, 'ana@okafor.example');
  await owner.goto(linkOf(notice, 'I have answered'));
  await owner.getByRole('button', { name: 'Yes, it is answered' }).click();
  await owner.getByRole('heading', { name: /^Noted: you have answered/ }).waitFor();
  await opened(page);
  await dialog.getByText(/^Usually read within/).waitFor();
  assert.equal(await dialog.getByRole('link', { name: 'Your message' }).count(), 0);
});

test('how a case stands is told to whoever has its key, and to nobody else', async () => {
  const { case_url } = await (await world.post({ ...JOAN, kind: 'question', submission_id: '018f3f6e-1c2d-4abc-8def-0123456789ac' })).json();
  const [, id, key] = /case\/demo\/([^/]+)\/([^/]+)$/.exec(case_url);
  const aim = async authorization => (await (await world.fetch('/v1/sites/demo/card', { headers: { authorization } })).json()).aim;
  assert.match(await aim(`Bearer ${id}.${key}`), /^Your message: Ana reads this by .+\.$/);
  for (const wrong of ['', `Bearer ${id}.${key.slice(1)}`, `Bearer ${id}.${key}A`, `Bearer ${key}`]) {
    assert.match(await aim(wrong), /^Usually read/);
  }
});
