// Mail that is known to work: what did not reach a customer stands at the top of the desk, and the
// owner sends a test, reads what the provider answered and how the domain stands.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { PHONE, heading, main, press } from './harness/browser.mjs';
import { posted } from './harness/cases.mjs';
import { ANA, CHIDI, desks } from './harness/desk.mjs';
import { authority, PrivateMailbox } from './harness/private_mailbox.mjs';
import { Resolver } from './harness/resolver.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const [mailbox, resolver] = await Promise.all([new PrivateMailbox({ secure: true }).open(), new Resolver().open()]);
const world = await openWorld({
  vars: {
    MAIL_URL: mailbox.url,
    MAIL_FROM: 'hearback@mail.okafor.example',
    RESOLVER_URL: resolver.url,
    DKIM_SELECTOR: 'shop1',
  },
  trusted: [authority],
});
after(async () => {
  resolver.close();
  await mailbox.close();
});
const NOBODY = { code: 550, words: '5.1.1 No such user <b>here</b>' };
const DOMAIN = 'mail.okafor.example';

const desk = (path = '') => `${world.service}/desk/demo${path}`;
const mails = (email, subject) => mailbox.to(email).filter(mail => subject.test(mail.subject));
const tests = () => mails(ANA, /^A test for/);

const signedIn = desks({ ...world, mailbox });
const parts = page => page.locator('h2.list-part').allInnerTexts();
/** The list once the book has noted what a story waits for. */
const listed = (page, what, is) =>
  until(what, async () => {
    await page.goto(desk());
    return is(await main(page), await parts(page));
  });

test('what a customer never received stands above all, until somebody has told them', async () => {
  const joan = 'joan@whitcombe.example';
  mailbox.refused.set(joan, NOBODY);
  await posted(world, { name: 'Priya Nair' });
  await posted(world, { name: 'Joan Whitcombe', email: joan, phone: '07700 900461' });
  const page = await signedIn(ANA, PHONE);
  await listed(page, 'the failure', (text, titles) => titles[0] === 'Could not be delivered' && titles.length > 1);
  assert.equal(await heading(page), 'One did not get your mail, Ana.');
  const first = page.locator('ul.cases').first();
  assert.equal(await first.locator('h3').innerText(), 'Joan Whitcombe');
  assert.match(await first.innerText(), /Please call 07700 900461[^]*Not delivered/);

  await page.getByRole('link', { name: 'Joan Whitcombe' }).click();
  const text = await main(page);
  assert.match(text, /The receipt did not reach joan@whitcombe\.example\./);
  assert.ok(text.includes('550 5.1.1 No such user <b>here</b>'), 'the words of the server, as text');
  const link = name => page.getByRole('link', { name }).first().getAttribute('href');
  assert.equal(await link('Call 07700 900461'), 'tel:07700900461');
  assert.equal(await link('Write from your own mail'), `mailto:${joan}`);
  await press(page, 'I have told Joan');
  await page.getByText('Noted: Joan knows.').waitFor();
  assert.doesNotMatch(await main(page), /did not reach/);
  await listed(page, 'Joan among the others', (words, titles) => !titles.includes('Could not be delivered'));

  // Who answers all the same is told again, also once the case is closed.
  await page.getByRole('link', { name: 'Joan Whitcombe' }).click();
  await page.getByLabel('Your answer to Joan').fill('Dear Joan, we come on Thursday. Ana');
  await press(page, 'Send to Joan');
  await page.getByText('is on its way').waitFor();
  await listed(page, 'the answer that failed', (words, titles) => titles[0] === 'Could not be delivered');
  await page.goto(desk('?show=waiting'));
  assert.doesNotMatch(await main(page), /Joan Whitcombe/, 'nobody waits for an answer to what was not read');
  await page.goto(desk());
  await page.getByRole('link', { name: 'Joan Whitcombe' }).click();
  assert.match(await main(page), /What you wrote did not reach joan@whitcombe\.example\./);
  await page.getByText('Resolve', { exact: true }).click();
  await press(page, 'Yes, it is resolved');
  await listed(page, 'a desk without failures', (words, titles) => !titles.includes('Could not be delivered'));
});

test('a test goes out at once, and the page says that the provider took it and where to look', async () => {
  const page = await signedIn(ANA, { path: '/settings', ...PHONE });
  await page.getByRole('link', { name: /^Mail\b/ }).click();
  assert.equal(await heading(page), 'Mail that arrives');
  const before = tests().length;
  await press(page, 'Send me a test');
  await page.getByText(`Your mail provider took the test for ${ANA}.`).waitFor();
  assert.match(await main(page), /spam folder/);
  assert.equal(tests().length, before + 1);
  assert.match(tests().at(-1).text, /From: .*<hearback@mail\.okafor\.example>/);
  await page.reload();
  await page.getByText(`Your mail provider took the test for ${ANA}.`).waitFor();
  assert.equal(tests().length, before + 1, 'looking again sends nothing');
});

test('what the provider answers is told apart, shown as text, and never logged', async () => {
  const page = await signedIn(ANA, { path: '/settings/mail' });
  const tried = async says => {
    await press(page, 'Send me a test');
    await page.getByText(says).waitFor();
    return main(page);
  };
  const words = `5.7.1 <script>alert(1)</script> not ${ANA}`;
  mailbox.refused.set(ANA, { code: 550, words });
  assert.ok((await tried(/refused the test .*, for good \(550\)/)).includes(words));
  mailbox.refused.set(ANA, { code: 451, words: `4.7.1 ${'later '.repeat(100)}` });
  const later = await tried(/refused the test .*, for now \(451\)/);
  assert.ok(/It said: (.*)/.exec(later)[1].length <= 310, 'cut');
  mailbox.refused.delete(ANA);
  mailbox.opens = false;
  await tried(/does not take the name or the password \(535\)/);
  mailbox.opens = true;
  await until('the log', () => /password refused with 535/.test(world.workerd.log));
  assert.doesNotMatch(world.workerd.log, /script|later later|Wrong password|ana@okafor/);
  assert.deepEqual(page.troubles, []);
});

test('each record of the domain is told in a sentence, with what to do', async () => {
  const key = `v=DKIM1; k=rsa; p=${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'.repeat(12)}`;
  const page = await signedIn(ANA, { path: '/settings/mail' });
  const standing = async () => {
    await page.reload();
    const rows = page.locator('.check-one');
    return Promise.all([0, 1, 2].map(async at => (await rows.nth(at).innerText()).replaceAll(/\s+/g, ' ')));
  };
  const [none, noKey, noPolicy] = await standing();
  assert.match(none, /^SPF, .* Missing Nothing says which servers may send for mail\.okafor\.example/);
  assert.match(noKey, /^DKIM, .* Missing No key is published under shop1/);
  assert.match(noPolicy, /^DMARC, .* Missing .* v=DMARC1; p=none under _dmarc\.mail\.okafor\.example/);

  resolver.records.set(DOMAIN, ['site-verification=x', 'v=spf1 include:_spf.post.example ~all']);
  resolver.records.set(`shop1._domainkey.${DOMAIN}`, [key]);
  resolver.records.set('_dmarc.okafor.example', ['v=DMARC1; p=reject']);
  const good = await standing();
  good.forEach(row => assert.match(row, /^\w+, [^.]* Good /));
  assert.match(good[1], /published under shop1/);
  assert.match(good[2], /is refused/);
  await page.locator('.check-one').nth(1).getByText('The record').click();
  assert.ok((await main(page)).includes(key.slice(0, 300)), 'a key in two strings is one');

  resolver.records.set(DOMAIN, ['v=spf1 a ~all', 'v=spf1 mx <script>alert(1)</script> ~all']);
  const [two] = await standing();
  assert.match(two, /Wrong There is more than one SPF record/);

  resolver.answers = false;
  (await standing()).forEach(row => assert.match(row, /Not checked .*gave no answer/));
  resolver.answers = true;
  assert.ok(resolver.asked.every(({ type, accept }) => type === 'TXT' && accept === 'application/dns-json'));
  assert.deepEqual(page.troubles, []);
});

test('the page is the owner’s: a teammate sends nothing and asks nobody', async () => {
  const page = await signedIn(CHIDI);
  const asked = resolver.asked.length;
  const before = mails(CHIDI, /^A test for/).length + tests().length;
  await page.goto(desk('/settings/mail'));
  assert.match(await heading(page), /The settings are Ana’s to change/);
  const token = await page.locator('input[name=token]').first().inputValue();
  const answer = await page.request.post(desk('/settings/mail'), { form: { token }, headers: { origin: world.service } });
  assert.equal(answer.status(), 403);
  assert.equal(mails(CHIDI, /^A test for/).length + tests().length, before);
  assert.equal(resolver.asked.length, asked);
  const stranger = await world.fetch('/desk/demo/settings/mail', { method: 'POST', body: new URLSearchParams({ token }) });
  assert.equal(stranger.status, 403);
});

for (const [size, options] of Object.entries(SIZES)) {
  for (const scheme of SCHEMES) {
    test(`mail breaks no rule of axe and fits its page, ${size}, ${scheme}`, async () => {
      const page = await signedIn(ANA, { javaScriptEnabled: true, colorScheme: scheme, ...options });
      const broken = `${size}.${scheme}@whitcombe.example`;
      mailbox.refused.set(broken, NOBODY);
      await posted(world, { name: `Joan ${size} ${scheme}`, email: broken });
      await listed(page, 'the failure', text => text.includes(`Joan ${size} ${scheme}`) && text.includes('Not delivered'));
      await check(page, 'the list');
      await page.getByRole('link', { name: `Joan ${size} ${scheme}` }).click();
      await check(page, 'the case');
      const looks = process.env.HEARBACK_LOOKS;
      if (looks) await page.screenshot({ path: `${looks}/case-${size}-${scheme}.png` });
      await page.goto(desk('/settings/mail'));
      mailbox.refused.set(ANA, { code: 550, words: `5.7.1 ${'W'.repeat(200)}` });
      await press(page, 'Send me a test');
      await page.getByText('for good (550)').waitFor();
      mailbox.refused.delete(ANA);
      await check(page, 'the test');
      if (looks) await page.screenshot({ path: `${looks}/mail-${size}-${scheme}.png`, fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, 'nothing stands out');
      await page.goto(desk());
      if (looks) await page.screenshot({ path: `${looks}/list-${size}-${scheme}.png` });
      assert.deepEqual(page.troubles, []);
    });
  }
}
