// The first run: from an empty store to a customer's message in the owner's mailbox, through the
// tag that six questions gave; with and without script, and with everything that may come between.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { DESKTOP, PHONE, heading, main } from './harness/browser.mjs';
import { linkOf } from './harness/mailbox.mjs';
import { JOAN, ask, panelOf } from './harness/panel.mjs';
import { root } from './harness/places.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const ANA = 'ana@okafor.example';
const world = await openWorld({ settings: null, vars: { OWNER_EMAIL: ANA } });
const { mailbox, store } = world;
const FACE = `${root}www/pictures/demo-ana.webp`;
const LONDON = { 'x-story-cf': JSON.stringify({ timezone: 'Europe/London' }) };

const at = path => `${world.service}${path}`;
const codes = email => mailbox.to(email).filter(mail => /is your code/.test(mail.subject));
const stored = id => JSON.parse(String(store.entries.get(`v1/site/${id}`).value));
const field = (page, name) => page.getByLabel(name).inputValue();

/** What a person does, counted: every address opened, every field filled, every button pressed. */
const person = page => {
  const steps = { pages: 0, fields: 0, presses: 0 };
  return {
    page,
    steps,
    go: async path => (steps.pages++, page.goto(at(path))),
    fill: async (name, value) => (steps.fields++, page.getByLabel(name).fill(value)),
    choose: async name => (steps.presses++, page.getByRole('radio', { name }).check()),
    press: async name => (steps.presses++, page.getByRole('button', { name, exact: true }).click()),
    follow: async name => (steps.presses++, page.getByRole('link', { name }).first().click()),
  };
};
const signIn = async (ana, email = ANA) => {
  const before = codes(email).length;
  await ana.fill('Your e-mail address', email);
  await ana.press('Send me the code');
  await ana.page.getByLabel('Six-digit code').waitFor();
  const mail = await until(`a code for ${email}`, () => codes(email)[before]);
  await ana.fill('Six-digit code', /\d{6}/.exec(mail.subject)[0]);
  await ana.press('Sign in');
  await ana.page.getByText('Question ').waitFor();
  return mail;
};

/** The owner's browser, once signed in: codes are few in an hour. */
let cookies;
const signedIn = async (path, options = {}) => {
  const page = await world.visit({ javaScriptEnabled: false, ...options });
  await page.context().addCookies(cookies);
  await page.goto(at(path));
  return page;
};
/** A website with this tag, and a customer on it. */
const customerOn = async tag => {
  const page = await world.visit();
  await page.goto(world.shop.page(`/${encodeURIComponent(tag.length)}`, { head: tag, body: '<main><h1>Shop</h1></main>' }));
  await page.locator('hearback-widget').getByRole('button').first().click();
  return page;
};

test('a fresh service shows its owner the way, and nobody else gets in', async () => {
  const page = await world.visit({ javaScriptEnabled: false, ...PHONE });
  await page.goto(at('/'));
  assert.equal(new URL(page.url()).pathname, '/install');
  await page.getByRole('link', { name: 'Set up a website' }).click();
  assert.equal(await heading(page), 'Set up a website');
  for (const path of ['/desk/new', '/desk/new/business', '/desk/new/picture']) {
    const answer = await world.fetch(path);
    assert.equal(answer.status, 401, path);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.match(answer.headers.get('content-security-policy'), /frame-ancestors 'none'/);
  }
  const post = (path, headers, body) => world.fetch(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body });
  assert.equal((await post('/desk/new/business', { origin: world.service }, 'business=Evil&website=evil.example')).status, 403);
  assert.equal((await post('/desk/new/sign-in', { origin: 'https://evil.example' }, `email=${ANA}`)).status, 403);
  for (const path of ['/card/new', '/v1/sites/new/card', '/desk/new/settings', '/desk/new/report', '/desk/new/case/x']) {
    assert.equal((await world.fetch(path)).status, 404, path);
  }
  assert.deepEqual(store.keys('v1/site'), []);
});

test('an unknown address is answered as the owner’s, and gets nothing', async () => {
  const shown = async email => {
    const ana = person(await world.visit({ javaScriptEnabled: false }));
    await ana.go('/desk/new');
    await ana.fill('Your e-mail address', email);
    await ana.press('Send me the code');
    await ana.page.getByLabel('Six-digit code').waitFor();
    const asked = await main(ana.page);
    await ana.fill('Six-digit code', '000000');
    await ana.press('Sign in');
    return `${asked}\n${await main(ana.page)}`.replaceAll(email, 'SOMEBODY');
  };
  assert.equal(await shown('stranger@post.example'), await shown(ANA));
  const mail = await until('the mail to the owner', () => codes(ANA)[0]);
  assert.match(mail.text, /It lets you set up Hearback within 10 minutes/);
  assert.equal(mailbox.to('stranger@post.example').length, 0);
});

test('from nothing to a message in the mailbox, on a phone without script', async t => {
  const began = Date.now();
  const ana = person(await world.visit({ javaScriptEnabled: false, ...PHONE, extraHTTPHeaders: LONDON }));
  const { page } = ana;
  await ana.go('/');
  await ana.follow('Set up a website');
  await signIn(ana);
  cookies = await page.context().cookies();

  assert.equal(await heading(page), 'What is your business called?');
  await ana.fill('What customers call you', 'Okafor & Daughter');
  await ana.fill('Your website', world.shop.origin);
  await ana.press('Go on');
  assert.equal(await heading(page), 'Who answers?');
  await ana.fill('Your whole name', 'Ana Okafor');
  await ana.press('Go on');
  assert.deepEqual([await field(page, 'Time zone'), await field(page, 'Monday'), await field(page, 'Sunday')], ['Europe/London', '9:00-17:00', '']);
  await ana.press('Go on');
  assert.equal(await field(page, 'E-mail for customers'), ANA);
  await ana.fill('Telephone', '+44 20 7946 0142');
  await ana.press('Go on');
  assert.ok(await page.getByRole('radio', { name: 'Within one working day' }).isChecked());
  await ana.press('Go on');
  assert.deepEqual(store.keys('v1/site'), [], 'nothing is there before everything is answered');
  await ana.press('Finish without a picture');

  assert.equal(await heading(page), 'Your widget is ready');
  assert.match(await main(page), /Okafor & Daughter is set up and stored\./);
  const { owner, zone, minutes_to_read: minutes } = stored('okafor-daughter');
  assert.deepEqual([owner.id, owner.email, zone, minutes.question], ['ana', ANA, 'Europe/London', 480]);
  assert.equal(store.keys('v1/site-history/okafor-daughter/').length, 1);
  const tag = await page.locator('#tag').innerText();
  assert.equal(tag, `<script src="${world.service}/widget.js" data-site="okafor-daughter" async></script>`);
  assert.equal(await page.getByRole('button', { name: 'Copy the line' }).count(), 0, 'without script nothing copies');

  const customer = await customerOn(tag);
  const reference = await ask(customer, JOAN);
  const mail = await mailbox.about(reference, ANA);
  assert.match(mail.text, /Our boiler shows F28/);
  const { pages, fields, presses } = ana.steps;
  t.diagnostic(`${pages} address, ${fields} fields and ${presses} presses of the owner; ${((Date.now() - began) / 1000).toFixed(1)} s for this story`);
  assert.deepEqual(customer.troubles, []);

  await ana.follow('To your desk');
  await until('the case on the list', async () => {
    await page.reload();
    return (await main(page)).includes('Joan Whitcombe');
  });
  await page.goto(at('/desk/okafor-daughter/settings'));
  await page.getByText('As it was set up.').waitFor();
  cookies = await page.context().cookies();
});

test('Back, a reload, a closed tab and another browser lose nothing that was sent', async () => {
  const page = await signedIn('/desk');
  const ana = person(page);
  await ana.follow('Set up a website');
  assert.equal(await field(page, 'What customers call you'), '', 'the site before is done');
  await ana.fill('What customers call you', 'Okafor & Daughter');
  await ana.fill('Your website', 'okafor');
  await ana.press('Go on');
  await page.getByText('Write how the page’s address begins').or(page.getByText("Write how the page's address begins")).first().waitFor();
  assert.equal(await field(page, 'What customers call you'), 'Okafor & Daughter');
  await ana.fill('Your website', world.shop.origin);
  await ana.press('Go on');
  await ana.fill('Your whole name', 'Ana Okafor');
  await ana.press('Go on');
  assert.equal(await field(page, 'Time zone'), '', 'nobody knows where this browser is');
  await page.goBack();
  assert.equal(await heading(page), 'Who answers?');
  await page.reload();
  assert.equal(await field(page, 'Your whole name'), 'Ana Okafor');
  await ana.follow('Back');
  assert.equal(await field(page, 'Short name'), 'okafor-daughter-2', 'the first one is taken');
  await page.close();

  const other = person(await world.visit({ javaScriptEnabled: false }));
  await other.go('/desk/new');
  const mail = await signIn(other);
  assert.equal(await heading(other.page), 'When are you there?');
  assert.match(await main(other.page), /Ana Okafor/);
  const third = await world.visit({ javaScriptEnabled: false });
  await third.goto(linkOf(mail, 'Sign in'));
  assert.match(await heading(third), /not the browser that asked/);

  await other.go('/desk/new/business');
  await other.fill('Short name', 'okafor-daughter');
  await other.press('Go on');
  await other.page.getByText('Another site here is called “okafor-daughter”. “okafor-daughter-2” is free.').first().waitFor();
  await other.fill('Short name', 'okafor-2');
  await other.press('Go on');
  await other.go('/desk/new');
  await other.fill('Time zone', 'Peckham');
  await other.press('Go on');
  await other.page.getByText('Use a name of the IANA time zone list').first().waitFor();
  await other.fill('Time zone', 'Europe/Berlin');
  await other.press('Go on');
  await other.go('/desk/new/picture');
  await other.press('Finish without a picture');
  assert.equal(await heading(other.page), 'How else can people reach you?', 'what is open is asked first');
  await other.press('Sign out');
  assert.match(await main(other.page), /You are signed out\./);
});

test('with script: a face, a store that refuses, the line copied and the widget on the spot', async () => {
  const page = await signedIn('/desk/new', { javaScriptEnabled: true });
  const ana = person(page);
  assert.equal(await heading(page), 'How else can people reach you?');
  await ana.press('Go on');
  await ana.choose('Within an hour');
  await ana.press('Go on');
  await ana.press('Use this picture and finish');
  await page.getByText('Please choose a picture first.').first().waitFor();
  await page.getByLabel('A picture').setInputFiles({ name: 'ana.webp', mimeType: 'image/webp', buffer: readFileSync(FACE) });
  store.fault = ({ method, key }) => (method === 'PUT' && key.startsWith('v1/site') ? 'refuse' : undefined);
  await ana.press('Use this picture and finish');
  await page.getByText('Your site is not there yet').waitFor();
  assert.deepEqual(store.keys('v1/site/'), ['v1/site/okafor-daughter']);
  store.fault = () => undefined;
  await ana.press('Finish with this picture');
  assert.equal(await heading(page), 'Your widget is ready');
  const site = stored('okafor-2');
  assert.deepEqual([site.zone, site.minutes_to_read.question, site.minutes_to_read.complaint], ['Europe/Berlin', 60, 30]);
  assert.equal((await world.fetch(site.owner.picture)).headers.get('content-type'), 'image/webp');

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: world.service });
  await ana.press('Copy the line');
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const tag = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(tag, /^<script src="[^"]+" data-site="okafor-2" async><\/script>$/);
  const agency = await page.getByRole('link', { name: 'Send it to my web agency' }).getAttribute('href');
  assert.ok(decodeURIComponent(agency).includes(tag) && decodeURIComponent(agency).includes('/install?site=okafor-2'));

  await page.locator('hearback-widget').getByRole('button').click();
  await panelOf(page).dialog.getByRole('heading', { name: 'Ana Okafor' }).waitFor();
  const reference = await ask(page, { ...JOAN, name: 'Ana herself' });
  await mailbox.about(reference, ANA);
  assert.deepEqual(page.troubles, []);
  cookies = await page.context().cookies();
});

for (const [how, business, options] of [
  ['a phone with script', 'Phone Repairs', { javaScriptEnabled: true, ...PHONE }],
  ['a desktop without script', 'Desk Lamps', { javaScriptEnabled: false, ...DESKTOP }],
  ['a desktop with script', 'Window Frames', { javaScriptEnabled: true, ...DESKTOP }],
]) {
  test(`six answers make a widget that works, on ${how}`, async () => {
    const page = await signedIn('/desk/new', { extraHTTPHeaders: LONDON, ...options });
    const ana = person(page);
    await ana.fill('What customers call you', business);
    await ana.fill('Your website', world.shop.origin);
    await ana.press('Go on');
    await ana.fill('Your whole name', 'Ana Okafor');
    for (let question = 2; question < 6; question++) await ana.press('Go on');
    await ana.press('Finish without a picture');
    assert.equal(await heading(page), 'Your widget is ready');
    const customer = await customerOn(await page.locator('#tag').innerText());
    await mailbox.about(await ask(customer, JOAN), ANA);
    assert.deepEqual([...page.troubles, ...customer.troubles], []);
  });
}

test('of two who take one name the later is asked for another', async () => {
  const ana = person(await signedIn('/desk/new', { extraHTTPHeaders: LONDON }));
  await ana.fill('What customers call you', 'Kiln Yard');
  await ana.fill('Your website', 'kiln.example');
  await ana.press('Go on');
  await ana.fill('Your whole name', '<script>alert(1)</script> Ana');
  for (let question = 2; question < 6; question++) await ana.press('Go on');
  store.put('v1/site/kiln-yard', JSON.stringify({ ...stored('okafor-2'), id: 'kiln-yard', business: 'Kiln Yard Pottery' }));
  await ana.press('Finish without a picture');
  await ana.page.getByText('Another site here is called “kiln-yard”. “kiln-yard-2” is free.').first().waitFor();
  assert.equal(stored('kiln-yard').business, 'Kiln Yard Pottery');
  await ana.fill('Short name', 'kiln-yard-2');
  await ana.press('Go on');
  await ana.go('/desk/new');
  await ana.press('Finish without a picture');
  assert.equal(await heading(ana.page), 'Your widget is ready');
  assert.equal(stored('kiln-yard-2').owner.name, '<script>alert(1)</script> Ana');
  assert.deepEqual(stored('kiln-yard-2').allowed_origins, ['https://kiln.example', 'https://www.kiln.example']);
});

for (const [size, options] of Object.entries(SIZES)) {
  for (const scheme of SCHEMES) {
    test(`the first run breaks no rule of axe, ${size}, ${scheme}`, async () => {
      const page = await signedIn('/desk/new', { javaScriptEnabled: true, colorScheme: scheme, ...options });
      const stranger = await world.visit({ colorScheme: scheme, ...options });
      const look = async (shown, path) => {
        await shown.goto(at(path));
        await check(shown, path);
        const width = await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(width <= 0, `${path} is ${width}px too wide`);
        if (process.env.SHOTS) await shown.screenshot({ path: `${process.env.SHOTS}/${size}-${scheme}${path.replaceAll(/[/?=]/g, '-')}.png`, fullPage: true });
      };
      for (const question of ['business', 'name', 'hours', 'reach', 'target', 'picture']) await look(page, `/desk/new/${question}`);
      for (const path of ['/desk/okafor-2/settings/tag?done=begun', '/desk/okafor-daughter/settings/tag', '/desk']) await look(page, path);
      await page.goto(at('/desk/new/business'));
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByText('Write something here.').first().waitFor();
      await check(page, 'a mistake');
      for (const path of ['/install', '/install?site=okafor-2']) await look(stranger, path);
      await stranger.goto(at('/desk/new'));
      await check(stranger, 'signing in');
    });
  }
}
