// Being told beside mail: a signed call to the owner's own server, and a message to a screen that
// asked for it.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { SCHEMES, SIZES, check } from './harness/axe.mjs';
import { PHONE, main, press } from './harness/browser.mjs';
import { noticed, posted } from './harness/cases.mjs';
import { ANA, desks } from './harness/desk.mjs';
import { HookReceiver, isSigned } from './harness/hook_receiver.mjs';
import { listen } from './harness/listen.mjs';
import { PushService } from './harness/push_service.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const [hook, elsewhere, push] = await Promise.all([
  new HookReceiver().open(),
  new HookReceiver().open(),
  new PushService().open(),
]);
/** What the service looks up, and a resolver that knows one name, of a printer. */
const asked = [];
const resolver = createServer((request, response) => {
  asked.push({ url: request.url, accept: request.headers.accept });
  response.end(JSON.stringify({ Status: 0, Answer: [{ type: 1, data: '192.168.0.9' }] }));
});
const RESOLVER_URL = `http://127.0.0.1:${await listen(resolver)}/dns-query`;
const world = await openWorld({ vars: { RESOLVER_URL } });
after(() => [hook, elsewhere, push, resolver].forEach(server => server.close()));

/** The book waits half a minute before its second try. */
const SECOND_TRY_MS = 60_000;
const desk = (path = '') => `${world.service}/desk/demo${path}`;
const atDesks = desks(world);
const signedIn = (path, options = {}) => atDesks(ANA, { path, ...options });


const callOut = async (page, url) => {
  await page.goto(desk('/settings/telling'));
  await page.getByLabel(/^Its address/).fill(url);
  await press(page, 'Save');
};

/** The calls about a case. */
const callsFor = (receiver, one) => receiver.calls.filter(call => call.body.includes(one.reference));

test('a server of the owner is called at once, signed, and is told nothing the customer typed', async () => {
  const page = await signedIn('/settings', PHONE);
  await page.getByRole('link', { name: /^Your own server/ }).click();
  await page.getByLabel(/^Its address/).fill(`${hook.url}/in?from=hearback`);
  await press(page, 'Save');
  await page.getByText('Saved: you changed which server of yours is told.').waitFor();
  await page.goto(desk('/settings/telling'));
  const secret = /whsec_\S+/.exec(await main(page))[0];

  const one = await noticed(world, { kind: 'complaint', message: 'The heater is cold.', name: 'Priya Nair' });
  const [call] = await until('a call', () => callsFor(hook, one)[0] && callsFor(hook, one));
  assert.equal(call.path, '/in?from=hearback');
  assert.ok(isSigned(call, secret));
  assert.ok(!isSigned({ ...call, body: `${call.body} ` }, secret));
  const { due, desk_url: url, at, id, ...event } = JSON.parse(call.body);
  assert.deepEqual(event, { event: 'case.opened', site: 'demo', reference: one.reference, kind: 'complaint' });
  assert.equal(id, call.headers['webhook-id']);
  assert.ok(Date.parse(due) > Date.parse(at));
  for (const typed of ['heater', 'Priya', one.email]) assert.ok(!call.body.includes(typed), typed);
  await page.goto(url);
  await page.getByText('The heater is cold.').first().waitFor();
});

test('a redirect is not followed, and what was not taken comes again under the same name', async () => {
  await callOut(await signedIn('/settings'), `${hook.url}/again`);
  hook.answers = [`${elsewhere.url}/stolen`];
  const one = await posted(world);
  await until('a second try', () => callsFor(hook, one).length === 2, SECOND_TRY_MS);
  const [first, second] = callsFor(hook, one);
  assert.equal(first.headers['webhook-id'], second.headers['webhook-id']);
  assert.deepEqual(elsewhere.calls, []);
  await until('nothing is owed', async () => (await world.book()).owing === 0);
  assert.equal(callsFor(hook, one).length, 2);
});

test('an address in a private network is refused, at the field or when its name is looked up', async () => {
  const page = await signedIn('/settings');
  for (const address of ['https://192.168.0.9/', 'https://printer.local/', 'http://okafor.example/', 'https://ana:x@okafor.example/']) {
    await callOut(page, address);
    await page.getByLabel(/^Its address/).and(page.locator('[aria-invalid="true"]')).waitFor();
    assert.equal(await page.getByLabel(/^Its address/).inputValue(), address);
  }
  await callOut(page, 'https://printer.okafor.example/print');
  await page.getByText('Saved:').waitFor();
  const one = await posted(world);
  const kinds = await until('the name to be looked up', () => asked.length >= 2 && asked.slice(0, 2));
  assert.deepEqual(kinds, ['A', 'AAAA'].map(kind => ({
    url: `/dns-query?name=printer.okafor.example&type=${kind}`,
    accept: 'application/dns-json',
  })));
  await callOut(page, `${hook.url}/mended`);
  await until('the second try at the address as it was mended', () => callsFor(hook, one).length === 1, SECOND_TRY_MS);
});

/** A browser whose push service is ours: Chromium's own is not reached from everywhere. */
const listening = async options => {
  const page = await signedIn('/sessions', { javaScriptEnabled: true, permissions: ['notifications'], ...options });
  await page.evaluate(subscription => {
    PushManager.prototype.subscribe = async options => {
      window.key = btoa(String.fromCharCode(...options.applicationServerKey));
      return { toJSON: () => subscription };
    };
  }, push.subscription);
  return page;
};

test('a screen that asked is told, and reads no word of the customer', async () => {
  const page = await listening(PHONE);
  const key = await page.locator('#tell').getAttribute('data-key');
  assert.equal(await page.locator('[data-says]:visible').count(), 0, 'nothing is said that is not so');
  await press(page, 'Tell me here');
  await page.getByText('This browser tells you from now on').waitFor();
  assert.deepEqual(page.troubles, []);

  const one = await posted(world, { kind: 'complaint', message: 'The heater is cold.', name: 'Priya Nair' });
  const call = await until('a message', () => push.calls.at(-1));
  const { aud, exp, sub } = push.sender(call, key);
  assert.deepEqual([aud, sub], [push.origin, 'mailto:hearback@hearback.example']);
  assert.ok(exp > Date.now() / 1000 && exp < Date.now() / 1000 + 86_400);
  const { title, body, url } = push.read(call);
  assert.equal(title, 'Okafor & Daughter: a complaint came in');
  assert.match(body, new RegExp(`^${one.reference}\\. Promised by .+\\d\\.$`));
  await page.goto(new URL(url, world.service).href);
  await page.getByText('The heater is cold.').first().waitFor();
});

test('what comes by push is shown, and names the case', async () => {
  const page = await signedIn('/sessions', { javaScriptEnabled: true, permissions: ['notifications'] });
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/desk-worker.js', { scope: '/desk' });
    await navigator.serviceWorker.ready;
  });
  const debug = await page.context().newCDPSession(page);
  const registered = new Promise(done => {
    debug.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && done(registrations[0]));
  });
  await debug.send('ServiceWorker.enable');
  const { registrationId } = await registered;
  const note = { title: 'A complaint', body: 'HB-1', url: '/desk/demo', tag: 'one' };
  const deliver = data => debug.send('ServiceWorker.deliverPushMessage', { origin: world.service, registrationId, data });
  await deliver(JSON.stringify(note));
  await deliver('not JSON');
  const shown = await until('two messages', async () => {
    const all = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, data, tag }) => ({ title, body, url: data, tag }));
    });
    return all.length === 2 && all;
  });
  assert.deepEqual(shown.find(one => one.tag === 'one'), note);
  assert.equal(shown.find(one => one.tag === 'desk').title, 'A customer wrote');
});

test('without script the page says what is needed, and telling can be stopped', async () => {
  const page = await signedIn('/sessions');
  await press(page, 'Stop telling me here');
  await page.getByText('It tells you no more.').waitFor();
  await page.getByText('This needs script, which does not run here.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Tell me here' }).count(), 0);
  const before = push.calls.length;
  const one = await noticed(world);
  await until('nothing is owed', async () => (await world.book()).owing === 0);
  assert.equal(push.calls.length, before, one.reference);
});

test('a screen that its push service knows no more is forgotten', async () => {
  const page = await listening();
  await press(page, 'Tell me here');
  await page.getByRole('button', { name: 'Stop telling me here' }).waitFor();
  push.status = 410;
  await posted(world);
  await until('the button to begin again', async () => {
    await page.goto(desk('/sessions'));
    return (await page.getByRole('button', { name: 'Tell me here' }).count()) === 1;
  });
  await until('nothing is owed', async () => (await world.book()).owing === 0);
});

test('a browser that was told not to show anything hears how to change that', async () => {
  const page = await signedIn('/sessions', { javaScriptEnabled: true });
  await page.evaluate(() => (Notification.requestPermission = async () => 'denied'));
  await press(page, 'Tell me here');
  await page.getByText('This browser was told not to show messages').waitFor();
  assert.equal(await page.locator('[data-says]:visible').count(), 1);
  assert.deepEqual(page.troubles, []);
});

test('only the page that asks the browser may have a worker, and every page installs the desk', async () => {
  const page = await signedIn('', { javaScriptEnabled: true });
  const policy = async path => (await page.request.get(desk(path))).headers()['content-security-policy'];
  for (const path of ['', '/settings', '/settings/telling']) {
    assert.match(await policy(path), /^default-src 'none'.+; manifest-src 'self'$/);
    assert.doesNotMatch(await policy(path), /worker/);
  }
  assert.match(await policy('/sessions'), /; worker-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'$/);
  const manifest = await page.request.get(await page.locator('link[rel="manifest"]').evaluate(link => link.href));
  const { icons, start_url: start, scope } = await manifest.json();
  assert.deepEqual([start, scope], ['/desk', '/desk']);
  for (const { src, sizes } of icons) {
    const size = await page.evaluate(async source => {
      const picture = Object.assign(new Image(), { src: source });
      await picture.decode();
      return `${picture.naturalWidth}x${picture.naturalHeight}`;
    }, src);
    assert.equal(size, sizes);
  }
});

for (const [size, options] of Object.entries(SIZES)) {
  for (const scheme of SCHEMES) {
    test(`the pages about telling break no rule of axe, ${size}, ${scheme}`, async () => {
      const page = await signedIn('/settings', { javaScriptEnabled: true, colorScheme: scheme, ...options });
      await callOut(page, `${hook.url}/in`);
      for (const path of ['/sessions', '/settings/telling']) {
        await page.goto(desk(path));
        await check(page, path);
        const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(width <= 0, `${path} is ${width}px too wide`);
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${size}-${scheme}${path.replaceAll('/', '-')}.png`, fullPage: true });
      }
    });
  }
}
