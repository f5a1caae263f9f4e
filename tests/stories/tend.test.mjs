// Promises on their way: the owner gives a later time with a reason, promises something by a day
// and keeps it; the customer hears it by mail and reads it on the page of the case.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { PHONE } from './harness/browser.mjs';
import { noticed } from './harness/cases.mjs';
import { linksOf } from './harness/mailbox.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const { mailbox } = world;
const REASON = 'The maker rings me back at four.';
const HEATERS = 'Chidi brings you two heaters.';
const TABS_MAX = 30;

const heading = page => page.getByRole('heading', { level: 1 }).textContent();
const about = (email, subject) => mailbox.to(email).filter(mail => subject.test(mail.subject));
const main = page => page.locator('main').innerText();
/** A date some days from now, as a date field takes it. */
const day = ahead => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

/** A case whose answer is promised, and the page to tend it. */
const promised = async (options = {}) => {
  const one = await noticed(world);
  const page = await world.visit({ javaScriptEnabled: false, ...options });
  await page.goto(linksOf(one.notice).find(link => /\/act\//.test(link.url)).url);
  await page.getByRole('button', { name: /^Yes, tell/ }).click();
  await mailbox.mail(one.email, /has read your message/);
  const link = page.getByRole('link', { name: 'Move the time' });
  const url = new URL(await link.getAttribute('href'), world.service).href;
  await link.click();
  await page.getByRole('button', { name: 'Tell Joan the new time' }).waitFor();
  return { ...one, page, url };
};
const tellNewTime = page => page.getByRole('button', { name: 'Tell Joan the new time' }).first().click();
const visitCase = async one => {
  const page = await world.visit();
  await page.goto(one.case_url);
  return page;
};

test('a later time with a reason reaches the customer by mail and on the page', async () => {
  const one = await promised(PHONE);
  const { page } = one;
  assert.match(await heading(page), /^Joan expects your answer by /);
  assert.ok((await main(page)).includes(one.message), 'the words are at hand');
  const tomorrow = page.getByRole('radio').nth(1);
  await tomorrow.check();
  await tellNewTime(page);
  await page.getByText('Please write why it needs longer').first().waitFor();
  assert.ok(await tomorrow.isChecked(), 'what was chosen stays');
  assert.equal(about(one.email, /needs longer/).length, 0);

  await page.getByLabel('Why it needs longer').fill(REASON);
  await tellNewTime(page);
  await page.getByText('The new time is').first().waitFor();
  const told = await mailbox.mail(one.email, /^Ana needs longer, and answers by /);
  assert.ok(told.text.includes(REASON));
  await page.reload();
  assert.equal(about(one.email, /needs longer/).length, 1, 'reloading says nothing twice');

  const customer = await visitCase(one);
  await customer.getByText(REASON).waitFor();
  const shown = await main(customer);
  assert.match(shown, /Moved today \d+:\d\d to /);
  assert.match(await heading(customer), /^Ana has read this and answers by /);
});

test('a commitment is promised, questioned where nobody is there, and kept', async () => {
  const one = await promised(PHONE);
  const { page } = one;
  await page.getByText('Promise something by a day').click();
  const form = page.locator('form', { hasText: 'What you promise' });
  await form.getByLabel('What you promise').fill(HEATERS);
  await form.getByLabel('Day').fill(day(-2));
  await form.getByLabel('Time').fill('03:00');
  const press = () => form.getByRole('button', { name: 'Promise it to Joan' }).click();
  await press();
  await form.getByText('This has passed. Please choose a later time.').waitFor();
  await form.getByLabel('Day').fill(day(2));
  await press();
  await form.getByText(/You are closed then, .+ 3:00\. Press again/).waitFor();
  assert.equal(await form.getByLabel('What you promise').inputValue(), HEATERS);
  assert.equal(about(one.email, /promises you something/).length, 0);
  await press();
  await page.getByText(/^Promised by .+ 3:00\./).waitFor();
  const told = await mailbox.mail(one.email, /^Ana promises you something by .+ 3:00/);
  assert.ok(told.text.includes(HEATERS));
  const customer = await visitCase(one);
  await customer.getByText('Ana promised', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'It is done' }).click();
  await page.getByText(`The promise is kept: ${HEATERS}`).waitFor();
  await customer.reload();
  await customer.getByText('Ana kept it').waitFor();
  await customer.getByText(/^Kept, today /).first().waitFor();
});

test('of two who give a new time at once the second sees the first, and keeps the words', async () => {
  const one = await promised();
  const second = await world.visit({ javaScriptEnabled: false });
  await second.goto(one.url);
  for (const [page, choice, words] of [[one.page, 0, REASON], [second, 1, 'I am below ground.']]) {
    await page.getByRole('radio').nth(choice).check();
    await page.getByLabel('Why it needs longer').fill(words);
  }
  await tellNewTime(one.page);
  await one.page.getByText('The new time is').first().waitFor();
  await tellNewTime(second);
  await second.getByText('Nothing was recorded now.').waitFor();
  assert.equal(await second.getByLabel('Why it needs longer').inputValue(), 'I am below ground.');
  await mailbox.mail(one.email, /needs longer/);
  assert.equal(about(one.email, /needs longer/).length, 1);
});

test('the page needs no mouse', async () => {
  const { page, email } = await promised({ javaScriptEnabled: true });
  const tabTo = async wanted => {
    for (let times = 0; times < TABS_MAX; times++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const { type, labels, innerText } = document.activeElement;
        return `${type}: ${labels?.[0]?.innerText ?? innerText}`;
      });
      if (wanted.test(seen)) return;
    }
    assert.fail(`not reached by the keyboard: ${wanted}`);
  };
  await tabTo(/^radio: .*\d:\d\d/);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await tabTo(/Why it needs longer/);
  await page.keyboard.type(REASON);
  await tabTo(/Tell Joan/);
  await page.keyboard.press('Enter');
  await mailbox.mail(email, /needs longer/);
});

test('without its cookie, or with the token of another case, nothing is done', async () => {
  const [one, other] = [await promised(), await promised()];
  const { pathname } = new URL(one.page.url());
  const bare = await world.fetch(pathname, { method: 'POST', body: new URLSearchParams({ deed: 'keep.1' }) });
  assert.equal(bare.status, 403);
  const token = await other.page.locator('input[name=token]').first().getAttribute('value');
  await one.page.locator('input[name=token]').first().evaluate((field, value) => field.setAttribute('value', value), token);
  await one.page.getByRole('radio').first().check();
  await one.page.getByLabel('Why it needs longer').fill(REASON);
  await tellNewTime(one.page);
  await until('the page says so', async () => /does not open a case/.test(await heading(one.page)));
});

test('axe finds nothing on the page, in every size and scheme', async () => {
  const { url, page: first } = await promised();
  await first.getByText('Promise something by a day').click();
  const form = first.locator('form', { hasText: 'What you promise' });
  await form.getByLabel('What you promise').fill(HEATERS);
  await form.getByLabel('Day').fill(day(300));
  await form.getByLabel('Time').fill('10:00');
  const press = () => form.getByRole('button', { name: 'Promise it to Joan' }).click();
  await press();
  await until('it is promised', async () => {
    if (await first.getByText('Press again').count()) await press();
    return first.getByText(/^Promised by/).count();
  });
  for (const [size, options] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      const page = await world.visit({ ...options, colorScheme });
      await page.goto(url);
      await check(page, `to tend, ${size}, ${colorScheme}`);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.getByRole('radio', { name: 'Another time' }).check();
      await check(page, `all open, ${size}, ${colorScheme}`);
      await tellNewTime(page);
      await page.getByText('Nothing is recorded yet.').waitFor();
      await check(page, `to mend, ${size}, ${colorScheme}`);
      assert.deepEqual(page.troubles, []);
    }
  }
});
