// The first complete loop: a customer asks, the owner knows, one tap, the customer hears it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noticed, posted } from './harness/cases.mjs';
import { linkOf, linksOf } from './harness/mailbox.mjs';
import { JOAN, ask } from './harness/panel.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld({
  // Both Okafors hear of each case here.
  settings: site => ({ ...site, teammates: site.teammates.map(one => ({ ...one, notices: true })) }),
});
const { mailbox } = world;
const ANA = 'ana@okafor.example';
const CHIDI = 'chidi@okafor.example';

/** The links of a notice that promise an answer, in their order. */
const times = notice => linksOf(notice).filter(link => /\/act\//.test(link.url) && /\d:\d\d/.test(link.label));
const heading = page => page.getByRole('heading', { level: 1 }).textContent();
const acknowledgements = email => mailbox.to(email).filter(mail => /has read your message/.test(mail.subject));

test('a customer asks, the owner taps a time, and the customer hears it by mail and on the page', async () => {
  const shop = await world.visit();
  await shop.goto(world.shop.front);
  const asked = Date.now();
  const reference = await ask(shop);
  const notice = await mailbox.about(reference, ANA, 10_000);
  assert.ok(Date.now() - asked < 10_000, 'the owner hears within seconds');
  assert.match(notice.subject, /^Joan Whitcombe has a question: please read this by /);
  assert.ok(notice.text.includes(JOAN.message), 'the whole message is in the mail');
  assert.equal(notice.replyTo[0].address, JOAN.email);
  assert.equal(times(notice).length, 3);

  const receipt = await mailbox.about(reference, JOAN.email);
  assert.match(receipt.subject, /^Ana reads your message by .+ \(HB-/);
  for (const typed of [JOAN.message, JOAN.name, 'Joan']) {
    assert.ok(!receipt.text.includes(typed) && !receipt.html.includes(typed), `the receipt holds "${typed}"`);
  }

  const owner = await world.visit();
  const time = times(notice)[1];
  await owner.goto(time.url);
  assert.match(await heading(owner), /Tell Joan that you have read this\?/);
  assert.equal(acknowledgements(JOAN.email).length, 0, 'opening the page tells nobody anything');
  await owner.getByRole('button', { name: 'Yes, tell Joan' }).click();
  await until('the page says that Joan hears it', async () => /^Joan hears now/.test(await heading(owner)));
  const told = await mailbox.mail(JOAN.email, /^Ana has read your message and answers by/, 10_000);

  const customer = await world.visit();
  await customer.goto(linkOf(told, /case/i));
  assert.match(await heading(customer), /^Ana .*by /);
  await customer.getByText('Ana read your message').waitFor();
  await customer.getByText(JOAN.message).waitFor();
});

test('tapping twice tells the customer one time, and the page says what is true', async () => {
  const { email, notice } = await noticed(world);
  const page = await world.visit();
  for (const [tap, said] of [[0, /^Joan hears now/], [1, /Joan/]]) {
    await page.goto(times(notice)[0].url);
    const yes = page.getByRole('button', { name: 'Yes, tell Joan' });
    if (tap === 0) await yes.click();
    await until(`after tap ${tap + 1}`, async () => said.test(await heading(page)));
  }
  assert.equal(await page.getByRole('button', { name: 'Yes, tell Joan' }).count(), 0);
  await page.getByText('was told once').waitFor();
  await mailbox.mail(email, /^Ana has read/);
  assert.equal(acknowledgements(email).length, 1);
});

test('pressing the same button twice at once tells the customer one time', async () => {
  const { email, notice } = await noticed(world);
  const [first, second] = [await world.visit(), await world.visit()];
  for (const page of [first, second]) await page.goto(times(notice)[0].url);
  const press = page => page.getByRole('button', { name: 'Yes, tell Joan' }).click();
  await Promise.all([press(first), press(second)]);
  await mailbox.mail(email, /^Ana has read/);
  for (const page of [first, second]) await page.getByRole('link', { name: 'I have answered' }).waitFor();
  assert.equal(acknowledgements(email).length, 1);
});

test('of two people who tap different times the first counts, and the second sees it', async () => {
  const { email, reference, notice } = await noticed(world);
  const other = await mailbox.about(reference, CHIDI);
  const [ana, chidi] = [await world.visit(), await world.visit()];
  await ana.goto(times(notice)[0].url);
  await chidi.goto(times(other)[2].url);
  await ana.getByRole('button', { name: 'Yes, tell Joan' }).click();
  await until('Ana is done', async () => /hears now/.test(await heading(ana)));
  await chidi.getByRole('button', { name: 'Yes, tell Joan' }).click();
  await until('Chidi sees that Ana did', async () => /Ana/.test(await heading(chidi)));
  const [told] = [await mailbox.mail(email, /^Ana has read/)];
  assert.ok(told);
  assert.equal(acknowledgements(email).length, 1);
});

test('"I have answered" closes the promise, and the case page says so', async () => {
  const { notice, case_url } = await noticed(world);
  const page = await world.visit();
  await page.goto(linkOf(notice, 'I have answered'));
  await page.getByRole('button', { name: 'Yes, it is answered' }).click();
  await until('the page says that it is answered', async () => /^Noted: you have answered/.test(await heading(page)));
  const customer = await world.visit();
  await customer.goto(case_url);
  await customer.getByText('Ana answered', { exact: true }).waitFor();
});

test('a call at a chosen hour is acknowledged for that hour, and moved only with a reason', async () => {
  const { slots } = await (await world.fetch('/v1/sites/demo/card?zone=Europe/London')).json();
  const { notice, case_url, message } = await noticed(world, {
    kind: 'callback',
    phone: '07700 900461',
    slot: slots.at(-1)[0],
  });
  const times = linksOf(notice).filter(link => /\d:\d\d to \d+:\d\d$/.test(link.label));
  assert.equal(times.length, 1, notice.text);
  const page = await world.visit();
  await page.goto(linkOf(notice, 'I need another time'));
  await page.getByText(message).first().waitFor();
  await page.getByRole('button', { name: 'Tell Joan the new time' }).waitFor();
  await page.goto(times[0].url);
  await page.getByRole('button', { name: /^Yes, tell/ }).click();
  await until('the page says so', async () => /^Joan hears now: you call by/.test(await heading(page)));
  const customer = await world.visit();
  await customer.goto(case_url);
  assert.match(await heading(customer), /^Ana has read this and calls you .+ to \d+:\d\d/);
});

test('an address that would write a mail of its own leads to nothing but itself', async () => {
  const { notice } = await noticed(world, { email: 'a?bcc=spy@evil.example' });
  const page = await world.visit();
  await page.goto(linkOf(notice, 'I have answered'));
  const link = page.getByRole('link', { name: 'Answer now' });
  assert.equal(await link.getAttribute('href'), 'mailto:a%3Fbcc%3Dspy@evil.example');
});

test('"this was not me" ends all mail about the case', async () => {
  const { email, reference, notice } = await noticed(world);
  const receipt = await mailbox.about(reference, email);
  const page = await world.visit();
  await page.goto(linkOf(receipt, 'This was not me'));
  assert.equal(await heading(page), 'This was not you?');
  await page.getByRole('button', { name: 'This was not me' }).click();
  await until('it is noted', async () => /no more mail/.test(await heading(page)));
  const owner = await world.visit();
  await owner.goto(times(notice)[0].url);
  const yes = owner.getByRole('button', { name: /^Yes, tell/ });
  if (await yes.count()) await yes.click();
  // A later case's mails show that the book has gone on.
  const later = await posted(world);
  await mailbox.about(later.reference, later.email);
  assert.equal(acknowledgements(email).length, 0);
});

test('an altered link opens nothing and says what to do', async () => {
  const { notice } = await noticed(world);
  const { url } = times(notice)[0];
  const token = url.split('/act/')[1];
  const page = await world.visit();
  for (const place of [0, Math.floor(token.length / 2), token.length - 1]) {
    const other = token[place] === 'A' ? 'B' : 'A';
    const altered = token.slice(0, place) + other + token.slice(place + 1);
    const answer = await page.goto(`${world.service}/act/${altered}`);
    assert.equal(answer.status(), 403, `altered at ${place}`);
    assert.match(await heading(page), /does not open a case/);
  }
});

test('a scanner that follows every link of every mail acts on nothing', async () => {
  const { email, reference, notice } = await noticed(world);
  const receipt = await mailbox.about(reference, email);
  await until('all is sent and stored', async () => {
    const { owing, unsaved } = await world.book();
    return owing === 0 && unsaved === 0;
  });
  const before = new Set(world.store.entries.keys());
  const page = await world.visit();
  const mails = [notice, receipt];
  const links = mails.flatMap(linksOf).filter(link => link.url.startsWith(world.service));
  assert.ok(links.length >= 6);
  for (const { url } of links) {
    await fetch(url, { method: 'HEAD' });
    await page.goto(url);
  }
  // All that it can bring about is the note that this address reads its mail.
  const made = () => [...world.store.entries.keys()].filter(key => !before.has(key)).map(key => key.split('/').at(-1));
  await until('that is stored', () => made().length > 0);
  assert.deepEqual(made(), ['proved']);
});
