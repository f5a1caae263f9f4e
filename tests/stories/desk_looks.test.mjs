// Every page of the desk as people meet it: by day and night, on a phone and a desk, with letters of
// twice the size, with the keyboard alone, and without script.
//
// Pages at the desk are in English and run from left to right; what is written on them may not
// (`hostile_text.test.mjs`).

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { bookHasRead } from './harness/books.mjs';
import { ANA, CHIDI, atDesk, enter, form, listed } from './harness/desk.mjs';
import { linkOf } from './harness/mailbox.mjs';
import { DAY, HOUR, MINUTE, lies } from './harness/stored.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

/** Open at any hour, so that the desk looks alike whenever the story runs. */
const always = { week: Array(7).fill(['0:00-24:00']), closed: [], special: {} };
const world = await openWorld({ settings: site => ({ ...site, hours: always }) });
const { store } = world;
const desk = (path = '') => `${world.service}/desk/demo${path}`;
const now = Date.now();
const PICTURES = process.env.HEARBACK_PICTURES;
let ana, chidi, cases;

const F28 = 'You serviced our Vaillant ecoTEC on Thursday. Since last night it locks out with F28 and the water goes cold after five minutes.\n\nMy mother is 84 and lives with us, and the bathroom is at 14 degrees. I have pressed reset three times.';

/** A morning as in the mocks: somebody is late, somebody due within the hour, and so on. */
const morning = () => {
  const put = (ago, fields, facts) => lies(store, now - ago, { email: `${fields.name?.split(' ')[0].toLowerCase()}@post.example`, ...fields }, facts);
  const read = (ago, due) => ({
    acknowledged: { at: now - ago, by: 'ana', answer_by: now + due }, acknowledgement: { at: now - ago + 1_000, outcome: 'sent' },
  });
  const late = put(3 * HOUR, { name: 'Maurice Bell', kind: 'complaint', message: 'The engineer did not come and nobody called. I took the morning off work.' }, {
    'moved.first.1': { at: now - 2 * HOUR, due: now - 35 * MINUTE }, 'tell-moved.first.1': { at: now - 2 * HOUR, outcome: 'sent' },
  });
  const unread = put(20 * MINUTE, { name: 'Joan Whitcombe', kind: 'complaint', message: F28, wish: 'A visit before the weekend, and no second call-out fee.', phone: '07700 900461', page: 'https://okafor.example/repairs', language: 'en-GB', read_by: now + 25 * MINUTE });
  put(2 * DAY, { name: 'Joan Whitcombe', message: 'The radiator in the back room knocks at night.' }, { ...read(2 * DAY - HOUR, -DAY), answered: { at: now - 30 * HOUR, by: 'ana' } });
  put(5 * MINUTE, { name: 'Sam Osei', kind: 'callback', message: undefined, email: undefined, phone: '020 7946 0321', read_by: now + 55 * MINUTE });
  const talked = put(4 * HOUR, { name: 'Priya Nair', message: 'Do you also look after heat pumps? We have a Vaillant aroTHERM.' }, {
    ...read(3 * HOUR, 5 * HOUR),
    'step.1': { at: now - 2 * HOUR, by: 'ana', done: 'noted', words: 'She is the neighbour of the Bells.' },
    'step.2': { at: now - 100 * MINUTE, by: 'ana', done: 'asked', words: 'Dear Priya,\n\nwhich model is it, and how old?\n\nAna' },
    'reply.2': { at: now - 99 * MINUTE, outcome: 'sent' },
    'wrote.019d3f6e-1c2d-7abc-8def-0123456789ac': { at: now - 60 * MINUTE, submission: '019d3f6e-1c2d-7abc-8def-0123456789ac', message: 'An aroTHERM plus, from 2022.' },
    'step.3': { at: now - 30 * MINUTE, by: 'ana', done: 'handed_over', to: 'chidi', words: 'You know this one.' },
    'commitment-1': { at: now - 20 * MINUTE, by: 'ana', due: now + 2 * DAY, words: 'Chidi looks at the pump.' },
  });
  put(DAY, { name: 'Arthur Farrow', message: 'A quote for two radiators, please.' }, read(23 * HOUR, 3 * DAY));
  put(DAY, { name: 'Leyla Demir', message: 'When is my boiler due for its service?' }, { ...read(23 * HOUR, -HOUR), 'step.1': { at: now - 5 * HOUR, by: 'ana', done: 'asked', words: 'Which address is it?' }, 'reply.1': { at: now - 5 * HOUR, outcome: 'sent' } });
  const lost = put(DAY, { name: 'Tomasz Wójcik', message: 'Is the part here?' }, { ...read(23 * HOUR, -HOUR), 'step.1': { at: now - 5 * HOUR, by: 'ana', done: 'replied', words: 'It is.' }, 'reply.1': { at: now - 5 * HOUR, outcome: 'given_up', why: '550 no such mailbox' } });
  const suspect = put(HOUR, { name: 'Best Offers', message: 'Rank first on every search engine.', suspect: true });
  const closed = put(5 * DAY, { name: 'Hana Sato', message: 'Thank you, it is warm again.', kind: 'praise' }, { ...read(5 * DAY - HOUR, -4 * DAY), 'step.1': { at: now - 4 * DAY, by: 'ana', done: 'resolved' } });
  for (let many = 0; many < 70; many++) put(6 * DAY + many * HOUR, { name: `Customer ${many}` }, { answered: { at: now - 5 * DAY, by: 'ana' }, 'step.1': { at: now - 5 * DAY, by: 'ana', done: 'resolved' } });
  return { late, unread, talked, lost, suspect, closed };
};

before(async () => {
  // A second desk, on its first day.
  const demo = JSON.parse(String(store.entries.get('v1/site/demo').value));
  store.put('v1/site/other', JSON.stringify({ ...demo, id: 'other', business: 'Nwosu Bikes' }));
  cases = morning();
  await bookHasRead(world);
  [ana, chidi] = [await enter(world, ANA), await enter(world, CHIDI)];
  const other = await enter(world, ANA, 'other');
  ana.cookie = `${ana.cookie}; ${other.cookie}`;
  await listed(world, ana, 'Maurice Bell');
  await until('nothing is owed', async () => (await world.book()).owing === 0);
});

/** What a form is answered with, at the address of the form. */
const press = async (page, path, fields) => {
  const sent = form({ token: ana.token, step: '1.0', ...fields }, { cookie: ana.cookie, origin: world.service });
  const answer = await fetch(desk(path), sent);
  const [status, body] = [answer.status, await answer.text()];
  assert.ok(status === 409 || status === 422, `${status} for ${path}`);
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': answer.headers.get('content-security-policy') };
  await page.route(desk(path), route => route.fulfill({ status, headers, body }), { times: 1 });
  await page.goto(desk(path));
};
/** Every page, by a name for its picture: an address, or how it is come to. */
const PAGES = {
  list: '',
  'list-mine': '?show=mine',
  'list-waiting': '?show=waiting',
  'list-found': '?q=boiler',
  'list-nothing-found': '?q=xylophone&kind=praise',
  archive: '?show=closed',
  'archive-second': '?show=closed&page=1',
  'case-unread': () => `/case/${cases.unread}`,
  'case-late': () => `/case/${cases.late}`,
  case: () => `/case/${cases.talked}`,
  'case-not-delivered': () => `/case/${cases.lost}`,
  'case-suspect': () => `/case/${cases.suspect}`,
  'case-closed': () => `/case/${cases.closed}`,
  'case-to-mend': page => press(page, `/case/${cases.unread}`, { deed: 'answer', reply: ' ' }),
  'case-overtaken': page => press(page, `/case/${cases.talked}`, { deed: 'answer', reply: 'I come on Monday.' }),
  report: '/report',
  settings: '/settings',
  ...Object.fromEntries(['notices', 'business', 'hours', 'targets', 'looks', 'texts', 'keeping', 'team/ana', 'team/chidi', 'team/new'].map(part => [`settings-${part.replace('/', '-')}`, `/settings/${part}`])),
  'settings-to-mend': page => press(page, '/settings/hours', { monday: '8-17', version: '1' }),
  sessions: '/sessions',
};
const goTo = async (page, name) => {
  const path = typeof PAGES[name] === 'function' ? await PAGES[name](page) : PAGES[name];
  if (path !== undefined) await page.goto(desk(path));
};

/** Pages before anybody is signed in, and for those who may not: each by who comes there. */
const OUTSIDE = {
  'sign-in': page => page.goto(desk()),
  'sign-in-to-mend': async page => {
    await page.goto(desk());
    await page.getByLabel('Your e-mail address').fill('ana@');
    await page.getByRole('button', { name: 'Send me the code' }).click();
    await page.getByText('missing', { exact: false }).first().waitFor();
  },
  code: async page => {
    await page.goto(desk());
    await page.getByLabel('Your e-mail address').fill('nobody@post.example');
    await page.getByRole('button', { name: 'Send me the code' }).click();
    await page.getByLabel('Six-digit code').waitFor();
  },
  'code-wrong': async page => {
    await OUTSIDE.code(page);
    await page.getByLabel('Six-digit code').fill('000000');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This is not the code').first().waitFor();
  },
  'other-browser': page => page.goto(linkOf(world.mailbox.to(CHIDI).find(mail => /is your code/.test(mail.subject)), 'Sign in')),
  door: page => page.goto(`${world.service}/desk`),
};
const ABOUT_OTHERS = {
  'first-day': [() => ana, '/desk/other'],
  desks: [() => ana, '/desk'],
  'owner-only': [() => chidi, '/desk/demo/settings'],
  'export-owner-only': [() => chidi, '/desk/demo/export.csv'],
};

/** A picture of the whole page, which leaves it as it is, with its letters as large as they are. */
const picture = async (page, name) => {
  if (!PICTURES) return;
  const client = await page.context().newCDPSession(page);
  const { data } = await client.send('Page.captureScreenshot', { captureBeyondViewport: true });
  writeFileSync(`${PICTURES}/${name}.png`, data, 'base64');
};
/* Runs in the page: whatever can be opened is. */
const open = () => document.querySelectorAll('main details, aside details').forEach(one => (one.name = '', one.open = true));
const fits = async (page, name) => {
  const { scrollWidth, innerWidth } = await page.evaluate(() => ({ scrollWidth: document.scrollingElement.scrollWidth, innerWidth }));
  if (scrollWidth <= innerWidth) return;
  const wide = await page.evaluate(() => [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => `${one.localName}.${one.getAttribute('class')}`));
  assert.fail(`${name} is ${scrollWidth - innerWidth} px too wide: ${wide.slice(0, 8).join(', ')}`);
};

/** Every page in one browser of somebody, then those of others and of nobody. */
const everyPage = async (options, look) => {
  const page = await atDesk(world, ana, options);
  for (const name of Object.keys(PAGES)) {
    await goTo(page, name);
    await look(page, name);
  }
  for (const [name, [who, path]] of Object.entries(ABOUT_OTHERS)) {
    const theirs = await atDesk(world, who(), options);
    await theirs.goto(world.service + path);
    await look(theirs, name);
    await theirs.context().close();
  }
  for (const [name, come] of Object.entries(OUTSIDE)) {
    const theirs = await world.visit(options);
    await come(theirs);
    await look(theirs, name);
    await theirs.context().close();
  }
};

for (const [size, options] of Object.entries(SIZES)) {
  for (const scheme of SCHEMES) {
    test(`every page of the desk fits and breaks no rule of axe, ${size}, ${scheme}`, async () => {
      await everyPage({ ...options, colorScheme: scheme }, async (page, name) => {
        assert.ok(await page.getByRole('heading', { level: 1 }).isVisible(), name);
        await fits(page, name);
        await picture(page, `${name}-${size}-${scheme}`);
        // What opens is looked at open.
        await page.evaluate(open);
        await fits(page, `${name}, opened`);
        await check(page, `${name}, ${size}, ${scheme}`);
        assert.deepEqual(page.troubles, [], name);
      });
    });
  }

  test(`letters of twice the size fit every page, ${size}`, async () => {
    await everyPage(options, async (page, name) => {
      const client = await page.context().newCDPSession(page);
      // As somebody sets it in their browser: widths in em follow.
      await client.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      const isLarge = async () => (await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)) === '32px';
      await until('the letters are large', isLarge);
      await fits(page, `${name}, twice the size`);
      await page.evaluate(open);
      await fits(page, `${name}, opened, twice the size`);
      assert.ok(await isLarge(), name);
    });
  });

  test(`the keyboard alone reaches everything, in order and in sight, without script, ${size}`, async () => {
    await everyPage({ ...options, javaScriptEnabled: false }, async (page, name) => {
      const all = await page.evaluate(markReachable);
      const seen = [];
      for (let times = 0; times < 3 * all.length + 9; times++) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(focusedMark);
        // Behind the last comes the browser's own bar, or the first again.
        if (!at || (seen.length > 1 && at.mark === seen[0])) break;
        // Within a field for a date the browser shows where one is.
        if (seen.at(-1) === at.mark) continue;
        assert.equal(at.trouble, '', `${name}: ${at.trouble}`);
        seen.push(at.mark);
      }
      // A notice takes the focus when its page opens: the keyboard goes on from there.
      const from = all.findIndex(({ mark }) => mark === seen[0]);
      const what = mark => `${mark} ${all[mark].what}`;
      const ordered = [...all.slice(from), ...all.slice(0, from)].map(({ mark }) => what(mark));
      assert.deepEqual(seen.map(what), ordered.slice(0, Math.max(seen.length, all.length - from)), name);
    });
  });
}

/* Runs in the page: marks what the keyboard must reach, in the order of the page. */
const markReachable = () => {
  const groups = new Set();
  const is = one => {
    if (one.disabled || one.type === 'hidden' || one.tabIndex < 0 || !one.checkVisibility()) return false;
    if (one.type !== 'radio') return true;
    const all = [...document.getElementsByName(one.name)];
    if (all.some(other => other.checked)) return one.checked;
    const first = !groups.has(one.name);
    groups.add(one.name);
    return first;
  };
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(is);
  return all.map((one, at) => {
    one.dataset.mark = at;
    return { mark: String(at), what: `${one.localName} ${(one.textContent || one.name || '').trim().slice(0, 40)}` };
  });
};

/* Runs in the page: what has the focus, and what is wrong with how it shows. */
const focusedMark = () => {
  const one = document.activeElement;
  if (!one || one === document.body) return undefined;
  const says = `${one.localName} “${(one.textContent || one.name || '').trim().slice(0, 40)}”`;
  const lines = [];
  for (let at = one; at && at !== document.body; at = at.parentElement) lines.push(getComputedStyle(at));
  const isOutlined = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const boxes = [...one.getClientRects()];
  const box = boxes.find(box => box.width > 1) ?? boxes[0];
  const [x, y] = [(box.left + box.right) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
  const above = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), y);
  const isSeen = above && (one.contains(above) || above.contains(one) || above.closest('label')?.control === one);
  let trouble = '';
  if (!lines.some(isOutlined)) trouble = `${says} shows no focus`;
  else if (box.bottom <= 0 || box.top >= innerHeight) trouble = `${says} is out of the window`;
  else if (!isSeen) trouble = `${says} lies below ${above?.outerHTML.slice(0, 80)}`;
  return { mark: one.dataset.mark, trouble };
};
