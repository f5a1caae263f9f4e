// The pictures of the README, made anew: `node tests/stories/pictures.mjs`, after a build.
//
// They show the real parts, run as the stories run them.

import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP } from './harness/browser.mjs';
import { posted } from './harness/cases.mjs';
import { linkOf, linksOf } from './harness/mailbox.mjs';
import { panelOf, write } from './harness/panel.mjs';
import { root } from './harness/places.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const folder = `${root}docs/pictures/`;
const JOAN = {
  kind: 'Something is wrong',
  message:
    'You serviced our Vaillant ecoTEC on Thursday. Since last night it locks out with F28 and the water goes cold after five minutes.',
  wish: 'A visit before the weekend.',
  name: 'Joan Whitcombe',
  email: 'joan@whitcombe.example',
};
const ANA = 'ana@okafor.example';
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

mkdirSync(folder, { recursive: true });
/** Opened three hours ago and closes in five, so that the pictures can be made at any time. */
const hours = () => {
  const now = Number(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', timeZone: 'Europe/London' }).format());
  return { week: Array(7).fill([`${(now + 21) % 24}:00-${(now + 5) % 24}:30`]), closed: [], special: {} };
};
const world = await openWorld({ settings: site => ({ ...site, hours: hours() }) });
const inShop = async options => {
  const page = await world.visit(options);
  await page.goto(world.shop.front);
  return page;
};
const picture = (page, name, options) => page.screenshot({ path: `${folder}${name}.png`, ...options });

test('the pictures are made', async () => {
  const dark = await inShop({ ...DESKTOP, colorScheme: 'dark' });
  await panelOf(dark).launcher.click();
  await panelOf(dark).dialog.getByRole('img').first().waitFor();
  await panelOf(dark).kind('Question').check();
  await picture(dark, 'widget-desktop-dark');

  const phone = await inShop(PHONE);
  const panel = await write(phone, JOAN);
  await panel.dialog.getByRole('heading', { name: 'Ana Okafor' }).scrollIntoViewIfNeeded();
  await picture(phone, 'widget-phone');
  await panel.send.click();
  await panel.reference.waitFor();
  await picture(phone, 'receipt-phone');

  const notice = await world.mailbox.mail('ana@okafor.example', /Joan/);
  const mail = await world.visit({ viewport: { width: 680, height: 900 }, deviceScaleFactor: 2 });
  await mail.setContent(notice.html);
  await picture(mail, 'mail-to-the-owner', { fullPage: true });

  const owner = await world.visit(PHONE);
  await owner.goto(linksOf(notice).find(link => /\/act\//.test(link.url)).url);
  await owner.getByRole('button', { name: /^Yes, tell/ }).click();
  await owner.getByText(/hears now/).waitFor();
  const told = await world.mailbox.mail(JOAN.email, /has read your message/);
  await phone.goto(linkOf(told, /case/i));
  await picture(phone, 'case-phone', { fullPage: true });
});

const OTHERS = [
  { kind: 'question', name: 'Priya Nair', message: 'Do you also look after heat pumps? Ours is a Vaillant aroTHERM.' },
  { kind: 'complaint', name: 'Sam Osei', message: 'Your van blocked our gate for two hours on Friday.' },
  { kind: 'praise', name: 'Leyla Demir', message: 'Chidi was here within the hour and left the kitchen cleaner than before.' },
  { kind: 'question', name: 'Wojciech Brzęczyszczykiewicz', message: 'What does a yearly service cost for two flats?' },
];

/** Ana, signed in at her desk. */
const atDesk = async options => {
  const page = await world.visit(options);
  await page.goto(`${world.service}/desk/demo`);
  const known = world.mailbox.to(ANA).length;
  await page.getByLabel('Your e-mail address').fill(ANA);
  await page.getByRole('button', { name: 'Send me the code' }).click();
  const mail = await until('the code', () => world.mailbox.to(ANA).slice(known).find(mail => /is your code/.test(mail.subject)));
  await page.getByLabel('Six-digit code').fill(/\d{6}/.exec(mail.subject)[0]);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as').first().waitFor();
  return page;
};

test('the pictures of the desk are made', async () => {
  for (const one of OTHERS) await posted(world, one);
  const list = await atDesk({ ...DESKTOP, deviceScaleFactor: 2 });
  await until('all of them on the list', async () => {
    await list.reload();
    return (await list.getByText('Wojciech', { exact: false }).count()) > 0;
  });
  await picture(list, 'desk-desktop');
  const phone = await atDesk(PHONE);
  await phone.getByRole('link', { name: 'Priya Nair' }).click();
  await phone.getByLabel('Your answer to Priya').waitFor();
  await picture(phone, 'desk-case-phone');
});
