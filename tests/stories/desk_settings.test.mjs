// The settings in the browser: capacity, notices, every part, the team with its pictures, and the
// history; by the owner alone, and without script.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, crc32 } from 'node:zlib';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { PHONE, main, press } from './harness/browser.mjs';
import { noticed } from './harness/cases.mjs';
import { ANA, CHIDI, desks } from './harness/desk.mjs';
import { panelOf } from './harness/panel.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const { mailbox, store } = world;
const HOSTILE = '<script>alert(1)</script>"\' \u{1F9D1}‍🔧 e\u0301\u0301 שלום';

const desk = (path = '') => `${world.service}/desk/demo${path}`;
const signedIn = desks(world, '/settings');

const stored = () => JSON.parse(String(store.entries.get('v1/site/demo').value));
const card = async () => (await world.fetch('/v1/sites/demo/card')).json();
const inDays = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A PNG of one colour. */
const png = (width, height) => {
  const part = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body) >>> 0);
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.from([0, ...Array(width).fill([11, 89, 99]).flat()])));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))]);
};

test('booked until a day is one tap: the widget, the card and the promise obey', async () => {
  const page = await signedIn(ANA, PHONE);
  const day = inDays(20);
  await page.getByLabel('Booked until', { exact: true }).fill(day);
  await press(page, 'We are booked until then');
  await page.getByText('Saved: you changed whether work is taken on.').waitFor();
  assert.equal(stored().capacity, `booked until ${day}`);
  assert.match((await card()).notes, /^We are booked until /);

  const one = await noticed(world, { name: 'Leyla Demir' });
  const due = one.promise.due.slice(0, 10);
  assert.ok(due >= day && due < inDays(27), `read at the first opening from ${day} on: ${due}`);

  const customer = await world.visit({ javaScriptEnabled: false, ...PHONE });
  await customer.goto(`${world.service}/card/demo`);
  await customer.getByText(/^We are booked until /).waitFor();
  const shop = await world.visit();
  await shop.goto(world.shop.page('/booked', { head: world.shop.tag() }));
  await panelOf(shop).launcher.click();
  await panelOf(shop).dialog.getByText(/^We are booked until /).waitFor();
  assert.deepEqual(shop.troubles, []);

  await press(page, 'Paused');
  await page.getByText('We take on no new work at the moment.').waitFor();
  assert.match((await card()).notes, /You may still write/);
  await press(page, 'Taking work');
  await page.getByText('You are taking on work.').waitFor();
  assert.equal((await card()).notes, undefined);
});

test('booked without a day is asked for it', async () => {
  const page = await signedIn();
  await press(page, 'We are booked until then');
  await page.getByText('Give a date, like 2026-12-03.').first().waitFor();
});

test('a notice stands in widget, card and case, and is mailed once to whoever waits', async () => {
  const one = await noticed(world, { name: 'Joan Whitcombe' });
  const two = await noticed(world, { name: 'Joan Whitcombe', email: one.email });
  const page = await signedIn(ANA, { path: '/settings/notices' });
  const words = `Our telephone is down today. ${HOSTILE}`;
  await page.getByLabel('What should everybody know?').first().fill(words);
  await page.getByLabel('Mail it to everybody whose case is open').first().check();
  await press(page, 'Save');
  await page.getByText('Saved: you changed the notices.').waitFor();

  const told = await mailbox.mail(one.email, /^A word from Okafor & Daughter/);
  assert.ok(told.text.includes('Our telephone is down today.'));
  assert.ok((await card()).notes.startsWith(words));
  const customer = await world.visit({ javaScriptEnabled: false, ...PHONE });
  await customer.goto(one.case_url);
  await customer.getByText('Our telephone is down today.').waitFor();
  await customer.goto(`${world.service}/card/demo`);
  await customer.getByText('Our telephone is down today.').waitFor();
  const shop = await world.visit();
  await shop.goto(world.shop.page('/notice', { head: world.shop.tag() }));
  await panelOf(shop).launcher.click();
  await panelOf(shop).dialog.getByText('Our telephone is down today.').waitFor();

  const owing = async () => (await world.book()).owing;
  await until('nothing is owed', async () => (await owing()) === 0);
  const mails = mailbox.to(one.email).filter(mail => /^A word from/.test(mail.subject));
  assert.equal(mails.length, 1, `one mail for ${one.reference} and ${two.reference}`);

  await page.goto(desk('/settings/notices'));
  assert.equal(await page.getByLabel('What should everybody know?').first().inputValue(), words);
  await page.getByLabel('What should everybody know?').first().fill('');
  await press(page, 'Save');
  await page.getByText('Saved').waitFor();
  assert.equal((await card()).notes, undefined);
});

test('every part is changed in the browser; a mistake is told at its field and keeps the input', async () => {
  const page = await signedIn(ANA, { path: '/settings/hours', ...PHONE });
  await page.getByLabel('Monday').fill('8-17');
  await page.getByLabel('Sunday').fill('10:00-12:00');
  await press(page, 'Save');
  const field = page.getByLabel('Monday');
  assert.equal(await field.inputValue(), '8-17');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.equal(await page.getByLabel('Sunday').inputValue(), '10:00-12:00');
  await field.fill('8:00-12:00, 13:00-17:30');
  await press(page, 'Save');
  await page.getByText('Saved: you changed the opening hours.').waitFor();
  assert.deepEqual(stored().hours.week[0], ['8:00-12:00', '13:00-17:30']);

  for (const [path, label, value, seen] of [
    ['business', 'What customers call you', 'Okafor & Daughters', site => site.business],
    ['targets', 'Praise is read within', '300', site => String(site.minutes_to_read.praise)],
    ['looks', 'Your colour', '#7a2048', site => site.accent],
    ['texts', 'What stands in the empty message field', HOSTILE, site => site.texts.greeting],
    ['keeping', 'Days after a case is closed', '365', site => String(site.retention_days)],
  ]) {
    await page.goto(desk(`/settings/${path}`));
    await page.getByLabel(label).fill(value);
    await press(page, 'Save');
    await page.getByText('Saved').waitFor();
    assert.equal(seen(stored()), value, path);
  }
  assert.equal((await card()).business, 'Okafor & Daughters');
});

test('the history says who and when, and goes back; a rebuilt book still has it', async () => {
  const page = await signedIn();
  await page.getByText('Ana changed how long cases are kept.').waitFor();
  const before = stored();
  await page.getByText('Earlier changes').click();
  await page.getByRole('button', { name: /^Back to this.+As it was set up/ }).click();
  await page.getByText('The settings are back to what they were.').waitFor();
  assert.equal(stored().business, 'Okafor & Daughter');
  assert.equal(store.keys('v1/site-history/demo/').length, (await page.locator('.change').count()));
  await world.book('/rebuild', { method: 'POST' });
  await page.goto(desk('/settings'));
  await page.getByText('Earlier changes').click();
  await page.getByText('Ana changed the opening hours.').first().waitFor();
  await page.getByRole('button', { name: /^Back to this.+Ana changed how long/ }).click();
  await page.getByText('The settings are back to what they were.').waitFor();
  assert.deepEqual(stored(), before);
});

test('of two who change at once the second is told, and keeps what they entered', async () => {
  const one = await signedIn(ANA, { path: '/settings/keeping' });
  const two = await signedIn(ANA, { path: '/settings/targets' });
  await one.getByLabel('Days after a case is closed').fill('400');
  await press(one, 'Save');
  await one.getByText('Saved').waitFor();
  await two.getByLabel('Praise is read within').fill('360');
  await press(two, 'Save');
  await two.getByText('the settings changed meanwhile').waitFor();
  await two.getByText(/^Ana changed how long cases are kept, today/).waitFor();
  assert.equal(await two.getByLabel('Praise is read within').inputValue(), '360');
  assert.notEqual(stored().minutes_to_read.praise, 360);
  await press(two, 'Save');
  await two.getByText('Saved').waitFor();
  assert.deepEqual([stored().minutes_to_read.praise, stored().retention_days], [360, 400]);
});

test('settings that somebody stored past the desk are a change of their own', async () => {
  const page = await signedIn(ANA, { path: '/settings/keeping' });
  store.put('v1/site/demo', JSON.stringify({ ...stored(), business: 'Okafor Heating' }));
  await page.getByLabel('Days after a case is closed').fill('500');
  await press(page, 'Save');
  await page.getByText('Changed past the desk').first().waitFor();
  await press(page, 'Save');
  await page.getByText('Saved').waitFor();
  assert.deepEqual([stored().business, stored().retention_days], ['Okafor Heating', 500]);
});

test('a store that refuses is asked again; the change holds at once', async () => {
  const page = await signedIn(ANA, { path: '/settings/keeping' });
  store.fault = ({ method, key }) => (method === 'PUT' && key.startsWith('v1/site') ? 'refuse' : undefined);
  await page.getByLabel('Days after a case is closed').fill('600');
  await press(page, 'Save');
  await page.getByText('Saved').waitFor();
  assert.equal(stored().retention_days, 500);
  await page.goto(desk('/settings/keeping'));
  assert.equal(await page.getByLabel('Days after a case is closed').inputValue(), '600');
  store.fault = () => undefined;
});

test('a teammate is told in a plain sentence that the settings are the owner’s', async () => {
  const page = await signedIn(CHIDI, { path: '' });
  assert.equal(await page.getByRole('link', { name: 'Settings' }).count(), 0);
  for (const path of ['/settings', '/settings/hours', '/settings/team/ana', '/settings/team/new', '/settings/preview']) {
    const answer = await page.goto(desk(path));
    assert.equal(answer.status(), 403, path);
    assert.match(await main(page), /The settings are Ana’s to change/);
  }
  const [session] = (await page.context().cookies(world.service)).filter(one => one.name === '__Host-desk-demo');
  const cookie = `${session.name}=${session.value}`;
  await page.goto(desk('/sessions'));
  const token = await page.locator('input[name=token]').first().inputValue();
  const post = (path, body, own = cookie) =>
    world.fetch(`/desk/demo${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: world.service, cookie: own },
      body: `${body}&token=${token}`,
    });
  for (const [path, body] of [['/settings', 'capacity=paused'], ['/settings/keeping', 'days=30'], ['/settings/team/chidi', 'deed=remove']]) {
    assert.equal((await post(path, body)).status, 403, path);
    assert.equal((await post(path, body, '')).status, 403, path);
    assert.equal((await world.fetch(`/desk/demo${path}`)).status, 401, path);
  }
});

test('a large photograph is cropped to a square and made small before it is sent', async () => {
  const page = await signedIn(ANA, { path: '/settings/team/ana', javaScriptEnabled: true });
  await page.getByText('Any photograph: you choose the square').waitFor();
  // Noise, which no encoder makes small at its full size.
  const wide = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1600, 900];
    const pen = canvas.getContext('2d');
    for (let y = 0; y < 900; y += 3) {
      for (let x = 0; x < 1600; x += 3) {
        pen.fillStyle = `rgb(${(x * 7 + y * 13) % 256} ${(x * y) % 256} ${x < 800 ? 255 : 0})`;
        pen.fillRect(x, y, 3, 3);
      }
    }
    return canvas.toDataURL('image/png').split(',')[1];
  });
  const file = { name: 'photograph.png', mimeType: 'image/png', buffer: Buffer.from(wide, 'base64') };
  assert.ok(file.buffer.length > 100_000);
  await page.getByLabel('A picture').setInputFiles(file);
  const square = page.locator('#crop canvas');
  await square.waitFor();
  const drawn = () => square.evaluate(canvas => canvas.toDataURL());
  const middle = await drawn();
  await page.getByLabel('Left to right').focus();
  for (let times = 0; times < 20; times++) await page.keyboard.press('ArrowLeft');
  const left = await drawn();
  assert.notEqual(left, middle, 'the sliders move it');
  const { x, y } = await square.boundingBox();
  await page.mouse.move(x + 100, y + 100);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 100, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await drawn(), left, 'and so does the pointer');
  await check(page, 'a picture about to be sent');
  await press(page, 'Use this picture');
  await page.getByText('Saved: you changed the team.').waitFor();
  const { picture: address } = stored().owner;
  const answer = await world.fetch(address);
  const kept = Buffer.from(await answer.arrayBuffer());
  assert.ok(kept.length <= 40_000, `${kept.length}`);
  assert.match(answer.headers.get('content-type'), /^image\/(webp|jpeg)$/);
  const sides = await page.evaluate(async url => {
    const bitmap = await createImageBitmap(await (await fetch(url)).blob());
    return [bitmap.width, bitmap.height];
  }, address);
  assert.equal(sides[0], sides[1]);
  assert.deepEqual(page.troubles, []);

  const plain = await signedIn(ANA, { path: '/settings/team/ana' });
  await plain.getByText('WebP, JPEG or PNG, square already, 64 to 2048 pixels a side, at most 40 kB').waitFor();
  assert.ok(await plain.locator('#crop').isHidden());
});

test('somebody joins the team, has a face and a signature, and is signed out when they leave', async () => {
  const page = await signedIn(ANA, { path: '/settings/team/new' });
  await page.getByLabel('The whole name').fill('Bola Ade');
  await page.getByLabel('E-mail').fill(CHIDI);
  await press(page, 'Save');
  await page.getByText('somebody else of the team has this address', { exact: false }).or(page.getByText('Somebody else of the team has this address', { exact: false })).first().waitFor();
  assert.equal(await page.getByLabel('The whole name').inputValue(), 'Bola Ade');
  await page.getByLabel('E-mail').fill('bola@okafor.example');
  await page.getByLabel('Signature').fill('Bola Ade, heating engineer');
  await press(page, 'Save');
  await page.getByText('Saved: you changed the team.').waitFor();

  const mate = stored().teammates.find(one => one.name === 'Bola Ade').id;
  assert.match(mate, /^bola-[0-9a-f]{6}$/, 'nobody else ever has it');
  await page.goto(desk(`/settings/team/${mate}`));
  const picture = (name, mimeType, buffer) => page.getByLabel('A picture').setInputFiles({ name, mimeType, buffer });
  await picture('wide.png', 'image/png', png(120, 80));
  await press(page, 'Use this picture');
  await page.getByText('This picture is not square.').waitFor();
  await picture('evil.png', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'));
  await press(page, 'Use this picture');
  await page.getByText('This is no WebP, JPEG or PNG.').waitFor();
  await picture('large.png', 'image/png', Buffer.alloc(70_000));
  await press(page, 'Use this picture');
  await page.getByText('This picture is larger than 40 kB.').waitFor();
  await picture('bola.png', 'image/png', png(96, 96));
  await press(page, 'Use this picture');
  await page.getByText('Saved: you changed the team.').waitFor();
  const { picture: address } = stored().teammates.find(one => one.id === mate);
  const answer = await world.fetch(address);
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'image/png']);
  assert.match(answer.headers.get('cache-control'), /immutable/);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), png(96, 96));

  const bola = await signedIn('bola@okafor.example', { path: '' });
  const one = await noticed(world, { name: 'Priya Nair' });
  await until('the case on the list', async () => {
    await bola.goto(desk());
    return (await main(bola)).includes('Priya Nair');
  });
  await bola.getByRole('link', { name: 'Priya Nair' }).click();
  await bola.getByLabel('Your answer to Priya').fill('We come tomorrow.');
  await press(bola, 'Send to Priya');
  const told = await mailbox.mail(one.email, /^Bola has answered you/);
  assert.match(told.text, /We come tomorrow\.\s+Bola Ade, heating engineer/);

  const { id } = stored().teammates.find(one => one.name === 'Bola Ade');
  assert.match(id, /^bola-[0-9a-f]{6}$/, 'nobody else ever has it');
  await page.goto(desk(`/settings/team/${id}`));
  await press(page, 'Take Bola Ade out of the team');
  await page.getByText('Saved: you changed the team.').waitFor();
  await bola.goto(desk());
  assert.equal(await bola.getByRole('heading', { level: 1 }).innerText(), 'Sign in to your desk');
  await page.getByRole('button', { name: /^Back to this.+Ana changed the team/ }).first().click();
  await page.getByText('The settings are back').waitFor();
  await bola.goto(desk());
  assert.equal(await bola.getByRole('heading', { level: 1 }).innerText(), 'Sign in to your desk', 'who comes back signs in again');
});

test('the preview shows the widget as it is', async () => {
  const page = await signedIn(ANA, { path: '/settings', javaScriptEnabled: true });
  await page.getByRole('link', { name: 'See the widget as it is now' }).click();
  const panel = panelOf(page);
  await page.locator('hearback-widget').getByRole('button').click();
  await panel.dialog.getByRole('heading', { name: 'Ana Okafor' }).waitFor();
  assert.deepEqual(page.troubles, []);
});

for (const [size, options] of Object.entries(SIZES)) {
  for (const scheme of SCHEMES) {
    test(`the settings break no rule of axe, ${size}, ${scheme}`, async () => {
      const page = await signedIn(ANA, { javaScriptEnabled: true, colorScheme: scheme, ...options });
      for (const path of ['', '/notices', '/business', '/hours', '/targets', '/looks', '/texts', '/keeping', '/team/ana', '/team/chidi', '/team/new']) {
        await page.goto(desk(`/settings${path}`));
        await check(page, path);
        const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(width <= 0, `${path} is ${width}px too wide`);
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${size}-${scheme}${path.replaceAll('/', '-')}.png`, fullPage: true });
      }
    });
  }
}
