// The page that says how the tag gets into a website, where nobody is named as the owner.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorld } from './harness/world.mjs';

const world = await openWorld({ browser: false });
const text = async path => (await world.fetch(path)).text();

test('without an owner the page says what to set, and nobody can set anything up', async () => {
  const page = await text('/install');
  assert.match(page, /OWNER_EMAIL = &quot;you@example\.com&quot;/);
  assert.ok(!page.includes('/desk/new'));
  for (const path of ['/desk/new', '/desk/new/business', '/desk/new/enter']) {
    const answer = await world.fetch(path);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/install'], path);
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: world.service };
  const asked = await world.fetch('/desk/new/sign-in', { method: 'POST', headers, body: 'email=ana@okafor.example' });
  assert.equal(asked.headers.get('location'), '/install');
  assert.equal((await world.fetch('/')).headers.get('location'), '/install');
  assert.ok(!(await text('/desk')).includes('/desk/new'));
});

test('an agency finds the very tag, the policy and the usual systems; nothing else of the address is shown', async () => {
  const page = await text('/install?site=demo');
  assert.ok(page.includes(`&lt;script src=&quot;${world.service}/widget.js&quot; data-site=&quot;demo&quot; async&gt;`));
  assert.ok(page.includes(`script-src ${world.service} 'wasm-unsafe-eval'; connect-src ${world.service}`));
  for (const system of ['WordPress', 'Wix', 'Squarespace', 'Shopify', 'Plain HTML']) assert.ok(page.includes(system), system);
  for (const site of ['new', '"><script>alert(1)</script>', 'Demo', 'x'.repeat(33)]) {
    const other = await text(`/install?site=${encodeURIComponent(site)}`);
    assert.ok(other.includes('data-site=&quot;your-site&quot;') && !other.includes('alert(1)'), site);
  }
});
