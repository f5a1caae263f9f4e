// The business card's form in a browser without script.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JOAN } from './harness/panel.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const CARD = `${world.service}/card/demo`;
const cases = () => world.store.keys('v1/fact/').filter(key => key.endsWith('/opened')).length;

const visit = () => world.visit({ javaScriptEnabled: false });
const fill = async (page, words) => {
  await page.getByRole('radio', { name: words.kind, exact: true }).check();
  await page.getByLabel('Your message').fill(words.message);
  await page.getByLabel('Your name').fill(words.name);
  await page.getByLabel('E-mail').fill(words.email);
};
const send = page => page.getByRole('button', { name: 'Send to Ana' }).click();

test('a message sent without script arrives, and leads to its own page', async () => {
  const page = await visit();
  const before = cases();
  await page.goto(`${CARD}?from=https://okafor.example/prices`);
  await fill(page, JOAN);
  await send(page);
  await page.waitForURL(/\/case\/demo\/[^/]+\?sent$/);
  await page.getByText(JOAN.message).waitFor();
  const reference = /HB-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.textContent('main'))[0];
  const notice = await world.mailbox.about(reference, 'ana@okafor.example');
  assert.ok(notice.text.includes('okafor.example/prices'), 'the page they came from is told');

  await page.reload();
  assert.equal(cases(), before + 1, 'reloading sends nothing');
  await page.goBack();
  await send(page);
  await page.waitForURL(/\/case\//);
  assert.equal(cases(), before + 1, 'going back and sending again is a repeat');
});

test('mistakes are told with the same sentences as in the widget, and the words stay', async () => {
  const page = await visit();
  await page.goto(CARD);
  const words = { ...JOAN, email: 'joan@' };
  await fill(page, words);
  const [answer] = await Promise.all([page.waitForResponse(answer => answer.request().method() === 'POST'), send(page)]);
  assert.equal(answer.status(), 422);
  await page.getByText('After the @ something is missing').first().waitFor();
  assert.equal(await page.getByLabel('Your message').inputValue(), words.message);
  assert.equal(await page.getByLabel('Your name').inputValue(), words.name);
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'joan@');
  assert.ok(await page.getByRole('radio', { name: 'Question', exact: true }).isChecked());

  await page.getByLabel('E-mail').fill('joan.again@whitcombe.example');
  await send(page);
  await page.waitForURL(/\/case\//);
});

test('an empty form asks for what is missing, field by field', async () => {
  const page = await visit();
  const before = cases();
  await page.goto(CARD);
  await send(page);
  await page.getByText('Please choose what it is about.').first().waitFor();
  assert.equal(await page.getByLabel('Your message').getAttribute('aria-invalid'), 'true');
  assert.equal(cases(), before);
});

test('changed words after going back are a new message, and both arrive', async () => {
  const page = await visit();
  await page.goto(CARD);
  await fill(page, { ...JOAN, email: 'joan.first@whitcombe.example' });
  await send(page);
  await page.waitForURL(/\/case\//);
  await page.goBack();
  const before = cases();
  await page.getByLabel('Your message').fill('Other words now.');
  await send(page);
  await page.waitForURL(/\/case\//);
  await page.getByText('Other words now.').waitFor();
  assert.equal(cases(), before + 1);
});

test('after a store that failed, the same words are one case and changed words are another', async () => {
  const page = await visit();
  const before = cases();
  const sentInVain = async () => {
    await page.goto(CARD);
    await fill(page, { ...JOAN, email: 'joan.unsure@whitcombe.example' });
    world.store.fault = ({ method, key }) => method === 'PUT' && key.endsWith('/opened') && 'commit';
    await send(page);
    await page.getByText('We could not store it just now.').waitFor();
    world.store.fault = () => undefined;
  };
  await sentInVain();
  assert.equal(cases(), before + 1, 'it was written, although nobody could know');
  await send(page);
  await page.waitForURL(/\/case\//);
  assert.equal(cases(), before + 1);

  await sentInVain();
  await page.getByLabel('Your message').fill('It says F75 now.');
  await send(page);
  await page.waitForURL(/\/case\//);
  await page.getByText('It says F75 now.').waitFor();
  assert.equal(cases(), before + 3);
});

test('the trap catches who fills everything, and the owner is warned', async () => {
  const page = await visit();
  await page.goto(CARD);
  await fill(page, { ...JOAN, email: 'robot@whitcombe.example' });
  await page.locator('input[name=trap]').evaluate(field => (field.value = 'https://spam.example'));
  await send(page);
  await page.waitForURL(/\/case\//);
  const reference = /HB-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.textContent('main'))[0];
  await world.mailbox.about(reference, 'ana@okafor.example');
  assert.equal(world.mailbox.to('robot@whitcombe.example').length, 0, 'a suspect submission gets no receipt');
});

test('the contact can be saved and machines can read the card', async () => {
  const card = await world.fetch('/card/demo/contact.vcf');
  assert.match(card.headers.get('content-type'), /^text\/vcard/);
  assert.match(await card.text(), /^BEGIN:VCARD\r\n[^]*TEL[^]*END:VCARD\r\n$/);
  const page = await visit();
  await page.goto(CARD);
  assert.equal(await page.locator('[itemtype="https://schema.org/LocalBusiness"]').count(), 1);
});

test('another website cannot send the form in somebody’s name', async () => {
  const before = cases();
  const body = new URLSearchParams({ ...JOAN, kind: 'question', submission_id: crypto.randomUUID() });
  const answer = await world.fetch('/card/demo', { method: 'POST', body, headers: { origin: 'https://elsewhere.example' } });
  assert.equal(answer.status, 403);
  assert.ok((await answer.text()).includes(JOAN.message), 'but the words are not lost');
  assert.equal(cases(), before);
});
