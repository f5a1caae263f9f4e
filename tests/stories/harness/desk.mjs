// Somebody at the desk: signed in by the code of the mail, as a program or in a browser.

import assert from 'node:assert/strict';
import { until } from './until.mjs';

export const ANA = 'ana@okafor.example';
export const CHIDI = 'chidi@okafor.example';

const codes = (mailbox, email) => mailbox.to(email).filter(mail => /is your code/.test(mail.subject));

/** Waits for a code that came after `known` others. */
const code = async (mailbox, email, known) => {
  const mail = await until(`a code for ${email}`, () => codes(mailbox, email)[known]);
  return /\d{6}/.exec(mail.subject)[0];
};

/** The cookies an answer sets, as a browser would send them back. */
export const cookiesOf = answer =>
  answer.headers.getSetCookie().map(cookie => cookie.split(';')[0]).filter(pair => !pair.endsWith('=')).join('; ');

/** What a browser posts to the desk; `token` is left out where there is none. */
export const form = (fields, { cookie = '', origin, method = 'POST' } = {}) => ({
  method,
  headers: { 'content-type': 'application/x-www-form-urlencoded', cookie, ...(origin && { origin }) },
  body: new URLSearchParams(fields).toString(),
});

/** Signs in without a browser: `cookie` is the session's, `token` what its forms carry. */
export const enter = async (world, email, site = 'demo', formAt = '/sessions') => {
  const post = (path, fields, cookie) => world.fetch(`/desk/${site}${path}`, form(fields, { cookie, origin: world.service }));
  const known = codes(world.mailbox, email).length;
  const asking = cookiesOf(await post('/sign-in', { email }));
  const cookie = cookiesOf(await post('/enter', { code: await code(world.mailbox, email, known) }, asking));
  assert.ok(cookie, `${email} is let in`);
  const page = await (await world.fetch(`/desk/${site}${formAt}`, { headers: { cookie } })).text();
  return { cookie, token: /name="token" value="([^"]+)"/.exec(page)[1] };
};

/** A session as browsers keep it, so that one sign-in serves many windows: codes are few in an hour. */
export const cookieJar = (world, { cookie }) =>
  cookie.split('; ').map(pair => {
    const [name, value] = pair.split(/=(.*)/s);
    return { name, value, domain: new URL(world.service).hostname, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' };
  });

/** A browser of somebody who is signed in. */
export const atDesk = async (world, session, options) => {
  const page = await world.visit(options);
  await page.context().addCookies(cookieJar(world, session));
  return page;
};

/** Opens windows of people at their desk, each of whom signs in once. */
export const desks = (world, first = '') => {
  const sessions = new Map();
  return async (email = ANA, { path = first, ...options } = {}) => {
    if (!sessions.has(email)) sessions.set(email, await enter(world, email));
    const page = await atDesk(world, sessions.get(email), { javaScriptEnabled: false, ...options });
    await page.goto(`${world.service}/desk/demo${path}`);
    return page;
  };
};

/** Waits until the book has put a case on the list. */
export const listed = (world, session, words) =>
  until(`${words} on the list`, async () =>
    (await (await world.fetch('/desk/demo', { headers: { cookie: session.cookie } })).text()).includes(words));
