// What wrangler makes of `wrangler.toml`: static files and their headers, the throttle, the way
// from a message to the owner's mail.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { submission } from './harness/cases.mjs';
import { freePort } from './harness/listen.mjs';
import { Mailbox } from './harness/mailbox.mjs';
import { demoSettings, root } from './harness/places.mjs';
import { until } from './harness/until.mjs';

/** wrangler starts slowly on a busy machine. */
const START_MS = 120_000;
/** The limit of the throttle in `wrangler.toml`. */
const MESSAGES_PER_MINUTE_MAX = 20;
const ORIGIN = 'https://okafor.example';

const folder = mkdtempSync(join(tmpdir(), 'hearback-wrangler-'));
const mailbox = await new Mailbox().open();
const port = await freePort();
const service = `http://127.0.0.1:${port}`;
const environment = { ...process.env, HEARBACK_BUILT: '1', WRANGLER_SEND_METRICS: 'false', CI: 'true' };
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
const settings = join(folder, 'site.json');
writeFileSync(settings, JSON.stringify({ ...demoSettings(), allowed_origins: [ORIGIN] }));
const persist = ['--persist-to', folder];
const put = ['kv', 'key', 'put', 'v1/site/demo', '--path', settings, '--binding', 'FACTS', '--local', ...persist];
const variables = { BASE_URL: service, HEARBACK_KEY: 'k'.repeat(40), MAIL_URL: `smtp://127.0.0.1:${mailbox.port}` };
/** wrangler and, in the same group, its workerd. */
let dev;
let log = '';
const end = () => dev?.exitCode === null && process.kill(-dev.pid, 'SIGTERM');

before(async () => {
  execFileSync(process.execPath, [wrangler, ...put], { cwd: root, env: environment, stdio: 'ignore' });
  const flags = ['--port', String(port), '--inspector-port', '0', '--show-interactive-dev-session=false', ...persist];
  const bound = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]);
  dev = spawn(process.execPath, [wrangler, 'dev', ...flags, ...bound], {
    cwd: root,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', end);
  for (const stream of [dev.stdout, dev.stderr]) stream.on('data', data => (log += data));
  const serves = () => fetch(`${service}/v1/health`).then(answer => answer.ok, () => false);
  const look = () => {
    if (dev.exitCode !== null) throw new Error(`wrangler ended: ${log}`);
    return serves();
  };
  await until('wrangler serves', look, START_MS).catch(error => assert.fail(`${error.message}\n${log}`));
});
after(async () => {
  const gone = dev && new Promise(done => dev.once('exit', done));
  if (end()) await gone;
  await mailbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = fields =>
  fetch(`${service}/v1/sites/demo/cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify(submission(fields)),
  });

test('the widget’s files may be read by every page; the hashed ones never change', async () => {
  const [name] = await (await fetch(`${service}/widget.json`)).json();
  const files = { '/widget.js': /javascript/, [`/w/${name}.js`]: /javascript/, [`/w/${name}.wasm`]: /^application\/wasm/ };
  for (const [path, type] of Object.entries(files)) {
    const answer = await fetch(service + path, { headers: { origin: ORIGIN } });
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*', path);
    assert.match(answer.headers.get('content-type'), type, path);
    assert.equal(/immutable/.test(answer.headers.get('cache-control')), path.startsWith('/w/'), path);
  }
  assert.equal((await fetch(`${service}/w/0000000000000000.wasm`)).status, 404);
});

test('pages have their style sheets and pictures', async () => {
  for (const path of ['/card/demo', '/card/demo/accent.css', '/pages/pages.css', '/pictures/demo-ana.webp']) {
    assert.equal((await fetch(service + path)).status, 200, path);
  }
});

test('a message reaches the owner’s mailbox', async () => {
  const answer = await post();
  assert.equal(answer.status, 201);
  const { reference } = await answer.json();
  await mailbox.about(reference, 'ana@okafor.example');
});

test('who writes too fast is asked to wait, and told how long', async () => {
  for (let sent = 0; sent <= 2 * MESSAGES_PER_MINUTE_MAX; sent++) {
    const answer = await post();
    const problem = await answer.json();
    if (answer.status === 201) continue;
    assert.equal(answer.status, 429);
    assert.match(answer.headers.get('retry-after'), /^\d+$/);
    assert.equal(problem.code, 'too_fast');
    assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN);
    return;
  }
  assert.fail('nobody was asked to wait');
});
