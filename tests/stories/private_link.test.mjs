// The customer's case is private: its link opens it in one browser, and its address tells nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noticed, posted } from './harness/cases.mjs';
import { linkOf, linksOf } from './harness/mailbox.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const heading = page => page.getByRole('heading', { level: 1 }).textContent();

test('the private link becomes a clean address and a cookie, and stays out of caches', async () => {
  const { case_url, message } = await posted(world);
  const page = await world.visit();
  const answers = [];
  page.on('response', answer => answer.url().includes('/case/') && answers.push(answer));
  await page.goto(case_url);
  const key = case_url.split('/').at(-1);
  assert.ok(!page.url().includes(key), page.url());
  await page.getByText(message).waitFor();
  for (const answer of answers) assert.equal((await answer.allHeaders())['cache-control'], 'no-store');
  const [cookie] = await page.context().cookies(world.service);
  assert.match(cookie.name, /^__Host-/);
  assert.deepEqual([cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path], [true, true, 'Lax', '/']);
  const headers = await answers.at(-1).allHeaders();
  assert.equal(headers['referrer-policy'], 'same-origin');
  assert.match(headers['content-security-policy'], /frame-ancestors 'none'/);
});

test('the clean address shows nothing in another browser', async () => {
  const { case_url, message } = await posted(world);
  const page = await world.visit();
  await page.goto(case_url);
  await page.getByText(message).waitFor();
  const other = await world.visit();
  await other.goto(page.url());
  assert.match(await heading(other), /private link/);
  assert.ok(!(await other.content()).includes(message));
});

test('one case’s key opens no other case', async () => {
  const [one, two] = [await posted(world), await posted(world)];
  const parts = url => url.split('/');
  const mixed = [...parts(one.case_url).slice(0, -1), parts(two.case_url).at(-1)].join('/');
  const page = await world.visit();
  await page.goto(two.case_url);
  const answer = await page.goto(mixed);
  assert.equal(answer.status(), 403);
  assert.ok(!(await page.content()).includes(one.message));
});

test('two open tabs of two cases cannot act on each other', async () => {
  const [one, two] = [await noticed(world), await noticed(world)];
  const times = notice => linksOf(notice).filter(link => /\/act\//.test(link.url));
  const page = await world.visit();
  await page.goto(times(one.notice)[0].url);
  const tab = await page.context().newPage();
  await tab.goto(times(two.notice)[0].url);
  await page.getByRole('button', { name: /^Yes, tell/ }).click();
  await page.getByText(/hears now/).waitFor();
  await world.mailbox.mail(one.email, /has read your message/);
  assert.equal(world.mailbox.to(two.email).filter(mail => /has read your message/.test(mail.subject)).length, 0);
});

test('a button’s form refuses another website', async () => {
  const { notice } = await noticed(world);
  const page = await world.visit();
  await page.goto(linkOf(notice, 'I have answered'));
  const { action, token } = await page.locator('form').evaluate(form => ({ action: form.action, token: form.elements.token.value }));
  const cookie = (await page.context().cookies(world.service)).map(one => `${one.name}=${one.value}`).join('; ');
  const post = headers => fetch(action, { method: 'POST', body: new URLSearchParams({ token }), headers, redirect: 'manual' });
  assert.equal((await post({ cookie, origin: 'https://elsewhere.example' })).status, 403);
  assert.equal((await post({ origin: world.service })).status, 403, 'without the cookie');
  assert.equal((await post({ cookie, origin: world.service })).status, 303);
});
