// The owner's desk: signing in by a mailed code, the list, a case that is answered, and the
// customer who reads the answer and writes back; with and without script.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { DESKTOP, PHONE, heading, main } from './harness/browser.mjs';
import { noticed, posted } from './harness/cases.mjs';
import { linkOf } from './harness/mailbox.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const { mailbox } = world;
const ANA = 'ana@okafor.example';
const CHIDI = 'chidi@okafor.example';

const codes = email => mailbox.to(email).filter(mail => /is your code/.test(mail.subject));
const desk = (path = '') => `${world.service}/desk/demo${path}`;

/** Asks for a code and returns its mail. */
const askFor = async (page, email) => {
  const before = codes(email).length;
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me the code' }).click();
  await page.getByLabel('Six-digit code').waitFor();
  return until(`a code for ${email}`, () => codes(email)[before]);
};
const codeOf = mail => /\d{6}/.exec(mail.subject)[0];
const enter = async (page, code) => {
  await page.getByLabel('Six-digit code').fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Somebody's browser, signed in and at a path of the desk. */
const signedIn = async (email = ANA, { path = '', ...options } = {}) => {
  const page = await world.visit({ javaScriptEnabled: false, ...options });
  await page.goto(desk(path));
  await enter(page, codeOf(await askFor(page, email)));
  await page.getByText('Signed in as', { exact: false }).first().waitFor();
  return page;
};
/** The list shows a case once the book has noted it. */
const listed = (page, words) =>
  until(`${words} on the list`, async () => {
    await page.goto(desk());
    return (await main(page)).includes(words);
  });

test('the code of the mail lets in the browser that asked, once', async () => {
  const page = await world.visit({ javaScriptEnabled: false, ...PHONE });
  await page.goto(desk());
  assert.equal(await heading(page), 'Sign in to your desk');
  const mail = await askFor(page, ANA);
  const code = codeOf(mail);
  await enter(page, code === '000000' ? '000001' : '000000');
  await page.getByText('This is not the code of the newest mail. You have 4 more tries, and the link in the mail.').first().waitFor();

  const other = await world.visit({ javaScriptEnabled: false });
  await other.goto(linkOf(mail, 'Sign in'));
  assert.match(await heading(other), /not the browser that asked/);
  await other.goto(desk('/enter'));
  assert.equal(await heading(other), 'Sign in to your desk', 'a browser that did not ask cannot enter the code');

  await enter(page, `${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByText('Signed in as').first().waitFor();
  const cookies = await page.context().cookies(world.service);
  const session = cookies.find(cookie => cookie.name === '__Host-desk-demo');
  assert.deepEqual([session.httpOnly, session.secure, session.sameSite, session.path], [true, true, 'Lax', '/']);
  await page.goto(linkOf(mail, 'Sign in'));
  assert.match(await heading(page), /not the browser that asked/, 'what was used is used up');
});

test('the mailed link signs in with one press, in the browser that asked', async () => {
  const page = await world.visit({ javaScriptEnabled: false });
  await page.goto(desk());
  const mail = await askFor(page, ANA);
  await page.goto(linkOf(mail, 'Sign in'));
  assert.equal(await heading(page), 'Sign in here?');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as').first().waitFor();
});

test('an unknown address is answered as a known one, and gets nothing', async () => {
  const shown = async email => {
    const page = await world.visit({ javaScriptEnabled: false });
    await page.goto(desk());
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByRole('button', { name: 'Send me the code' }).click();
    await page.getByLabel('Six-digit code').waitFor();
    const asked = await main(page);
    await enter(page, '000000');
    return `${asked}\n${await main(page)}`.replaceAll(email, 'SOMEBODY');
  };
  assert.equal(await shown('stranger@post.example'), await shown(CHIDI));
  await until('the mail to the one who is known', () => codes(CHIDI).length === 1);
  assert.equal(mailbox.to('stranger@post.example').length, 0);
});

test('five wrong codes end the asking', async () => {
  const page = await world.visit({ javaScriptEnabled: false });
  await page.goto(desk());
  const code = codeOf(await askFor(page, CHIDI));
  const wrong = code === '111111' ? '222222' : '111111';
  for (let tries = 0; tries < 5; tries++) await enter(page, wrong);
  assert.equal(await heading(page), 'This code is no longer good');
  await page.goto(desk('/enter'));
  await enter(page, code);
  assert.equal(await heading(page), 'This code is no longer good', 'nor does the right one help');
});

test('a case is answered at the desk; the customer reads it by mail and on the page, and writes back', async () => {
  const one = await noticed(world, { message: 'Do you also look after heat pumps?', name: 'Priya Nair' });
  const page = await signedIn(ANA, PHONE);
  await listed(page, 'Priya Nair');
  assert.match(await heading(page), /^(One is|Two are|\w+ are) (open|due within the hour), Ana\.$/);
  await page.getByRole('link', { name: 'Priya Nair' }).click();
  assert.ok((await main(page)).includes('Do you also look after heat pumps?'));

  await page.getByRole('button', { name: 'Send to Priya' }).click();
  await page.getByText('Please write your answer.').first().waitFor();
  const answer = 'Dear Priya,\n\nyes, we do. Which model is it?\n\nAna';
  await page.getByLabel('Your answer to Priya').fill(answer);
  await page.getByRole('button', { name: 'Send to Priya' }).click();
  await page.getByText('Your answer to Priya is on its way.').waitFor();

  const told = await mailbox.mail(one.email, /^Ana has answered you/);
  assert.ok(told.text.includes('Which model is it?'));
  assert.equal(told.from[0].name, 'Ana at Okafor & Daughter');
  const receipt = mailbox.to(one.email).find(mail => /reads your message/.test(mail.subject));
  assert.match(receipt.headers['message-id'], /^<[^<>@\s]+@[^<>@\s]+>$/);
  assert.equal(told.headers['in-reply-to'], receipt.headers['message-id'], 'it stands below the receipt');

  const customer = await world.visit({ javaScriptEnabled: false, ...PHONE });
  await customer.goto(linkOf(told, 'See your case'));
  assert.match(await heading(customer), /^Ana has answered/);
  assert.ok((await main(customer)).includes('Which model is it?'));
  await customer.getByRole('button', { name: 'Send to Ana' }).click();
  await customer.getByText('Please write what it is about').first().waitFor();
  await customer.getByLabel('Your words').fill('A Vaillant aroTHERM.');
  await customer.getByRole('button', { name: 'Send to Ana' }).click();
  await customer.getByText('Sent.').waitFor();
  assert.match(await heading(customer), /^Ana has what you wrote today/);
  assert.ok((await main(customer)).includes('A Vaillant aroTHERM.'));

  const again = await mailbox.mail(ANA, /^Priya Nair wrote again/);
  assert.ok(again.text.includes('A Vaillant aroTHERM.'));
  await page.goto(linkOf(again, 'Open it at your desk'));
  assert.ok((await main(page)).includes('A Vaillant aroTHERM.'));
  assert.match(await main(page), /Priya wrote again\. Please answer by /);
});

test('beside the list stands its first case, where there is room', async () => {
  await noticed(world, { name: 'Ngozi Eze', message: 'The valve in the hall drips again.' });
  const page = await signedIn(ANA, DESKTOP);
  await listed(page, 'Ngozi Eze');
  const first = await page.getByRole('heading', { level: 3 }).first().innerText();
  const peek = page.getByRole('region', { name: first });
  await peek.getByText('What happened so far').waitFor();
  await page.setViewportSize(PHONE.viewport);
  assert.equal(await peek.count(), 0, 'a phone shows the list alone');
  await page.setViewportSize(DESKTOP.viewport);
  await peek.getByRole('link', { name: 'Answer' }).click();
  assert.equal(await heading(page), first);
  assert.ok(page.url().endsWith('#f-reply'));
});

test('of two who answer at once one is sent; the other sees it and keeps the words', async () => {
  const one = await noticed(world, { name: 'Leyla Demir' });
  const ana = await signedIn(ANA);
  await listed(ana, 'Leyla Demir');
  await ana.getByRole('link', { name: 'Leyla Demir' }).click();
  const chidi = await signedIn(CHIDI);
  await chidi.goto(ana.url());
  await chidi.getByText(/^Ana has this case open since/).waitFor();
  await ana.getByLabel('Your answer to Leyla').fill('We come tomorrow.');
  await chidi.getByLabel('Your answer to Leyla').fill('I come on Monday.');
  await ana.getByRole('button', { name: 'Send to Leyla' }).click();
  await ana.getByText('Your answer to Leyla is on its way.').waitFor();
  await chidi.getByRole('button', { name: 'Send to Leyla' }).click();
  await chidi.getByText('somebody was quicker').waitFor();
  await chidi.getByText(/Ana answered, today/).first().waitFor();
  assert.equal(await chidi.getByLabel('Your answer to Leyla').inputValue(), 'I come on Monday.');
  await mailbox.mail(one.email, /^Ana has answered you/);
  assert.equal(mailbox.to(one.email).filter(mail => /has answered you/.test(mail.subject)).length, 1);
});

test('a case is noted on, handed over, snoozed, closed and opened again', async () => {
  await noticed(world, { name: 'Sam Osei', message: 'The refund has not come.' });
  const page = await signedIn(ANA);
  await listed(page, 'Sam Osei');
  await page.getByRole('link', { name: 'Sam Osei' }).click();
  const url = page.url();
  await page.getByLabel('A note for the team').fill('He has the blue van.');
  await page.getByRole('button', { name: 'Keep this note' }).click();
  await page.getByText('The note is kept.').waitFor();

  await page.getByText('Hand over', { exact: true }).click();
  await page.getByRole('button', { name: 'Hand it over' }).click();
  await page.getByText('Please choose who takes it.').first().waitFor();
  await page.getByRole('radio', { name: /Chidi/ }).check();
  await page.getByLabel('What should they know?').fill('You did the refund.');
  await page.getByRole('button', { name: 'Hand it over' }).click();
  await page.getByText('Chidi has it now').waitFor();
  const given = await mailbox.mail(CHIDI, /^Ana hands this over to you/);
  assert.ok(given.text.includes('You did the refund.') && given.text.includes('The refund has not come.'));

  await page.getByText('Snooze', { exact: true }).first().click();
  await page.getByRole('radio', { name: /\d:\d\d/ }).first().check();
  await page.getByRole('button', { name: 'Snooze', exact: true }).click();
  await page.getByText(/^Out of sight until .+\d/).waitFor();
  await page.goto(desk());
  assert.ok(!(await main(page)).includes('Sam Osei'));
  await page.goto(desk('?show=snoozed'));
  await page.getByRole('link', { name: 'Sam Osei' }).waitFor();

  await page.goto(url);
  await page.getByText('Resolve', { exact: true }).click();
  await page.getByRole('button', { name: 'Yes, it is resolved' }).click();
  await page.getByText('It is done.').waitFor();
  await page.goto(desk('?show=closed'));
  await page.getByRole('link', { name: 'Sam Osei' }).click();
  await page.getByText('Reopen', { exact: true }).click();
  await page.getByRole('button', { name: 'Open it again' }).click();
  await page.getByText('It is open again.').waitFor();
  const shown = await main(page);
  for (const fact of ['You noted', 'You handed it over to Chidi', 'You closed it', 'You opened it again']) {
    assert.ok(shown.includes(fact), `${fact} in\n${shown}`);
  }
});

test('what customers are not to read stays at the desk', async () => {
  const one = await noticed(world, { name: 'Arthur Farrow' });
  const page = await signedIn(ANA);
  await listed(page, 'Arthur Farrow');
  await page.getByRole('link', { name: 'Arthur Farrow' }).click();
  await page.getByLabel('A note for the team').fill('Always late with paying.');
  await page.getByRole('button', { name: 'Keep this note' }).click();
  await page.getByText('The note is kept.').waitFor();
  const customer = await world.visit();
  await customer.goto(one.case_url);
  assert.ok(!(await customer.content()).includes('Always late'));
});

test('cases are found by names, references and words', async () => {
  const one = await posted(world, { name: 'Zoë Müller', message: 'Der Heizkörper klopft.' });
  const page = await signedIn(ANA);
  await listed(page, 'Zoë Müller');
  for (const words of ['zoe', 'heizkorper', one.reference, one.email]) {
    await page.goto(desk(`?q=${encodeURIComponent(words)}`));
    await page.getByRole('link', { name: 'Zoë Müller' }).waitFor();
  }
  await page.goto(desk('?q=xylophone'));
  assert.match(await main(page), /Nothing was found for xylophone/);
  await page.goto(desk(`?q=${encodeURIComponent('" OR * NOT (')}`));
  assert.ok((await main(page)).includes('Nothing was found for " OR * NOT ('), 'words alone are sought');
});

test('sessions are listed and ended', async () => {
  const one = await signedIn(CHIDI);
  const two = await signedIn(CHIDI);
  await one.goto(desk('/sessions'));
  await one.getByRole('button', { name: /all others|everywhere else/i }).click();
  await one.getByText('It is ended.').waitFor();
  await two.goto(desk());
  assert.equal(await heading(two), 'Sign in to your desk');
  await one.getByText('Chidi', { exact: true }).first().click();
  await one.getByRole('button', { name: 'Sign out' }).click();
  await one.getByText('You are signed out.').waitFor();
  await one.goto(desk());
  assert.equal(await heading(one), 'Sign in to your desk');
});

test('the desk refuses other websites, other sessions’ forms and strangers', async () => {
  const page = await signedIn(ANA);
  const [session] = (await page.context().cookies(world.service)).filter(c => c.name === '__Host-desk-demo');
  const cookie = `${session.name}=${session.value}`;
  const post = (path, body, headers) =>
    world.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie, origin: world.service, ...headers },
      body,
    });
  await page.goto(desk('/sessions'));
  const token = await page.locator('input[name=token]').first().inputValue();
  assert.equal((await post('/desk/demo/sessions', `end=others&token=${token}`, { origin: 'https://evil.example' })).status, 403);
  assert.equal((await post('/desk/demo/sessions', 'end=others')).status, 403);
  assert.equal((await post('/desk/demo/sessions', `end=others&token=${token}`, { cookie: '' })).status, 403);
  for (const path of ['', '/sessions', '/case/20261123-000102030405060708090a0b0c0d0eff']) {
    assert.equal((await world.fetch(`/desk/demo${path}`)).status, 401, path);
  }
  const headers = (await world.fetch('/desk/demo')).headers;
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.match(headers.get('content-security-policy'), /frame-ancestors 'none'/);
});

for (const [size, options] of Object.entries(SIZES)) {
  for (const scheme of SCHEMES) {
    test(`the desk breaks no rule of axe, ${size}, ${scheme}`, async () => {
      const page = await signedIn(ANA, { javaScriptEnabled: true, colorScheme: scheme, ...options });
      await listed(page, 'Arthur Farrow');
      await check(page);
      await page.getByRole('link', { name: 'Arthur Farrow' }).click();
      await check(page);
      await page.goto(desk('/sessions'));
      await check(page);
    });
  }
}
