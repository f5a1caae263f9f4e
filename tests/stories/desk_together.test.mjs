// Two people and a customer at one case at once: each sees the others, no answer is lost, and none
// is sent twice; with and without script.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { PHONE, main } from './harness/browser.mjs';
import { noticed } from './harness/cases.mjs';
import { ANA, CHIDI, atDesk, enter, listed } from './harness/desk.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const { mailbox } = world;
let ana, chidi;

before(async () => {
  [ana, chidi] = [await enter(world, ANA), await enter(world, CHIDI)];
});

const field = page => page.getByLabel(/^Your answer to/);
const send = page => page.getByRole('button', { name: /^Send to/ });
const sent = page => page.getByText(/^Your answer to .+ is on its way\.$/).waitFor();
const replies = email => mailbox.to(email).filter(mail => /has answered you|asks you something/.test(mail.subject));
const settled = () => until('nothing is owed', async () => (await world.book()).owing === 0);

/** A case on the list, with its address at the desk. */
const opened = async fields => {
  const one = await noticed(world, fields);
  const path = `/desk/demo/case/${one.case_url.split('/').at(-2)}`;
  await listed(world, ana, path);
  return { ...one, url: world.service + path };
};
const at = async (one, who, options = {}) => {
  const page = await atDesk(world, who, { javaScriptEnabled: false, ...options });
  await page.goto(one.url);
  return page;
};
/** The customer's own page of the case. */
const theirs = async one => {
  const page = await world.visit({ javaScriptEnabled: false, ...PHONE });
  await page.goto(one.case_url);
  return page;
};
const writes = async (page, words) => {
  await page.getByLabel('Your words').fill(words);
  await page.getByRole('button', { name: /^Send to/ }).click();
  await page.getByText('Sent.').waitFor();
};

test('each sees that the other has the case open, and reads the other’s note before an answer goes out', async () => {
  const one = await opened({ name: 'Joan Whitcombe' });
  const hers = await at(one, ana);
  const his = await at(one, chidi);
  await his.getByText(/^Ana has this case open since/).waitFor();
  await hers.reload();
  await hers.getByText(/^Chidi has this case open since/).waitFor();
  assert.doesNotMatch(await main(hers), /Ana has this case open/);

  await his.getByLabel('A note for the team').fill('She has a dog.');
  await his.getByRole('button', { name: 'Keep this note' }).click();
  await his.getByText('The note is kept.').waitFor();
  await field(hers).fill('We come at ten.');
  await send(hers).click();
  await hers.getByText('somebody was quicker').waitFor();
  await hers.getByText(/^Chidi noted, today/).first().waitFor();
  assert.ok((await main(hers)).includes('She has a dog.'));
  assert.equal(await field(hers).inputValue(), 'We come at ten.');
  await send(hers).click();
  await sent(hers);
  await until('the answer', () => replies(one.email).length === 1);
  assert.ok(!replies(one.email)[0].text.includes('She has a dog.'), 'a note is the team’s');
});

test('whoever was overtaken by a teammate reads what happened, keeps the words, and may send them then', async () => {
  const one = await opened({ name: 'Leyla Demir' });
  const [hers, his] = [await at(one, ana), await at(one, chidi, PHONE)];
  await field(hers).fill('We come tomorrow.');
  await field(his).fill('I bring the part.');
  await send(hers).click();
  await sent(hers);
  await send(his).click();
  await his.getByText('somebody was quicker').waitFor();
  await his.getByText(/^Ana answered, today/).first().waitFor();
  assert.equal(await field(his).inputValue(), 'I bring the part.');
  await settled();
  assert.equal(replies(one.email).length, 1);
  await send(his).click();
  await sent(his);
  await until('both answers', () => replies(one.email).length === 2);
});

test('an answer to what a customer wrote is not sent past what they wrote since', async () => {
  const one = await opened({ name: 'Priya Nair' });
  const hers = await at(one, ana);
  const customer = await theirs(one);
  await field(hers).fill('It is 90 pounds.');
  await writes(customer, 'Please do not come: it is mended.');
  await send(hers).click();
  await hers.getByText('somebody was quicker').waitFor();
  await hers.getByText(/^Priya wrote, today/).first().waitFor();
  assert.ok((await main(hers)).includes('Please do not come: it is mended.'));
  assert.equal(await field(hers).inputValue(), 'It is 90 pounds.');
  await settled();
  assert.equal(replies(one.email).length, 0);
  await field(hers).fill('Good to hear.');
  await send(hers).click();
  await sent(hers);
  const [mail] = await until('the answer', () => replies(one.email).length && replies(one.email));
  assert.ok(mail.text.includes('Good to hear.'));
});

test('a note and a hand-over are taken while the customer writes', async () => {
  const one = await opened({ name: 'Sam Osei' });
  const hers = await at(one, ana);
  await writes(await theirs(one), 'One more thing.');
  await hers.getByLabel('A note for the team').fill('He has the blue van.');
  await hers.getByRole('button', { name: 'Keep this note' }).click();
  await hers.getByText('The note is kept.').waitFor();
  assert.ok((await main(hers)).includes('One more thing.'));
});

for (const javaScriptEnabled of [false, true]) {
  const how = javaScriptEnabled ? 'with script' : 'without script';

  test(`a double click sends one answer, ${how}`, async () => {
    const one = await opened({ name: 'Arthur Farrow' });
    const page = await at(one, ana, { javaScriptEnabled });
    await field(page).fill('On Monday.');
    await send(page).dblclick();
    await sent(page);
    await settled();
    assert.equal(replies(one.email).length, 1);
    assert.equal((await main(page)).match(/You answered/g).length, 1);
  });

  test(`going back and sending again sends nothing twice, ${how}`, async () => {
    const one = await opened({ name: 'Zoë Müller' });
    const page = await at(one, ana, { javaScriptEnabled });
    await field(page).fill('On Tuesday.');
    await send(page).click();
    await sent(page);
    await page.goBack();
    await field(page).fill('On Tuesday.');
    await send(page).click();
    await sent(page);
    await settled();
    assert.equal(replies(one.email).length, 1);
    // Other words are another answer.
    await field(page).fill('On Wednesday, at ten.');
    await send(page).click();
    await sent(page);
    await until('the other answer', () => replies(one.email).length === 2);
  });
}

test('the same words from two windows are one answer; other words are kept', async () => {
  const one = await opened({ name: 'Hana Sato' });
  const [first, second] = [await at(one, ana), await at(one, ana)];
  const third = await at(one, ana);
  await field(first).fill('On Friday.');
  await field(second).fill('On Friday.');
  await field(third).fill('On Saturday.');
  await Promise.all([send(first).click(), send(second).click()]);
  await sent(first);
  await sent(second);
  await send(third).click();
  await third.getByText('somebody was quicker').waitFor();
  assert.equal(await field(third).inputValue(), 'On Saturday.');
  await settled();
  assert.equal(replies(one.email).length, 1);
});

test('a question, asked back twice at once, is asked once', async () => {
  const one = await opened({ name: 'Maurice Bell' });
  const pages = [await at(one, ana), await at(one, ana)];
  for (const page of pages) await field(page).fill('Which model is it?');
  await Promise.all(pages.map(page => page.getByRole('button', { name: /back$/ }).click()));
  for (const page of pages) await page.getByText(/^Your question to Maurice is on its way\.$/).waitFor();
  await settled();
  assert.equal(replies(one.email).length, 1);
});

test('of two who decline and answer at once one is heard, and the other keeps every word', async () => {
  const one = await opened({ name: 'Tomasz Wójcik' });
  const [hers, his] = [await at(one, ana), await at(one, chidi)];
  await his.getByText('Decline kindly').click();
  await his.getByLabel('What you cannot do, and why').fill('Heat pumps are not for us.');
  await his.getByLabel('Who may help instead').fill('Marsh & Sons, 020 7946 0555');
  await field(hers).fill('We come tomorrow.');
  await send(hers).click();
  await sent(hers);
  await his.getByRole('button', { name: /^Tell Tomasz/ }).click();
  await his.getByText('somebody was quicker').waitFor();
  assert.equal(await his.getByLabel('What you cannot do, and why').inputValue(), 'Heat pumps are not for us.');
  assert.equal(await his.getByLabel('Who may help instead').inputValue(), 'Marsh & Sons, 020 7946 0555');
  await settled();
  assert.equal(replies(one.email).length, 1);
});

test('a draft is kept for its writer alone, in any browser, until it is sent', async () => {
  const one = await opened({ name: 'Ines Costa' });
  const page = await at(one, ana);
  await field(page).fill('Dear Ines,\n\nnot yet finished');
  await page.getByRole('button', { name: 'Keep as a draft' }).click();
  await page.getByText('Kept as a draft, for you alone.').waitFor();
  const phone = await at(one, ana, PHONE);
  assert.equal(await field(phone).inputValue(), 'Dear Ines,\n\nnot yet finished');
  const his = await at(one, chidi);
  assert.equal(await field(his).inputValue(), '');
  await field(his).fill('I have it.');
  await send(his).click();
  await sent(his);
  await phone.reload();
  assert.equal(await field(phone).inputValue(), 'Dear Ines,\n\nnot yet finished', 'another’s answer leaves it');
  await field(phone).fill('Dear Ines,\n\nnow it is.');
  await send(phone).click();
  await sent(phone);
  await page.goto(one.url);
  assert.equal(await field(page).inputValue(), '');
});

test('a draft that is too long is kept in its field, which says what to do', async () => {
  const one = await opened({ name: 'Nora Bell' });
  const page = await at(one, ana);
  const long = 'My word. '.repeat(900);
  await field(page).evaluate((element, words) => {
    element.removeAttribute('maxlength');
    element.value = words;
  }, long);
  await page.getByRole('button', { name: 'Keep as a draft' }).click();
  await page.locator('[aria-invalid]').waitFor();
  assert.equal((await field(page).inputValue()).trim(), long.trim());
  assert.match(await main(page), /Please shorten this to \d+ characters\./);
  assert.equal(await field(await at(one, ana, PHONE)).inputValue(), '', 'it is not stored');
});

test('a customer’s words, sent twice by a double click and from two windows, are there once', async () => {
  const one = await opened({ name: 'Omar Haddad' });
  const page = await theirs(one);
  await page.getByLabel('Your words').fill('The door is blue.');
  await page.getByRole('button', { name: /^Send to/ }).dblclick();
  await page.getByText('Sent.').waitFor();
  const hers = await at(one, ana);
  assert.equal(await hers.locator('.facts').getByText('The door is blue.').count(), 1);
});

test('a session that ends while an answer is written loses no word of it', async () => {
  const one = await opened({ name: 'Nina Berg' });
  const page = await at(one, await enter(world, ANA));
  await field(page).fill('すぐに伺います。<b>十分</b>です。');
  const other = await at(one, ana);
  await other.goto(`${world.service}/desk/demo/sessions`);
  await other.getByRole('button', { name: /^End the session of/ }).first().click();
  await other.getByText('It is ended.').waitFor();
  await send(page).click();
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Sign in to your desk');
  await page.getByText('すぐに伺います。<b>十分</b>です。').waitFor();
  await settled();
  assert.equal(replies(one.email).length, 0);
});
