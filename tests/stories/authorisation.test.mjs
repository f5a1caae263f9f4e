// Who may see and do what: every route of the service, asked by everybody.
//
// The routes are read from the service's own tables: one that is added there and not here fails. So
// are the parts of the settings, each of which is asked.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bookHasRead } from './harness/books.mjs';
import { noticed, submission } from './harness/cases.mjs';
import { ANA, CHIDI, cookiesOf, enter, form, listed } from './harness/desk.mjs';
import { linksOf } from './harness/mailbox.mjs';
import { PushService } from './harness/push_service.mjs';
import { parts, routes } from './harness/routes.mjs';
import { until } from './harness/until.mjs';
import { KEY, openWorld } from './harness/world.mjs';

const MARK = 'xylobark';
const OLA = 'ola@nwosu.example';
/** Who may begin sites here, and is of no team. */
const ROOT = 'root@hearback.example';
/** Nobody answers there. */
const RESOLVER_URL = 'http://127.0.0.1:9/dns-query';
const FOREIGN = 'https://elsewhere.example';
/** Whether work is taken on stands on the first page of the settings, not on one of its own. */
const PARTS = parts().filter(part => part !== 'capacity');
const QUESTIONS = ['business', 'name', 'hours', 'reach', 'target'];
const DEEDS = [
  'acknowledge', 'answer', 'ask', 'draft', 'answered', 'note', 'hand-over', 'snooze', 'wake', 'decline',
  'resolve', 'reopen', 'spam', 'fraud', 'real', 'reached', 'merge', 'move.first.1', 'promise.1', 'keep.1',
];

const push = await new PushService().open();
after(() => push.close());
/** What a browser posts that wants to be told. */
const LISTEN = { deed: 'listen', endpoint: push.subscription.endpoint, ...push.subscription.keys };

const world = await openWorld({ browser: false, vars: { OWNER_EMAIL: ROOT, RESOLVER_URL } });
/** Everybody who asks: the cookies they send, and the token their forms carry. */
const people = {};
/** What stands in the addresses below: the case, and secrets that are none. */
const at = {};

/** A case that names the mark in everything the customer typed. */
const marked = () =>
  noticed(world, { name: `Mark ${MARK}`, message: `The words are ${MARK}.`, wish: `A ${MARK} back.`, kind: 'complaint' });

/** A link that becomes a cookie. */
const held = async url => cookiesOf(await world.fetch(url));

before(async () => {
  const demo = JSON.parse(String(world.store.entries.get('v1/site/demo').value));
  const ola = { ...demo.owner, id: 'ola', name: 'Ola Nwosu', first: 'Ola', email: OLA };
  world.store.put('v1/site/other', JSON.stringify({ ...demo, id: 'other', business: 'Nwosu', owner: ola, teammates: [], backup_email: undefined }));

  const [one, two] = [await marked(), await noticed(world)];
  const link = linksOf(one.notice).find(known => /\/act\//.test(known.url)).url;
  at.case = one.case_url.split('/').at(-2);
  const [owner, teammate, stranger] = [await enter(world, ANA), await enter(world, CHIDI), await enter(world, OLA, 'other')];
  const leaver = await enter(world, CHIDI);
  const root = await enter(world, ROOT, 'new', '/business');
  const left = await world.fetch('/desk/demo/sign-out', form({ token: leaver.token }, { cookie: leaver.cookie, origin: world.service }));
  assert.equal(left.status, 200);
  const asking = await world.fetch('/desk/demo/sign-in', form({ email: CHIDI }, { origin: world.service }));
  Object.assign(people, {
    nobody: { cookie: '' },
    customer: { cookie: await held(one.case_url) },
    'customer of another case': { cookie: await held(two.case_url) },
    'holder of a mailed button': { cookie: await held(link) },
    'teammate of another site': stranger,
    'owner of the deployment': root,
    'the same, under the name of this site': { ...stranger, cookie: stranger.cookie.replaceAll('-other=', '-demo=') },
    'somebody who asked for a code': { cookie: cookiesOf(asking) },
    'somebody who signed out': leaver,
    teammate,
    owner,
  });
  // The owner's browser is told, so that somebody could make it quiet.
  const listening = await world.fetch('/desk/demo/sessions', form({ token: owner.token, ...LISTEN }, { cookie: owner.cookie, origin: world.service }));
  assert.equal(listening.headers.get('location'), '/desk/demo/sessions?told=1');
  await listed(world, owner, MARK);
  await bookHasRead(world);
  await settled();
});

/** Whatever is owed is done, so that nothing changes by itself. */
const settled = () =>
  until('nothing is owed', async () => {
    const { owing, unsaved } = await world.book();
    return owing === 0 && unsaved === 0;
  });

/** Everything that a form could have changed. */
const everything = async () => {
  const read = async (path, { cookie }) => (await world.fetch(path, { headers: { cookie } })).text();
  const stored = [...world.store.entries].map(([key, { value }]) => `${key} ${value}`).sort();
  const desk = [];
  for (const who of [people.owner, people.teammate]) {
    const sessions = await read('/desk/demo/sessions', who);
    desk.push(sessions.match(/class="session/g)?.length, sessions.match(/name="quiet"/g)?.length);
    desk.push(/<textarea[^>]* name="reply"[^>]*>([^<]*)/.exec(await read(`/desk/demo/case/${at.case}`, who))?.[1]);
  }
  const { cases, facts } = await world.book();
  return JSON.stringify({ stored, desk, cases, facts, mails: world.mailbox.mails.length }, null, 1);
};

/** Status by person; `rest` is everybody who is not named. */
const TEAM = { owner: 200, teammate: 200, rest: 401 };
const OWNER = { owner: 200, teammate: 403, rest: 401 };
const ROOT_ONLY = { 'owner of the deployment': 200, rest: 401 };
const CUSTOMER = { customer: 200, rest: 403 };
const HOLDER = { 'holder of a mailed button': 200, rest: 403 };
const ALL = { rest: 200 };
const NONE = status => ({ rest: status });
/** Leads to another table, or stands for whatever is not there. */
const TABLE = [];

const get = (path, may, { shows = false } = {}) => ({ path, may, shows });
const post = (path, may, ...fields) => ({ path, may, forms: fields });

/** Every route, with what is asked there; `CASE` is the case of the mark. */
const MATRIX = {
  'answer (_, ["v1", "sites", site, rest @ ..])': TABLE,
  'answer (_, ["card", site, rest @ ..])': TABLE,
  'answer (_, ["desk", rest @ ..])': [get('/desk/', NONE(404)), get('/desk/nowhere', NONE(404))],
  'answer (Method::Get | Method::Post, ["case", site, case, rest @ ..])': [
    get('/case/other/CASE', NONE(403)), get('/case/demo/CASE/x/y', NONE(404)), get('/case/nowhere/CASE', NONE(404)),
  ],
  'answer (_, ["case" | "act", ..])': TABLE,
  'answer (Method::Get, _)': [get('/case', NONE(404))],
  'answer (Method::Get, [""])': [get('/', NONE(303))],
  'answer (Method::Get, ["install"])': [get('/install', ALL), get('/install?site=demo', ALL)],
  'answer (Method::Get, ["v1", "health"])': [get('/v1/health', ALL)],
  'answer (Method::Get, ["act", token])': [get('/act/altered', NONE(403))],
  'answer (Method::Get, ["pictures", site, name])': [get('/pictures/demo/none.png', NONE(404))],
  'answer (Method::Get | Method::Post, ["act", site, case, who])': [
    get('/act/demo/CASE/ana', HOLDER, { shows: true }), get('/act/demo/CASE/chidi', NONE(403)), get('/act/demo/CASE/-', NONE(403)),
    get('/act/other/CASE/ana', NONE(403)),
  ],
  'act Method::Post': [post('/act/demo/CASE/ana', HOLDER, {})],

  'api (Method::Options, ["card" | "cases"])': TABLE,
  'api (_, ["card" | "cases"])': TABLE,
  'api (_, ["book", ..])': TABLE,
  'api (Method::Get, ["card"])': [get('/v1/sites/demo/card', ALL)],
  'api (Method::Post, ["cases"])': TABLE,
  'operate (Method::Get, ["book"])': [get('/v1/sites/demo/book', NONE(401))],
  'operate (Method::Post, ["book", "rebuild"])': [post('/v1/sites/demo/book/rebuild', NONE(401), {})],

  'card (Method::Get, [])': [get('/card/demo', ALL)],
  'card (Method::Get, ["accent.css"])': [get('/card/demo/accent.css', ALL)],
  'card (Method::Get, ["contact.vcf"])': [get('/card/demo/contact.vcf', ALL)],
  'card (Method::Post, [])': TABLE,
  'card (Method::Post, ["draft"])': TABLE,
  'card (_, [] | ["draft"])': TABLE,

  'case []': [get('/case/demo/CASE', CUSTOMER, { shows: true })],
  'case [key] if request.method == Method::Get': [get('/case/demo/CASE/altered', NONE(403))],
  'case [] if request.method == Method::Post': [
    post('/case/demo/CASE', CUSTOMER, { form: submission().submission_id, message: 'Once more.' }),
  ],

  'at_desk Method::Get': [get('/desk', ALL)],
  'at_desk (Method::Get, [])': [
    get('/desk/demo', TEAM, { shows: true }), get(`/desk/demo?q=${MARK}`, TEAM, { shows: true }), get('/desk/demo?show=closed', TEAM),
  ],
  'at_desk (Method::Get, ["enter"])': [get('/desk/demo/enter', { 'somebody who asked for a code': 200, rest: 303 })],
  'at_desk (Method::Get, ["enter", token])': [get('/desk/demo/enter/altered', NONE(403))],
  'at_desk (Method::Get, ["sessions"])': [get('/desk/demo/sessions', TEAM)],
  'at_desk (Method::Get, ["report"])': [get('/desk/demo/report', TEAM)],
  'at_desk (Method::Get, ["export.csv"])': [get('/desk/demo/export.csv', OWNER, { shows: true })],
  'at_desk (Method::Get, ["people.csv"])': [get('/desk/demo/people.csv', OWNER, { shows: true })],
  'at_desk (Method::Get, ["export.json"])': [get('/desk/demo/export.json', OWNER, { shows: true })],
  'at_desk (Method::Get, ["case", case])': [
    get('/desk/demo/case/CASE', TEAM, { shows: true }),
    get('/desk/other/case/CASE', { 'teammate of another site': 404, rest: 401 }),
  ],
  'at_desk (Method::Get, ["case", case, "news"])': [get('/desk/demo/case/CASE/news?since=0', TEAM)],
  'at_desk (Method::Get, ["keys"])': [get('/desk/demo/keys', TEAM)],
  'at_desk (_, ["settings", rest @ ..])': TABLE,
  'at_desk (Method::Post, ["sign-in"])': TABLE,
  'at_desk (Method::Post, ["enter"])': TABLE,
  'at_desk (Method::Post, ["case", case])': [
    post('/desk/demo/case/CASE', TEAM, ...DEEDS.map(deed => ({
      deed, step: '1', by: String(Date.now() + 3_600_000), reply: 'Words.', note: 'A note.', 'hand-to': 'chidi', decline: 'No.',
      snooze: String(Date.now() + 3_600_000), 'first-to': String(Date.now() + 3_600_000), 'first-words': 'Later.',
      'new-day': '2035-01-01', 'new-time': '10:00', 'new-words': 'A refund.',
    }))),
  ],
  'at_desk (Method::Post, ["sessions"])': [post('/desk/demo/sessions', TEAM, { end: 'others' }, { end: '1' }, LISTEN, { quiet: '1' })],
  'at_desk (Method::Post, ["sign-out"])': [post('/desk/demo/sign-out', { ...TEAM, 'somebody who signed out': 200 }, {})],

  'first_run (method, [name])': TABLE,
  'first_run (Method::Get, [])': [get('/desk/new', { 'owner of the deployment': 303, rest: 401 })],
  'first_run (Method::Get, ["enter"])': [get('/desk/new/enter', NONE(303))],
  'first_run (Method::Get, ["enter", token])': [get('/desk/new/enter/altered', NONE(403))],
  'first_run (Method::Get, Some(question))': [...QUESTIONS, 'picture'].map(name => get(`/desk/new/${name}`, ROOT_ONLY)),
  'first_run (Method::Post, ["sign-in"])': TABLE,
  'first_run (Method::Post, ["enter"])': TABLE,
  'first_run (Method::Post, ["sign-out"])': TABLE,
  'first_run (Method::Post, Some(question))': QUESTIONS.map(name => post(`/desk/new/${name}`, ROOT_ONLY, { business: 'Eve & Co', name: 'Eve' })),
  'first_run (Method::Post, Some(Question::Picture))': [post('/desk/new/picture', ROOT_ONLY, {})],

  'at_settings (method, [name])': TABLE,
  'at_settings (Method::Get, [])': [get('/desk/demo/settings', OWNER)],
  'at_settings (Method::Get, ["preview"])': [get('/desk/demo/settings/preview', OWNER)],
  'at_settings (Method::Get, ["tag"])': [get('/desk/demo/settings/tag', OWNER)],
  'at_settings (Method::Get, ["mail"])': [get('/desk/demo/settings/mail', OWNER)],
  'at_settings (Method::Post, ["mail"])': [post('/desk/demo/settings/mail', OWNER, {})],
  'at_settings (Method::Get, ["team", person])': ['ana', 'chidi', 'new'].map(id => get(`/desk/demo/settings/team/${id}`, OWNER)),
  'at_settings (Method::Get, Some(part))': PARTS.map(part => get(`/desk/demo/settings/${part}`, OWNER)),
  'at_settings (Method::Post, [])': [post('/desk/demo/settings', OWNER, { capacity: 'paused', version: '1' }, { back: '1', version: '1' })],
  'at_settings (Method::Post, ["team", person])': [
    post('/desk/demo/settings/team/chidi', OWNER, { deed: 'remove', version: '1' }),
    post('/desk/demo/settings/team/new', OWNER, { name: 'Eve', email: 'eve@evil.example', version: '1' }),
  ],
  'at_settings (Method::Post, ["team", person, "picture"])': [
    post('/desk/demo/settings/team/ana/picture', OWNER, { deed: 'no-picture', version: '1' }),
  ],
  'at_settings (Method::Post, Some(part))': PARTS.map(part => post(`/desk/demo/settings/${part}`, OWNER, { days: '31', version: '1' })),
};

const asked = Object.values(MATRIX).flat();
const pathOf = one => one.path.replace('CASE', at.case);
const expected = (may, who) => may[who] ?? may.rest;

test('every route of the service is known to the matrix', () => {
  assert.deepEqual(routes().sort(), Object.keys(MATRIX).sort());
});

test('everybody sees what they may see, and nobody else a word of the case', async () => {
  for (const { shows, may, ...one } of asked.filter(one => !one.forms)) {
    for (const [who, { cookie }] of Object.entries(people)) {
      const answer = await world.fetch(pathOf(one), { headers: { cookie } });
      const says = `${who} at ${one.path}`;
      assert.equal(answer.status, expected(may, who), says);
      const seen = (await answer.text()).includes(MARK) || String(answer.headers.get('location')).includes(MARK);
      assert.equal(seen && answer.status === 200 ? 'seen' : seen, shows && answer.status === 200 ? 'seen' : false, says);
    }
  }
});

/** What somebody who may not do it could send: their own token, another's, none, and from another website. */
const forgeries = who => {
  const token = people[who].token;
  const others = Object.entries(people).filter(([name, one]) => name !== who && one.token).map(([, one]) => one.token);
  const tokens = [{}, { token: '' }, { token: 'x.y' }, ...others.map(other => ({ token: other }))];
  const here = tokens.map(fields => [fields, world.service]);
  return [...here, ...tokens.slice(0, 1).map(fields => [fields, undefined]), ...(token ? [[{ token }, FOREIGN]] : [])];
};

test('a form without its own token, with another’s, or from another website changes nothing', async () => {
  const earlier = await everything();
  for (const { path, may, forms } of asked.filter(one => one.forms)) {
    for (const [who, { cookie, token }] of Object.entries(people)) {
      // What a customer may send from the page of their case is told apart by its cookie and origin alone.
      const own = expected(may, who) === 200 && may === CUSTOMER ? [[{}, FOREIGN]] : forgeries(who);
      const mayNot = expected(may, who) !== 200 && token ? [[{ token }, world.service]] : [];
      for (const [more, origin] of [...own, ...mayNot]) {
        for (const fields of forms) {
          const sent = form({ ...fields, ...more }, { cookie, origin });
          const answer = await world.fetch(path.replace('CASE', at.case), sent);
          const says = `${who} at ${path}, ${JSON.stringify(more)}, from ${origin}: ${JSON.stringify(fields)}`;
          assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} for ${says}`);
          assert.deepEqual(answer.headers.getSetCookie(), [], says);
          if (answer.status !== 403 || expected(may, who) !== 200) {
            assert.ok(!(await answer.text()).includes(MARK), says);
          }
        }
      }
    }
    assert.equal(await everything(), earlier, path);
  }
});

test('other methods do nothing at all', async () => {
  const earlier = await everything();
  const { cookie, token } = people.owner;
  for (const one of asked) {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await world.fetch(pathOf(one), form({ token, deed: 'resolve', step: '1', end: 'others' }, { method, cookie, origin: world.service }));
      assert.ok([401, 404, 405].includes(answer.status), `${answer.status} for ${method} ${one.path}`);
    }
  }
  assert.equal(await everything(), earlier);
});

test('another website can neither write for a customer nor ask for a code', async () => {
  const earlier = await everything();
  const fields = submission();
  assert.equal((await world.post(fields, { headers: { origin: FOREIGN } })).status, 403);
  for (const path of ['/card/demo', '/desk/demo/sign-in', '/desk/demo/enter']) {
    const answer = await world.fetch(path, form({ ...fields, code: '123456' }, { origin: FOREIGN }));
    assert.equal(answer.status, 403, path);
  }
  const draft = await world.fetch('/card/demo/draft', form(fields, { origin: FOREIGN }));
  assert.deepEqual([draft.status, draft.headers.getSetCookie()], [200, []], 'words are brought, and nothing is sent');
  const unasked = await world.fetch('/desk/demo/enter', form({ code: '123456' }, { origin: world.service }));
  assert.equal(unasked.status, 403, 'a code that nobody asked for here');
  assert.equal(await everything(), earlier);
});

test('a key, a token and a session hold for their own site and case alone', async () => {
  const key = /__Host-case-[^=]+=([^;]+)/.exec(people.customer.cookie)[1];
  const news = path => world.fetch(path, { headers: { authorization: `Bearer ${at.case}.${key}` } }).then(answer => answer.json());
  assert.match((await news('/v1/sites/demo/card')).aim, /^Your message: /, 'the widget of whoever wrote is told how it stands');
  assert.doesNotMatch((await news('/v1/sites/other/card')).aim, /^Your message: /);
  const operator = { headers: { authorization: `Bearer ${KEY.slice(1)}` } };
  assert.equal((await world.fetch('/v1/sites/demo/book', operator)).status, 401);
  for (const path of ['', '/sessions', '/report', '/settings', '/export.csv', `/case/${at.case}`]) {
    const answer = await world.fetch(`/desk/other${path}`, { headers: { cookie: people.owner.cookie.replaceAll('-demo=', '-other=') } });
    assert.equal(answer.status, 401, path);
  }
});

const HEADERS = {
  'cache-control': /^no-store$/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
};
const POLICY = [/default-src 'none'/, /frame-ancestors 'none'/, /base-uri 'none'/, /form-action 'self'/];

test('no answer of the desk is kept, framed, sniffed or told to others', async () => {
  const desk = asked.filter(one => one.path.startsWith('/desk'));
  for (const one of desk) {
    for (const [who, { cookie, token }] of Object.entries(people)) {
      const refused = one.forms && form({ ...one.forms[0], token: `${token}x` }, { cookie, origin: world.service });
      const answer = await world.fetch(pathOf(one), refused || { headers: { cookie } });
      const says = `${who} at ${one.path}`;
      for (const [name, value] of Object.entries(HEADERS)) assert.match(answer.headers.get(name) ?? '', value, `${says}: ${name}`);
      if (!answer.headers.get('content-type').startsWith('text/html')) continue;
      const policy = answer.headers.get('content-security-policy');
      for (const part of POLICY) assert.match(policy, part, says);
      assert.ok(!/unsafe-inline|'unsafe-eval'|\*/.test(policy), `${says}: ${policy}`);
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1];
      assert.ok([undefined, "'self'", "'self' 'wasm-unsafe-eval'"].includes(scripts), `${says}: ${scripts}`);
    }
  }
});

test('the same forms with their own token do what they say', async () => {
  const { owner, teammate } = people;
  const does = async (who, path, fields) => {
    const earlier = await everything();
    const answer = await world.fetch(path.replace('CASE', at.case), form({ token: who.token, ...fields }, { cookie: who.cookie, origin: world.service }));
    assert.ok([200, 303].includes(answer.status), `${answer.status} for ${path}`);
    await until(`${path} shows`, async () => (await everything()) !== earlier);
  };
  const page = await (await world.fetch(`/desk/demo/case/${at.case}`, { headers: { cookie: teammate.cookie } })).text();
  const step = /name="step" value="([\d.]+)"/.exec(page)[1];
  await does(teammate, '/desk/demo/case/CASE', { deed: 'draft', step, reply: 'Not yet.' });
  await does(teammate, '/desk/demo/case/CASE', { deed: 'note', step, note: 'Noted.' });
  await does(owner, '/desk/demo/settings/keeping', { days: '400', version: '1' });
  await does(people.customer, '/case/demo/CASE', { form: submission().submission_id, message: 'Once more.' });
  await does(owner, '/desk/demo/sessions', { quiet: '1' });
  await does(owner, '/desk/demo/sessions', LISTEN);
  await enter(world, ANA);
  await does(owner, '/desk/demo/sessions', { end: 'others' });
  const out = await world.fetch('/desk/demo/sign-out', form({ token: owner.token }, { cookie: owner.cookie, origin: world.service }));
  assert.equal(out.status, 200);
  assert.equal((await world.fetch('/desk/demo', { headers: { cookie: owner.cookie } })).status, 401, 'the session has ended, not only the cookie');
});
