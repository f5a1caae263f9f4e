// Words that try to be more than words, in every field, and everywhere they are shown.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { bookHasRead } from './harness/books.mjs';
import { PHONE } from './harness/browser.mjs';
import { posted, submission } from './harness/cases.mjs';
import { ANA, CHIDI, atDesk, enter, form, listed } from './harness/desk.mjs';
import { HOSTILE, harmless, watch } from './harness/harmless.mjs';
import { linksOf } from './harness/mailbox.mjs';
import { panelOf } from './harness/panel.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

/** Open at any hour, so that a call can be asked for whenever the story runs. */
const always = { week: Array(7).fill(['0:00-24:00']), closed: [], special: {} };
const world = await openWorld({ settings: site => ({ ...site, hours: always }) });
const { mailbox } = world;
const inDays = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const inHours = hours => String(Date.now() + hours * 3_600_000);
let [ana, chidi] = [];

before(async () => {
  [ana, chidi] = [await enter(world, ANA), await enter(world, CHIDI)];
});

/** Does a deed at the desk, from the page as it is now. */
const does = async (who, path, fields) => {
  const page = await (await world.fetch(path, { headers: { cookie: who.cookie } })).text();
  const step = /name="step" value="([\d.]+)"/.exec(page)[1];
  const answer = await world.fetch(path, form({ step, token: who.token, ...fields }, { cookie: who.cookie, origin: world.service }));
  assert.equal(answer.status, 303, `${fields.deed}: ${(await answer.text()).slice(-9_000)}`);
};

/** A case on which everybody typed the same hostile words into every field there is. */
const hostileCase = async words => {
  const one = await posted(world, {
    kind: 'complaint', message: words(4_000), wish: words(1_000), name: words(100), phone: '+44 (0)20 7946-0999', language: words(35),
    page: `https://okafor.example/${'q'.repeat(900)}`, zone: words(64),
  });
  const path = `/desk/demo/case/${one.case_url.split('/').at(-2)}`;
  await listed(world, ana, path);
  await does(ana, path, { deed: 'acknowledge', by: inHours(20) });
  await does(ana, path, { deed: 'move.answer.1', 'answer-to': 'own', 'answer-day': inDays(3), 'answer-time': '10:00', 'answer-words': words(500) });
  await does(ana, path, { deed: 'promise.1', 'new-day': inDays(4), 'new-time': '10:00', 'new-words': words(500) });
  await does(chidi, path, { deed: 'note', note: words(4_000) });
  await does(chidi, path, { deed: 'ask', reply: words(4_000) });
  await does(ana, path, { deed: 'hand-over', 'hand-to': 'chidi', 'hand-note': words(4_000) });
  const cookie = (await world.fetch(one.case_url)).headers.getSetCookie()[0].split(';')[0];
  const customer = new URL(one.case_url).pathname.split('/').slice(0, -1).join('/');
  const again = await world.fetch(customer, form({ form: submission().submission_id, message: words(4_000) }, { cookie, origin: world.service }));
  assert.equal(again.status, 303);
  await does(ana, path, { deed: 'answer', reply: words(4_000) });
  await does(ana, path, { deed: 'draft', reply: words(4_000) });
  return { ...one, path };
};

const phone = { ...PHONE };
const visited = async (page, url, says) => {
  await page.goto(new URL(url, world.service).href);
  await harmless(page, `${says} at ${page.url()}`);
};

for (const [tries, words] of Object.entries(HOSTILE)) {
  test(`what ${tries} stays words on every page of a case`, async () => {
    const one = await hostileCase(words);
    const page = watch(await atDesk(world, ana, phone));
    for (const path of [one.path, '/desk/demo', `/desk/demo?q=${encodeURIComponent(words(100))}`, `/desk/demo?q=${one.reference}`, '/desk/demo/report']) {
      await visited(page, path, tries);
    }
    // What is sent back to be mended stands in its field as it was typed.
    await page.goto(world.service + one.path);
    await page.locator('textarea[name=reply]').fill(words(8_000).repeat(3).slice(0, 9_000) + 'q'.repeat(8_001));
    await page.locator('button[value=answer]').click();
    await page.getByText('Nothing is recorded yet.').waitFor();
    await harmless(page, `${tries}, sent back`);

    const customer = watch(await world.visit(phone));
    await visited(customer, one.case_url, `${tries}, the customer’s page`);
    await customer.getByLabel('Your words').fill(words(4_000) + 'q'.repeat(4_001));
    await customer.getByRole('button', { name: /^Send to/ }).click();
    await customer.getByText('Please shorten this').first().waitFor();
    await harmless(customer, `${tries}, sent back to the customer`);

    await does(ana, one.path, { deed: 'decline', decline: words(4_000), referral: words(500) });
    await visited(page, one.path, `${tries}, declined`);
    await visited(page, '/desk/demo?show=closed', `${tries}, archive`);
    await visited(customer, one.case_url, `${tries}, declined`);
  });
}

test('they stay words in every mail, with a date for the calendar too, and add no header', async () => {
  const { slots } = await (await world.fetch('/v1/sites/demo/card?zone=Europe/London')).json();
  for (const words of Object.values(HOSTILE)) {
    await posted(world, { kind: 'callback', slot: slots.at(-1)[0], name: words(100), message: words(4_000), phone: '020 7946 0999' });
  }
  await until('nothing is owed', async () => (await world.book()).owing === 0);
  const page = watch(await world.visit(phone));
  let dates = 0;
  for (const mail of mailbox.mails) {
    const raw = readFileSync(mail.source, 'latin1');
    const says = mail.subject;
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    for (const line of head.split('\r\n')) assert.match(line, /^([A-Za-z-]+: |\s)/, says);
    assert.ok(!/^(bcc|cc|x-added):/im.test(head), says);
    assert.ok(!/[\u202a-\u202e\u2066-\u2069\p{Cc}]/u.test(mail.subject + mail.from[0].name), says);
    assert.equal(mail.to.length, 1, says);
    assert.ok(raw.split('\r\n').every(line => line.length <= 998), `${says}: a line is too long for mail`);
    dates += /^content-type: text\/calendar/im.test(raw);
    await page.setContent(mail.html);
    await harmless(page, `${says}, as HTML`);
    for (const { url } of linksOf(mail)) assert.match(url, /^(https?|mailto|tel):/, says);
  }
  assert.ok(dates >= Object.keys(HOSTILE).length, 'each call is in a file for the calendar');
});

test('a line end in a field reaches no header of a mail', async () => {
  for (const name of ['Joan\r\nBcc: eve@evil.example', 'Joan\nX-Added: 1', 'Joan\u2028Bcc: eve@evil.example', 'Joan\u0000']) {
    const answer = await world.post(submission({ name }));
    assert.equal(answer.status, 422, JSON.stringify(name));
  }
  await posted(world, { name: 'Joan, <eve@evil.example>, "', message: '.\r\n.\r\nMAIL FROM:<eve@evil.example>\r\nDATA\r\n.' });
  await until('nothing is owed', async () => (await world.book()).owing === 0);
  assert.equal(mailbox.mails.filter(mail => /evil/.test(mail.to.map(to => to.address).join())).length, 0);
  assert.ok(mailbox.mails.every(mail => !mail.headers['x-added'] && !mail.headers.bcc));
});

test('exports hold every word and compute none', async () => {
  await bookHasRead(world);
  const read = async path => (await world.fetch(`/desk/demo/${path}`, { headers: { cookie: ana.cookie } })).text();
  for (const path of ['export.csv', 'people.csv']) {
    const lines = cells(await read(path));
    const width = lines[0].length;
    assert.ok(lines.length > Object.keys(HOSTILE).length, path);
    for (const line of lines) {
      assert.equal(line.length, width, `${path}: ${line.join('|').slice(0, 200)}`);
      for (const cell of line) assert.ok(!/^[=+\-@\t\r]/.test(cell), `${path}: ${cell.slice(0, 40)}`);
    }
  }
  const { cases } = JSON.parse(await read('export.json'));
  const messages = cases.flatMap(({ facts }) => facts.map(fact => fact.message));
  for (const words of Object.values(HOSTILE)) assert.ok(messages.includes(words(4_000).trim()));
});

/** A CSV's lines of cells (RFC 4180). */
const cells = csv => {
  const [lines, text] = [[[]], csv.replace(/^\ufeff/, '')];
  for (const [, quoted, end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n|$)/g)) {
    lines.at(-1).push(quoted.replaceAll('""', '"'));
    if (end === '\r\n') lines.push([]);
  }
  return lines.filter(line => line.length);
};

test('a question from a stranger is as harmless in the form, sent back and in the sign-in', async () => {
  for (const [tries, words] of Object.entries(HOSTILE)) {
    const page = watch(await world.visit(phone));
    await page.goto(`${world.service}/card/demo`);
    for (const [label, most] of [['Your message', 4_100], ['Your name', 100], ['E-mail', 300]]) await page.getByLabel(label).first().fill(words(most));
    await page.getByRole('button', { name: 'Send to Ana' }).click();
    await page.getByRole('alert').first().waitFor();
    await harmless(page, `${tries}, the form sent back`);
    await page.goto(`${world.service}/desk/demo`);
    await page.getByLabel('Your e-mail address').fill(words(200));
    await page.getByRole('button', { name: 'Send me the code' }).click();
    await harmless(page, `${tries}, the address sent back`);
  }
});

/** Fills every field of a form of the settings; what is refused keeps what it had. */
const fillAll = async (page, words) => {
  const fields = page.locator('form.card').first().locator('input:is([type=text],[type=url],[type=email],[type=tel]), textarea');
  // A name that was given to a link asks for where it leads.
  const earlier = await fields.evaluateAll(all => all.map(one => one.value || (one.type === 'url' ? 'https://okafor.example/' : '')));
  const save = () => Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Save', exact: true }).click()]);
  for (let at = 0; at < earlier.length; at++) await fields.nth(at).fill(words);
  await save();
  await harmless(page, `${page.url()} sent back`);
  // Some mistakes show only when the others are mended.
  for (let tries = 0; tries < earlier.length && (await page.getByText('Nothing is recorded yet').count()); tries++) {
    const bad = await fields.evaluateAll(all => all.flatMap((one, at) => (one.getAttribute('aria-invalid') ? [at] : [])));
    for (const at of bad) await fields.nth(at).fill(earlier[at]);
    await save();
  }
  assert.match(await page.locator('main').innerText(), /Saved/);
};

for (const [tries, words] of Object.entries(HOSTILE)) {
  test(`what ${tries} stays words in all settings, on the card and in the widget`, async () => {
    const page = watch(await atDesk(world, ana, phone));
    const before = world.store.entries.get('v1/site/demo').value;
    for (const part of ['business', 'texts', 'notices', 'team/ana', 'team/chidi', 'looks', 'hours']) {
      await page.goto(`${world.service}/desk/demo/settings/${part}`);
      await fillAll(page, words(90));
    }
    for (const path of ['', '/business', '/texts', '/notices', '/team/ana']) await visited(page, `/desk/demo/settings${path}`, tries);
    const one = await posted(world, { name: words(100) });
    for (const path of ['/desk/demo', '/desk/demo/sessions', '/desk', '/card/demo']) await visited(page, path, tries);
    const customer = watch(await world.visit(phone));
    await visited(customer, one.case_url, tries);
    await visited(customer, '/desk/demo', tries);

    const shop = watch(await world.visit(phone));
    await shop.goto(world.shop.page('/hostile', { head: world.shop.tag() }));
    await shop.locator('hearback-widget').getByRole('button').first().click();
    const panel = panelOf(shop);
    await panel.kind('Question').waitFor();
    await harmless(shop, `${tries}, the widget`);
    await panel.message.fill(words(4_000));
    await panel.kind('Question').check();
    await panel.name.fill(words(100));
    await panel.email.fill(words(100));
    await panel.send.click();
    await harmless(shop, `${tries}, the widget asks to mend`);
    await panel.email.fill(submission().email);
    await panel.send.click();
    await panel.reference.waitFor();
    await harmless(shop, `${tries}, the widget’s receipt`);
    await until('nothing is owed', async () => (await world.book()).owing === 0);
    const mails = watch(await world.visit(phone));
    for (const mail of mailbox.mails.splice(0)) {
      await mails.setContent(mail.html);
      await harmless(mails, `${tries}: ${mail.subject}`);
    }
    world.store.put('v1/site/demo', before);
  });
}
