// The report at the desk, its weekly mail, and what the owner takes along; with and without script.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { bookHasRead, changeBooks } from './harness/books.mjs';
import { PHONE, heading, main } from './harness/browser.mjs';
import { ANA, CHIDI, desks } from './harness/desk.mjs';
import { linkOf } from './harness/mailbox.mjs';
import { DAY, MINUTE, lies as put } from './harness/stored.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

/** Open at any hour, so that the story ends alike whenever it runs. */
const always = { week: Array(7).fill(['0:00-24:00']), closed: [], special: {} };
const world = await openWorld({ settings: site => ({ ...site, hours: always }) });
const { mailbox, store } = world;
const desk = (path = '') => `${world.service}/desk/demo${path}`;

/** A case as it lies in the store: what was written, and the facts that followed. */
const lies = (at, fields, facts) => put(store, at, fields, facts(at));
const read = (minutes, more = {}) => at => ({
  acknowledged: { at: at + minutes * MINUTE, by: 'ana', answer_by: at + DAY / 2 },
  answered: { at: at + 2 * minutes * MINUTE, by: 'ana' },
  'tell-person.ana': { at: at + 1000, outcome: 'sent' },
  acknowledgement: { at: at + minutes * MINUTE, outcome: 'sent' },
  ...more,
});
/** The middle of the week before the present one. */
const lastWeek = () => {
  const today = new Date();
  const monday = today.setUTCHours(12, 0, 0, 0) - ((new Date(today).getUTCDay() + 6) % 7) * DAY;
  return monday - 5 * DAY;
};

const change = sql => changeBooks(world, sql);

before(async () => {
  const week = lastWeek();
  [12, 21, 34, 42, 55].forEach((minutes, at) =>
    lies(week + at * 7 * MINUTE, { name: `Customer ${at}`, email: `one${at}@post.example` }, read(minutes)));
  lies(week, { name: '=HYPERLINK("https://evil.example")', email: 'eve@post.example', message: '+1, "quoted"\nand a line' }, read(128));
  lies(week - 20 * DAY, { name: 'Leyla Demir', phone: '+44 7700 900461', message: 'The radiator knocks.' }, at => ({
    acknowledged: { at: at + 10 * MINUTE, by: 'ana', answer_by: at + DAY },
    'tell-person.ana': { at: at + 1000, outcome: 'sent' },
  }));
  await bookHasRead(world);
  await until('all is noted', async () => {
    const now = await world.book();
    return now.cases === 7 && now.owing === 0;
  });
});

const signedIn = desks(world, '/report');
const cookies = async page => {
  const [session] = (await page.context().cookies(world.service)).filter(one => one.name === '__Host-desk-demo');
  return { cookie: `${session.name}=${session.value}` };
};

test('the report counts what came due, and names who hears nothing', async () => {
  const page = await signedIn(ANA, { path: '', ...PHONE });
  await page.getByRole('link', { name: 'Report' }).click();
  // Each was read within the hour and answered by the time given, but the one read after two.
  assert.equal(await heading(page), 'You kept eleven promises of twelve.');
  const shown = await main(page);
  assert.match(shown, /One was missed: its time passed\./);
  assert.match(shown, /half of 6 within 34 min, too few to speak of a habit/);
  assert.match(shown, /Somebody hears nothing from you/);
  assert.match(shown, /Leyla Demir\s+The radiator knocks\.\s+Last word from you on /);
  const chart = page.getByRole('img', { name: /^Promises of 13 weeks/ });
  assert.equal(await chart.count(), 1, 'the drawing for desks is not there for anybody on a phone');
  await page.getByRole('link', { name: 'Write to Leyla' }).click();
  assert.match(await heading(page), /Leyla Demir/);
});

test('the owner takes cases and customers along, and nothing in them is computed', async () => {
  const page = await signedIn(ANA, { javaScriptEnabled: true });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Cases (CSV)' }).click(),
  ]);
  assert.match(download.suggestedFilename(), /^demo-cases-\d{4}-\d\d-\d\d-1\.csv$/);
  const cases = readFileSync(await download.path(), 'utf8');
  assert.ok(cases.startsWith('\ufeff"Reference","Arrived (Europe/London)"'), cases.slice(0, 60));
  assert.ok(cases.includes(`"'=HYPERLINK(""https://evil.example"")"`), 'the formula is text');
  assert.ok(cases.includes(`"'+1, ""quoted""\nand a line"`), 'and so is a message that begins with a sign');
  assert.ok(cases.includes(`"'+44 7700 900461"`));
  assert.ok(!/(^|,)"?[=+@-]/m.test(cases.replaceAll('""', '')), 'no cell begins with a sign');
  assert.equal(cases.split('\r\n').length, 1 + 7 + 1);

  const headers = await cookies(page);
  const answer = await world.fetch('/desk/demo/people.csv', { headers });
  assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
  assert.match(answer.headers.get('content-disposition'), /^attachment; filename="demo-people-/);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const people = await answer.text();
  assert.ok(people.includes('"one3@post.example"') && people.includes(`"'+44 7700 900461"`));
  assert.equal(people.split('\r\n').length, 1 + 7 + 1);

  const facts = await (await world.fetch('/desk/demo/export.json', { headers })).json();
  assert.equal(facts.cases.length, 7);
  for (const { case: name, facts: all } of facts.cases) {
    for (const fact of all) {
      const day = `${name.slice(0, 4)}-${name.slice(4, 6)}-${name.slice(6, 8)}`;
      const stored = store.entries.get(`v1/fact/demo/${day}/${name}/${fact.fact}`);
      assert.deepEqual(fact, JSON.parse(stored.value));
    }
  }
  const rest = await world.fetch('/desk/demo/export.json?part=2', { headers });
  assert.deepEqual((await rest.json()).cases, []);
  assert.equal((await world.fetch('/desk/demo/export.json?part=x', { headers })).status, 404);
});

test('a teammate sees the report and takes nothing along; nobody else sees anything', async () => {
  const page = await signedIn(CHIDI);
  assert.match(await main(page), /Only Ana can take all cases and customers along\./);
  assert.equal(await page.getByRole('link', { name: 'CSV' }).count(), 0);
  const headers = await cookies(page);
  for (const file of ['export.csv', 'people.csv', 'export.json']) {
    const refused = await world.fetch(`/desk/demo/${file}`, { headers });
    assert.equal(refused.status, 403, file);
    assert.ok(!(await refused.text()).includes('post.example'));
    assert.equal((await world.fetch(`/desk/demo/${file}`)).status, 401, file);
  }
  await page.goto(desk('/export.csv'));
  assert.equal(await heading(page), 'This is for Ana alone.');
  assert.equal((await world.fetch('/desk/demo/report')).status, 401);
});

test('the owner is mailed the report once, and the link leads to it', async () => {
  const due = Date.now() - MINUTE;
  await change(`UPDATE meta SET value = '${due}' WHERE name IN ('report_at', 'report_due')`);
  await world.book();
  const mail = await mailbox.mail(ANA, /You kept eleven promises of twelve$/);
  assert.match(mail.text, /Leyla Demir hears nothing from you\./);
  assert.match(mail.text, /Promises: 11 kept, 1 missed/);
  assert.equal(mail.headers['auto-submitted'], 'auto-generated');
  assert.equal(linkOf(mail, 'See the whole report'), desk('/report'));
  // A restart sends nothing again.
  await change('SELECT 1');
  await until('nothing is owed', async () => (await world.book()).owing === 0);
  const reports = mailbox.mails.filter(mail => /promises of/.test(mail.subject));
  assert.deepEqual(reports.map(mail => mail.to.map(to => to.address)), [[ANA]]);
});

for (const [size, options] of Object.entries(SIZES)) {
  for (const scheme of SCHEMES) {
    test(`the report breaks no rule of axe and fits its window, ${size}, ${scheme}`, async () => {
      const page = await signedIn(ANA, { javaScriptEnabled: true, colorScheme: scheme, ...options });
      await page.getByText('Week by week, as a table').click();
      await check(page, scheme);
      const folder = process.env.HEARBACK_PICTURES;
      if (folder) await page.screenshot({ path: `${folder}/report-${size}-${scheme}.png`, fullPage: true });
      for (const width of [320, options.viewport.width]) {
        await page.setViewportSize({ ...options.viewport, width });
        const wide = (await page.evaluate(() => document.documentElement.scrollWidth)) - width;
        assert.ok(wide <= 0, `${wide} px too wide at ${width}`);
      }
      await page.goto(desk('/export.csv?part=0'));
      assert.deepEqual(page.troubles, []);
    });
  }
}
