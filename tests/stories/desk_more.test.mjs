// More of the owner's desk: who writes again is promised the next answer, two cases of one customer
// become one, shortcuts, what changed meanwhile, capacity and languages on the list.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { PHONE, heading, main, press } from './harness/browser.mjs';
import { noticed } from './harness/cases.mjs';
import { ANA, CHIDI, atDesk, desks, enter, form, listed } from './harness/desk.mjs';
import { linkOf } from './harness/mailbox.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const { mailbox, store } = world;
const MINUTE = 61_000;

const desk = (path = '') => `${world.service}/desk/demo${path}`;
const signedIn = desks(world);
const stored = () => JSON.parse(String(store.entries.get('v1/site/demo').value));

const opened = async (page, name) => {
  await until(`${name} on the list`, async () => {
    await page.goto(desk());
    return (await main(page)).includes(name);
  });
  await page.getByRole('link', { name }).first().click();
};
const answered = async (page, first, words) => {
  await page.getByLabel(`Your answer to ${first}`).fill(words);
  await press(page, `Send to ${first}`);
  await page.getByText(`Your answer to ${first} is on its way.`).waitFor();
};
/** The customer's page, opened by the link that only their mailbox holds. */
const fromMail = async (email, subject, options = {}) => {
  const page = await world.visit({ javaScriptEnabled: false, ...options });
  await page.goto(linkOf(await mailbox.mail(email, subject), 'See your case'));
  return page;
};

/** What a browser holds, as it sends it. */
const cookiesIn = async page =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');

test('who writes after an answer is promised the next, and the owner hears by when', async () => {
  const one = await noticed(world, { name: 'Priya Nair', message: 'Do you also look after heat pumps?' });
  const page = await signedIn(ANA, PHONE);
  await opened(page, 'Priya Nair');
  await answered(page, 'Priya', 'We do. Which model is it?');
  const customer = await fromMail(one.email, /^Ana has answered you/, PHONE);
  await customer.getByLabel('Your words').fill('A Vaillant aroTHERM.');
  await press(customer, 'Send to Ana');
  await customer.getByText(/^Sent\. It stands above\. Ana answers by .+\d\./).waitFor();
  assert.match(await heading(customer), /^Ana has what you wrote .+, and answers by .+\d\.$/);
  assert.match(await main(customer), /What we promised you\s+By .+\s+Ana answers\./);

  const told = await mailbox.mail(ANA, /^Priya Nair wrote again, and expects your answer by /);
  assert.ok(told.text.includes('A Vaillant aroTHERM.'));
  await page.goto(desk());
  assert.match(await main(page), /They wrote again\. Answer by /);
  await page.goto(linkOf(told, 'Open it at your desk'));
  assert.match(await main(page), /Priya wrote again\. Please answer by /);

  // It may be moved with a reason, like any promise.
  await page.getByText('Move the time', { exact: true }).click();
  await page.getByRole('radio').first().check();
  await page.getByLabel('Why it needs longer').fill('The maker rings me back.');
  await press(page, 'Tell Priya the new time');
  await mailbox.mail(one.email, /^Ana needs longer, and answers by /);
  await customer.reload();
  assert.match(await main(customer), /The maker rings me back\./);

  await page.getByText('Answered elsewhere', { exact: true }).click();
  await press(page, 'Yes, it is answered');
  await page.getByText('You answered by other ways, as they said').or(page.getByText(/answered by other ways/)).first().waitFor();
  assert.match(await main(page), /Answered\. It is the turn of Priya\./);
});

test('two cases of one customer become one, and both links go on to work', async () => {
  const first = await noticed(world, { name: 'Joan Whitcombe', message: 'The boiler shows F28.' });
  const page = await signedIn(ANA);
  await opened(page, 'Joan Whitcombe');
  await answered(page, 'Joan', 'I come on Wednesday.');
  const earlier = await fromMail(first.email, /^Ana has answered you/);
  const second = await noticed(world, { name: 'Joan Whitcombe', email: first.email, message: 'And the radiator knocks.' });

  await opened(page, 'Joan Whitcombe');
  assert.ok((await main(page)).includes('And the radiator knocks.'));
  assert.equal(await page.getByText('Make this part of it').count(), 0, 'while nobody proved the second address');
  await answered(page, 'Joan', 'Which one?');
  const answers = () => mailbox.to(first.email).filter(mail => /^Ana has answered you/.test(mail.subject));
  const [, mailed] = await until('the second answer', () => answers().length === 2 && answers());
  const later = await world.visit({ javaScriptEnabled: false });
  await later.goto(linkOf(mailed, 'See your case'));
  const name = await later.locator('input[name="form"]').getAttribute('value');
  await later.getByLabel('Your words').fill('The one in the hall.');
  await press(later, 'Send to Ana');
  await later.getByText(/^Sent\./).waitFor();

  await page.reload();
  await page.getByText('Make this part of it').click();
  await press(page, 'Put them together');
  await page.getByText('Both are together now.').waitFor();
  await page.getByText(`It goes on with ${first.reference}`).waitFor();
  await page.getByRole('link', { name: 'Open it there' }).click();
  const both = await main(page);
  const [one, two, three] = ['I come on Wednesday.', 'And the radiator knocks.', 'The one in the hall.'].map(words => both.indexOf(words));
  assert.ok(one > 0 && one < two && two < three, both);
  assert.match(both, /Joan wrote again\. Please answer by /, 'what was promised there is owed here');

  await earlier.reload();
  assert.ok((await main(earlier)).includes('And the radiator knocks.'));
  await later.reload();
  assert.equal(await heading(later), `This goes on with your earlier message, ${first.reference}.`);
  await later.getByRole('link', { name: `Go to ${first.reference}` }).click();
  assert.ok((await main(later)).includes('I come on Wednesday.'));

  // The key from the page after sending opens its own case, and shows nothing of the other.
  const stranger = await world.visit({ javaScriptEnabled: false });
  await stranger.goto(second.case_url);
  assert.match(await main(stranger), /The link to it is in the mails we sent you\./);
  assert.equal(await stranger.getByLabel('Your words').count(), 0);
  const cookie = await cookiesIn(stranger);
  const sent = await world.fetch(new URL(second.case_url).pathname.replace(/\/[^/]+$/, ''), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: world.service, cookie },
    body: new URLSearchParams({ form: '019d3f6e-1c2d-7abc-8def-0123456789ab', message: 'Send the refund to me.' }).toString(),
  });
  assert.equal(sent.status, 403);
  assert.match(await sent.text(), /This was not sent\..+Send the refund to me\./s, 'what was typed is given back');
  const other = await world.visit({ javaScriptEnabled: false });
  await other.goto(first.case_url);
  assert.equal(await heading(other), 'Please open your case from our mail.');
  await page.reload();
  assert.ok(!(await main(page)).includes('Send the refund to me.'));
  // What is written behind the later mailed link arrives in the earlier case.
  await later.goBack();
  await later.getByLabel('Your words').fill('It is upstairs, sorry.');
  await press(later, 'Send to Ana');
  await later.getByText('Sent.').waitFor();
  await page.reload();
  assert.ok((await main(page)).includes('It is upstairs, sorry.'));

  // A form that was sent before they became one, and comes again, is one message.
  const again = await world.fetch(new URL(later.url()).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: world.service, cookie: await cookiesIn(later) },
    body: new URLSearchParams({ form: name, message: 'The one in the hall.' }).toString(),
  });
  assert.equal(again.status, 303);
  await page.reload();
  assert.equal((await main(page)).split('The one in the hall.').length, 2);

  // Opened again, it goes on by itself.
  await page.goBack();
  await page.getByText('Reopen', { exact: true }).click();
  await press(page, 'Open it again');
  await page.getByText('It is open again.').waitFor();
  await earlier.reload();
  assert.ok(!(await main(earlier)).includes('And the radiator knocks.'));
});

test('of three cases in one, keys to two show nothing of the third', async () => {
  const email = 'petra.lindqvist@post.example';
  const page = await signedIn(ANA);
  const asked = [];
  for (const message of ['The tap drips.', 'The drain smells.', 'My card ends in 4412.']) {
    const one = await noticed(world, { name: 'Petra Lindqvist', email, message });
    const id = one.case_url.split('/').at(-2);
    await until('the case at the desk', async () => {
      await page.goto(desk(`/case/${id}`));
      return (await main(page)).includes(message);
    });
    await answered(page, 'Petra', `About “${message}” I call you.`);
    const mail = await until('the answer', () => mailbox.to(email).find(mail => /^Ana has answered you/.test(mail.subject) && mail.text.includes(message)));
    const theirs = await world.visit({ javaScriptEnabled: false });
    await theirs.goto(linkOf(mail, 'See your case'));
    asked.push({ ...one, message, id, theirs });
  }
  const [first, second, third] = asked;
  for (const [later, earlier] of [[third, second], [second, first]]) {
    await page.goto(desk(`/case/${later.id}`));
    const row = page.locator('.earlier li', { hasText: earlier.message });
    await row.getByText('Make this part of it').click();
    await row.getByRole('button', { name: 'Put them together' }).click();
    await page.getByText('Both are together now.').waitFor();
    await page.getByText(`It goes on with ${earlier.reference}`).waitFor();
  }
  await first.theirs.reload();
  assert.ok((await main(first.theirs)).includes('My card ends in 4412.'), 'the customer reads all of it');

  // What is written behind the newest mailed link arrives where all of it goes on.
  await third.theirs.reload();
  await third.theirs.getByLabel('Your words').fill('Is Monday all right?');
  await press(third.theirs, 'Send to Ana');
  await third.theirs.getByText(/^Sent\./).waitFor();
  await page.goto(desk(`/case/${first.id}`));
  assert.ok((await main(page)).includes('Is Monday all right?'));
  assert.ok((await main(page)).includes('My card ends in 4412.'), 'nothing was taken apart');

  const stranger = await world.visit({ javaScriptEnabled: false });
  for (const { case_url } of [second, first]) await stranger.goto(case_url);
  assert.equal(await heading(stranger), 'Please open your case from our mail.');
  const cookie = await cookiesIn(stranger);
  for (const { id } of [first, second]) {
    const path = `/case/demo/${id}`;
    const read = await world.fetch(path, { headers: { cookie } });
    assert.ok(!(await read.text()).includes('4412'));
    const sent = await world.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: world.service, cookie },
      body: new URLSearchParams({ form: '019d3f6e-1c2d-7abc-8def-0123456789ac', message: 'Send it to me.' }).toString(),
    });
    assert.equal(sent.status, 403);
  }
});

test('keys lead through the desk, not while somebody types, and can be switched off', async () => {
  await noticed(world, { name: 'Arthur Farrow' });
  const page = await signedIn(ANA, { javaScriptEnabled: true });
  await until('Arthur Farrow on the list', async () => {
    await page.goto(desk());
    return (await main(page)).includes('Arthur Farrow');
  });
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  const names = await page.locator('.case h3 a').allInnerTexts();
  await page.keyboard.press('j');
  assert.equal(await focused(), names[0]);
  await page.keyboard.press('j');
  assert.equal(await focused(), names[1]);
  await page.keyboard.press('k');
  assert.equal(await focused(), names[0]);
  await page.keyboard.press('/');
  assert.equal(await focused(), 'f-q');
  await page.keyboard.type('jk?');
  assert.equal(await page.locator('#f-q').inputValue(), 'jk?');

  await page.goto(desk());
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('#f-reply').waitFor();
  await page.keyboard.press('r');
  assert.equal(await focused(), 'f-reply');
  await page.locator('h1').click();
  await page.keyboard.press('n');
  assert.equal(await focused(), 'f-note');
  await page.locator('h1').click();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await page.waitForURL(desk());
  await page.keyboard.press('?');
  await page.waitForURL(desk('/keys'));
  await check(page);
  await press(page, 'Switch them off');
  await page.getByText('They are switched off in this browser.').waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  assert.equal(page.url(), desk('/keys'));
  await press(page, 'Switch them on');
  assert.deepEqual(page.troubles, []);

  const plain = await signedIn(ANA, { path: '/keys', ...PHONE });
  assert.match(await main(plain), /The next case of the list/);
  assert.equal(await plain.getByRole('button', { name: 'Switch them off' }).count(), 0);
});

test('the list is drawn anew by itself, but not under somebody’s hands, and that is no look', async () => {
  const page = await signedIn(ANA, { path: '/keys', javaScriptEnabled: true });
  await page.clock.install();
  await page.goto(desk());
  const known = await main(page);
  assert.ok(!known.includes('Leyla Demir'));
  await noticed(world, { name: 'Leyla Demir' });
  const tick = async (words, where = page.locator('main')) =>
    until(words, async () => {
      await page.clock.runFor(MINUTE);
      return (await where.innerText()).includes(words);
    });
  await page.getByLabel('Search names, references and words').focus();
  await tick('1 new or changed. They are shown once you leave the list.', page.locator('#fresh'));
  assert.ok(!(await page.locator('#list').innerText()).includes('Leyla Demir'));
  await page.evaluate(() => document.activeElement.blur());
  await tick('Leyla Demir');
  await page.getByText('1 new or changed.', { exact: true }).waitFor({ state: 'attached' });
  assert.deepEqual(page.troubles, []);
});

test('an open case says what happened meanwhile, and no typed word is lost', async () => {
  await noticed(world, { name: 'Sam Osei' });
  const chidi = await signedIn(CHIDI);
  await opened(chidi, 'Sam Osei');
  const ana = await signedIn(ANA, { path: '/keys', javaScriptEnabled: true });
  await ana.clock.install();
  await ana.goto(chidi.url());
  await ana.getByLabel('Your answer to Sam').fill('I come on Monday.');
  await answered(chidi, 'Sam', 'Somebody comes tomorrow.');
  await until('Chidi has answered', async () => {
    await ana.clock.runFor(MINUTE);
    return /Chidi answered, today/.test(await ana.locator('#news').innerText());
  });
  await check(ana);
  await press(ana, 'Show it');
  await ana.getByText('Somebody comes tomorrow.').waitFor();
  assert.equal(await ana.getByLabel('Your answer to Sam').inputValue(), 'I come on Monday.');
  assert.ok(await ana.locator('#news').isHidden());
  await press(ana, 'Send to Sam');
  await ana.getByText('Your answer to Sam is on its way.').waitFor();
  assert.deepEqual(ana.troubles, []);
});

test('what came of a press is said once, and the list that is drawn anew says what is new', async () => {
  const page = await signedIn(ANA, { javaScriptEnabled: true });
  await page.clock.install();
  await page.goto(desk('?show=today'));
  await press(page, 'Taking work');
  await page.getByText('Saved. You are taking on work.').waitFor();
  await page.waitForURL(desk());
  await until('another list', async () => {
    await page.clock.runFor(MINUTE);
    return !(await main(page)).includes('Saved.');
  });
  assert.match(await heading(page), /, Ana\.$/);
  await page.reload();
  assert.ok(!(await main(page)).includes('Saved.'));
  assert.deepEqual(page.troubles, []);
});

test('a session that ended is said once beside what is open, no word is lost, and nothing more is asked', async () => {
  await noticed(world, { name: 'Nina Berg' });
  const session = await enter(world, CHIDI);
  await listed(world, session, 'Nina Berg');
  const window = async () => {
    const page = await atDesk(world, session, { javaScriptEnabled: true });
    await page.clock.install();
    page.asked = 0;
    page.on('request', request => (page.asked += request.url().includes('fresh=1')));
    await page.goto(desk());
    return page;
  };
  const [list, open] = [await window(), await window()];
  await open.getByRole('link', { name: 'Nina Berg' }).click();
  await open.getByLabel('Your answer to Nina').fill('We are on our way.');
  const out = form({ token: session.token }, { cookie: session.cookie, origin: world.service });
  assert.equal((await world.fetch('/desk/demo/sign-out', out)).status, 200);

  for (const [page, place, label] of [[list, '#fresh', 'Sign in'], [open, '#news', 'Sign in in a new tab']]) {
    const said = page.locator(place);
    await until('that the session has ended', async () => {
      await page.clock.runFor(MINUTE);
      return (await said.innerText()).includes(`You are signed out. ${label}`);
    });
    assert.ok(await said.getByRole('link', { name: label }).isVisible());
    await check(page, place);
    const { asked } = page;
    await page.clock.runFor(5 * MINUTE);
    assert.equal(page.asked, asked, 'nothing more is asked');
  }
  const [tab] = await Promise.all([open.waitForEvent('popup'), open.getByRole('link', { name: 'Sign in in a new tab' }).click()]);
  assert.equal(await heading(tab), 'Sign in to your desk');
  assert.equal(await open.getByLabel('Your answer to Nina').inputValue(), 'We are on our way.');
  await list.getByRole('link', { name: 'Sign in', exact: true }).click();
  assert.equal(await heading(list), 'Sign in to your desk');
  assert.deepEqual([...list.troubles, ...open.troubles], []);
});

test('whether work is taken on is one tap on the list, for the owner alone', async () => {
  const page = await signedIn(ANA, PHONE);
  await press(page, 'Paused');
  await page.getByText(/^Saved\. /).waitFor();
  assert.equal(stored().capacity, 'paused');
  assert.equal(await page.getByRole('button', { name: 'Paused', exact: true }).getAttribute('aria-pressed'), 'true');
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await page.locator('.capacity summary').click();
  await page.getByLabel('Booked until', { exact: true }).fill(day);
  await press(page, 'We are booked until then');
  await page.getByText(/^Saved\. /).waitFor();
  assert.equal(stored().capacity, `booked until ${day}`);
  await press(page, 'Taking work');
  await page.getByText('Saved. You are taking on work.').waitFor();
  const chidi = await signedIn(CHIDI);
  assert.equal(await chidi.getByRole('button', { name: 'Paused', exact: true }).count(), 0);
});

test('open cases of several languages can be seen one language at a time', async () => {
  await noticed(world, { name: 'Amy Hill', language: 'en-GB' });
  await noticed(world, { name: 'Zoë Müller', message: 'Der Heizkörper klopft.', language: 'de-AT' });
  const page = await signedIn();
  await until('a choice of languages', async () => {
    await page.goto(desk());
    return (await page.getByLabel('Language').count()) === 1;
  });
  await page.getByLabel('Language').selectOption({ label: 'German' });
  await page.locator('.find button').click();
  assert.deepEqual(await page.locator('.case h3 a').allInnerTexts(), ['Zoë Müller']);
  await page.getByRole('link', { name: 'Show all again' }).click();
  assert.ok((await page.locator('.case').count()) > 1);
});

test('only the desk runs scripts, and only its own', async () => {
  const page = await signedIn();
  const [session] = (await page.context().cookies(world.service)).filter(one => one.name === '__Host-desk-demo');
  const headers = { cookie: `${session.name}=${session.value}` };
  const policy = async path => (await world.fetch(path, { headers })).headers.get('content-security-policy');
  for (const path of ['/desk/demo', '/desk/demo/keys', '/desk/demo/settings/team/ana']) {
    assert.match(await policy(path), /script-src 'self'; connect-src 'self'; manifest-src 'self'$/, path);
  }
  assert.doesNotMatch(await policy('/card/demo'), /script-src/);
});

for (const [size, options] of Object.entries(SIZES)) {
  for (const scheme of SCHEMES) {
    test(`what is new at the desk breaks no rule of axe, ${size}, ${scheme}`, async () => {
      const page = await signedIn(ANA, { javaScriptEnabled: true, colorScheme: scheme, ...options });
      await page.locator('.capacity summary').click();
      await check(page, 'the list');
      await page.goto(desk('/keys'));
      await check(page, 'keys');
      await page.goto(desk('/settings/team/ana'));
      await check(page, 'a picture');
    });
  }
}
