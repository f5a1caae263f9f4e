// axe finds nothing, in every state of the widget and on every page: phone and desktop, light
// and dark.

import { test } from 'node:test';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { PHONE } from './harness/browser.mjs';
import { noticed, posted } from './harness/cases.mjs';
import { linkOf, linksOf } from './harness/mailbox.mjs';
import { JOAN, panelOf, write } from './harness/panel.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const HOST = world.shop.page('/axe', { head: world.shop.tag(), body: '<main><h1>Shop</h1><p>Text</p></main>' });

/** Leads the widget through its states and checks each. */
const throughTheWidget = async (page, name) => {
  await page.goto(HOST);
  const panel = panelOf(page);
  await panel.launcher.waitFor();
  await check(page, `${name}: closed`);
  await panel.launcher.click();
  await panel.dialog.getByRole('heading', { name: 'Ana Okafor' }).waitFor();
  await check(page, `${name}: open`);
  for (const kind of ['Question', 'Something is wrong', 'Praise or idea', 'Call me back']) {
    await panel.kind(kind).check();
    await check(page, `${name}: ${kind}`);
  }
  await panel.send.click();
  await panel.status.getByText(/missing|not right yet/).first().waitFor();
  await check(page, `${name}: to be mended`);
  await write(page, { ...JOAN, email: 'joan@gmial.com' });
  await panel.name.focus();
  await panel.dialog.getByRole('button', { name: 'joan@gmail.com' }).waitFor();
  await check(page, `${name}: a correction is offered`);
  await page.context().setOffline(true);
  await panel.send.click();
  await panel.status.getByText('Not sent yet.').waitFor();
  await check(page, `${name}: not sent yet`);
  await page.context().setOffline(false);
  await panel.reference.waitFor();
  await check(page, `${name}: receipt`);
};

for (const [size, options] of Object.entries(SIZES)) {
  for (const colorScheme of SCHEMES) {
    test(`the widget on a ${size}, ${colorScheme}`, async () => {
      await throughTheWidget(await world.visit({ ...options, colorScheme }), `${size} ${colorScheme}`);
    });
  }
}

test('"could not be sent" and "this form cannot load"', async () => {
  for (const colorScheme of SCHEMES) {
    const page = await world.visit({ ...PHONE, colorScheme });
    await page.goto(HOST);
    const panel = await write(page, { ...JOAN, email: `${colorScheme}@whitcombe.example` });
    world.store.fault = ({ method }) => method === 'PUT' && 'refuse';
    await panel.send.click();
    await panel.status.getByText('Could not be sent.').waitFor();
    await check(page, `${colorScheme}: could not be sent`);
    world.store.fault = () => undefined;

    const bare = await world.visit({ ...PHONE, colorScheme });
    await bare.route(/\/w\/|widget\.json/, route => route.abort());
    await bare.goto(HOST);
    await panelOf(bare).launcher.click();
    await panelOf(bare).dialog.getByText(/This form cannot load/).waitFor();
    await check(bare, `${colorScheme}: cannot load`);
  }
});

test('the card, the case and the pages behind the buttons', async () => {
  const { case_url, notice, email, reference } = await noticed(world, { kind: 'complaint', wish: 'A visit' });
  const receipt = await world.mailbox.about(reference, email);
  const time = linksOf(notice).find(link => /\/act\//.test(link.url)).url;
  const addresses = {
    'the card': `${world.service}/card/demo`,
    'the case': case_url,
    'a time to confirm': time,
    'an answer to confirm': linkOf(notice, 'I have answered'),
    'not me': linkOf(receipt, 'This was not me'),
    'an altered link': `${time}x`,
    'nothing here': `${world.service}/nothing`,
  };
  for (const [size, options] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      const page = await world.visit({ ...options, colorScheme });
      for (const [name, address] of Object.entries(addresses)) {
        await page.goto(address);
        await check(page, `${name}, ${size}, ${colorScheme}`);
      }
      await page.goto(addresses['the card']);
      await page.getByRole('button', { name: 'Send to Ana' }).click();
      await page.getByText('Please choose what it is about.').first().waitFor();
      await check(page, `the card's mistakes, ${size}, ${colorScheme}`);
    }
  }
  const owner = await world.visit();
  await owner.goto(time);
  await owner.getByRole('button', { name: /^Yes, tell/ }).click();
  await owner.getByText(/hears now/).waitFor();
  await check(owner, 'told');
  const locked = await posted(world);
  await owner.goto(locked.case_url.replace(/\/[^/]+$/, ''));
  await check(owner, 'a case without its link');
});
