// The API as programs meet it: repeats, refusals, and bytes that nobody should send.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { posted, submission } from './harness/cases.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld({ browser: false });
const CASES = '/v1/sites/demo/cases';
const BODY_BYTES_MAX = 128_000;
const stored = () => world.store.keys('v1/fact/').filter(key => key.endsWith('/opened')).length;

/** An answer's status and JSON, whose shape is the same for every refusal. */
const refused = async answer => {
  const problem = await answer.json();
  assert.deepEqual(Object.keys(problem).sort(), ['code', 'errors', 'field', 'sentence']);
  assert.match(problem.code, /^[a-z_]+$/);
  assert.match(problem.sentence, /^[A-Z].*[.!?…]$/s);
  for (const error of problem.errors) assert.deepEqual(Object.keys(error).sort(), ['code', 'field', 'sentence']);
  return { status: answer.status, ...problem };
};

test('a message is answered with a reference, a promise and a private link', async () => {
  const receipt = await posted(world);
  assert.match(receipt.reference, /^HB-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  assert.equal(receipt.promise.what, 'read');
  assert.match(receipt.promise.due, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  assert.match(receipt.promise.sentence, /^Ana reads this by .+\.$/);
  assert.ok(receipt.case_url.startsWith(`${world.service}/case/demo/`));
});

test('a repeat gets the same receipt and adds nothing: one case, one mail to each', async () => {
  const sent = submission();
  const before = stored();
  const answers = [];
  for (let time = 0; time < 3; time++) answers.push(await world.post(sent));
  const receipts = await Promise.all(answers.map(answer => answer.json()));
  assert.deepEqual(answers.map(answer => answer.status), [201, 201, 201]);
  assert.deepEqual(receipts[1], receipts[0]);
  assert.deepEqual(receipts[2], receipts[0]);
  assert.equal(stored(), before + 1);
  const { reference } = receipts[0];
  await world.mailbox.about(reference, sent.email);
  await until('all is sent', async () => (await world.book()).owing === 0);
  const about = world.mailbox.mails.filter(mail => mail.text.includes(reference));
  assert.deepEqual(about.map(mail => mail.to[0].address).sort(), ['ana@okafor.example', sent.email]);
});

test('repeats that arrive at the same moment are one case', async () => {
  const sent = submission();
  const before = stored();
  const answers = await Promise.all(Array.from({ length: 5 }, () => world.post(sent)));
  const receipts = await Promise.all(answers.map(answer => answer.json()));
  assert.equal(new Set(receipts.map(receipt => receipt.reference)).size, 1);
  assert.equal(stored(), before + 1);
});

test('the same id with other words is refused, and the first words stand', async () => {
  const first = await posted(world);
  const answer = await world.post(submission({ submission_id: first.submission_id, message: 'Something else.' }));
  assert.equal((await refused(answer)).status, 409);
  const notice = await world.mailbox.about(first.reference, 'ana@okafor.example');
  assert.ok(notice.text.includes(first.message));
});

test('every mistake in the fields is told at once, with its sentence', async () => {
  const answer = await world.post(submission({ message: ' ', email: 'joan@', kind: 'complaint' }));
  const problem = await refused(answer);
  assert.equal(problem.status, 422);
  assert.deepEqual(problem.errors.map(error => error.field), ['message', 'email']);
  assert.equal(problem.field, 'message');
  assert.match(problem.errors[1].sentence, /^After the @ something is missing/);
});

test('refusals have their proper status', async () => {
  const origin = world.shop.origin;
  const body = JSON.stringify(submission());
  const json = { 'content-type': 'application/json', origin };
  const cases = [
    [400, CASES, { method: 'POST', headers: json, body: '{"message":' }],
    [400, CASES, { method: 'POST', headers: json, body: '{"message":1}' }],
    [400, CASES, { method: 'POST', headers: json, body: JSON.stringify(submission({ submission_id: 'mine' })) }],
    [403, CASES, { method: 'POST', headers: { ...json, origin: 'https://elsewhere.example' }, body }],
    [403, CASES, { method: 'POST', headers: { ...json, origin: 'null' }, body }],
    [404, '/v1/sites/nobody/cases', { method: 'POST', headers: json, body }],
    [404, '/v1/sites/demo/nothing', { headers: { origin } }],
    [405, CASES, { method: 'PUT', headers: json, body }],
    [405, CASES, { headers: { origin } }],
    [413, CASES, { method: 'POST', headers: json, body: JSON.stringify(submission({ wish: 'x'.repeat(BODY_BYTES_MAX) })) }],
    [415, CASES, { method: 'POST', headers: { ...json, 'content-type': 'text/plain' }, body }],
    [401, '/v1/sites/demo/book', {}],
    [401, '/v1/sites/demo/book/rebuild', { method: 'POST', headers: { authorization: 'Bearer ' } }],
  ];
  const before = stored();
  for (const [status, path, init] of cases) {
    const problem = await refused(await world.fetch(path, init));
    assert.equal(problem.status, status, `${init.method ?? 'GET'} ${path} ${problem.code}`);
  }
  assert.equal(stored(), before);
});

test('other origins may read exactly what the site allows', async () => {
  const ask = (origin, init) => world.fetch(CASES, { headers: { origin, 'access-control-request-method': 'POST' }, ...init });
  const allowed = await ask(world.shop.origin, { method: 'OPTIONS' });
  assert.equal(allowed.status, 204);
  assert.equal(allowed.headers.get('access-control-allow-origin'), world.shop.origin);
  assert.equal(allowed.headers.get('access-control-allow-headers'), 'authorization, content-type');
  assert.equal(allowed.headers.get('access-control-allow-credentials'), null);
  for (const origin of ['https://elsewhere.example', `${world.shop.origin}.example`, 'null']) {
    const foreign = await ask(origin, { method: 'OPTIONS' });
    assert.equal(foreign.status, 403, origin);
    assert.equal(foreign.headers.get('access-control-allow-origin'), null, origin);
  }
  const card = await world.fetch('/v1/sites/demo/card?zone=Asia/Tokyo', { headers: { origin: world.shop.origin } });
  assert.equal(card.headers.get('access-control-allow-origin'), world.shop.origin);
  assert.match(card.headers.get('vary'), /origin/i);
  assert.equal((await card.json()).person.first, 'Ana');
});

test('the longest body is taken, one byte more is not', async () => {
  const padded = bytes => {
    const body = JSON.stringify({ ...submission(), later: '' });
    return body.replace('"later":""', `"later":"${'x'.repeat(bytes - body.length)}"`);
  };
  const status = async bytes => (await world.post({}, { body: padded(bytes) })).status;
  assert.deepEqual([await status(BODY_BYTES_MAX), await status(BODY_BYTES_MAX + 1)], [201, 413]);
});

test('hostile bytes get an answer that says what is wrong, and store nothing', async () => {
  const text = JSON.stringify(submission());
  const nonUtf8 = Buffer.concat([Buffer.from(text.slice(0, 60)), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from(text.slice(60))]);
  const bodies = [
    '',
    '[]',
    'null',
    '"text"',
    '[['.repeat(15_000),
    `${'{"later":'.repeat(6_000)}1${'}'.repeat(6_000)}`,
    '{"message":"\\ud800"}',
    `{"submission_id":${'9'.repeat(400)}}`,
    nonUtf8,
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
    JSON.stringify(submission({ name: 'Joan\r\nBcc: all@example.org' })),
    JSON.stringify(submission({ email: 'joan@whitcombe.example\r\nRCPT TO:<x@y.example>' })),
    JSON.stringify(submission({ email: '"joan x"@whitcombe.example' })),
    JSON.stringify(submission({ submission_id: randomUUID().replace('-', '') + '\0' })),
  ];
  const before = stored();
  for (const body of bodies) {
    const answer = await world.post({}, { body });
    const { status } = await refused(answer);
    assert.ok([400, 422].includes(status), `${status} for ${String(body).slice(0, 60)}`);
  }
  assert.equal(stored(), before);
});

test('mutilated messages are answered below 500, and the next one is taken', async () => {
  const text = JSON.stringify(submission());
  // A fixed row of numbers (Lehmer), so that a failure can be seen again.
  let seed = 20_261_123;
  const dice = most => (seed = (seed * 48_271) % 2_147_483_647) % most;
  for (let round = 0; round < 150; round++) {
    const body = Buffer.from(text);
    for (let times = 1 + dice(4); times > 0; times--) body[dice(body.length)] = dice(256);
    const answer = await world.post({}, { body: body.subarray(0, 1 + dice(body.length)) });
    assert.ok(answer.status < 500, `${answer.status} for ${body}`);
    await answer.arrayBuffer();
  }
  await posted(world);
});

test('script in every field stays text in mails and on pages', async () => {
  const mark = '<img src=x onerror=alert(1)>"\'&';
  const sent = await posted(world, { kind: 'complaint', message: `Words ${mark}`, wish: mark, name: `Joan ${mark}` });
  const notice = await world.mailbox.about(sent.reference, 'ana@okafor.example');
  const entry = await fetch(sent.case_url, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie').split(';')[0];
  const page = await fetch(new URL(entry.headers.get('location'), world.service), { headers: { cookie } });
  for (const html of [notice.html, await page.text()]) assert.ok(!html.includes('<img src=x'));
  assert.match(page.headers.get('content-security-policy'), /default-src 'none'/);
});
