// What the widget and the service weigh, as built.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from './harness/places.mjs';
import { panelOf } from './harness/panel.mjs';
import { openWorld } from './harness/world.mjs';

const BEFORE_INTERACTION_BYTES_MAX = 2_500;
const FORM_ON_SCREEN_BYTES_MAX = 20_000;
const WORKER_BYTES_MAX = 700_000;

const world = await openWorld();
const brotli = bytes =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
const served = path => brotli(readFileSync(`${build}www${path}`));

test('before interaction there is one request, of at most 2,500 bytes', async () => {
  const page = await world.visit();
  world.edge.requests.length = 0;
  await page.goto(world.shop.page('/size', { head: world.shop.tag() }));
  await panelOf(page).launcher.waitFor();
  await page.waitForLoadState('networkidle');
  assert.deepEqual(world.edge.requests, ['GET /widget.js']);
  const bytes = served('/widget.js');
  assert.ok(bytes <= BEFORE_INTERACTION_BYTES_MAX, `widget.js: ${bytes} bytes`);
});

test('until the form is on screen it is at most 20,000 bytes in all', async () => {
  const page = await world.visit();
  world.edge.requests.length = 0;
  await page.goto(world.shop.page('/size', { head: world.shop.tag() }));
  const panel = panelOf(page);
  await panel.launcher.click();
  await panel.kind('Question').waitFor();
  await panel.dialog.getByRole('heading', { name: 'Ana Okafor' }).waitFor();
  const files = world.edge.requests.map(asked => asked.split(' ')[1]).filter(path => /^\/(w\/|widget)/.test(path));
  const card = await (await world.fetch('/v1/sites/demo/card')).text();
  const bytes = files.reduce((sum, path) => sum + served(path), brotli(Buffer.from(card)));
  assert.equal(files.length, 3, files.join());
  assert.ok(bytes <= FORM_ON_SCREEN_BYTES_MAX, `${bytes} bytes: ${files.map(path => `${path} ${served(path)}`).join(', ')}`);
});

test('the service is at most 700 kB', () => {
  const files = readdirSync(`${build}worker`).filter(name => /\.(js|wasm)$/.test(name));
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(`${build}worker/${name}`), { level: 9 }).length, 0);
  assert.ok(bytes <= WORKER_BYTES_MAX, `${bytes} bytes`);
});
