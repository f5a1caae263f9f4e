// Everything a story needs, private to its file: the service in workerd, its store, a mail
// server, a shop on another origin, and a browser.

import { after, afterEach } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, visit } from './browser.mjs';
import { Edge } from './edge.mjs';
import { Mailbox } from './mailbox.mjs';
import { demoSettings } from './places.mjs';
import { Shop } from './shop.mjs';
import { Store } from './store.mjs';
import { Workerd } from './workerd.mjs';

/** The deployment's secret. */
export const KEY = 'a-secret-of-the-stories-and-of-nobody-else';

/**
 * Opens all parts; they are closed after the file's last story. `settings` may change the demo's,
 * and `null` leaves the store empty; without `browser` there is none; `vars` stand in for the service's own; `trusted` are
 * certificates of authorities it believes.
 */
export const openWorld = async ({ browser: wanted = true, settings = site => site, vars = {}, trusted = [] } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-story-'));
  const [store, mailbox, shop] = await Promise.all([new Store().open(), new Mailbox().open(), new Shop().open()]);
  const world = { store, mailbox, shop };
  const edge = await new Edge(() => world.workerd.port).open();
  const own = {
    HEARBACK_KEY: KEY,
    BASE_URL: edge.origin,
    MAIL_FROM: 'hearback@hearback.example',
    MAIL_URL: `smtp://127.0.0.1:${mailbox.port}`,
  };
  world.workerd = new Workerd(folder, store.port, { ...own, ...vars }, trusted);
  shop.serves(edge.origin);
  const demo = settings?.({ ...demoSettings(), allowed_origins: [shop.origin] });
  if (demo) store.put('v1/site/demo', JSON.stringify(demo));
  const [browser] = await Promise.all([wanted ? launch() : undefined, world.workerd.start()]);
  // Windows that a story leaves open would slow down the next.
  afterEach(() => Promise.all((browser?.contexts() ?? []).map(context => context.close())));
  after(async () => {
    await browser?.close();
    await world.workerd.kill();
    [edge, store, shop].forEach(part => part.close());
    await mailbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const parts = { edge, folder, service: edge.origin, visit: options => visit(browser, options) };
  return Object.assign(world, parts, api(edge, shop));
};

/** The service as programs use it. */
const api = (edge, shop) => ({
  /** A request to a path of the service. */
  fetch: (path, init) => fetch(new URL(path, edge.origin), { redirect: 'manual', ...init }),
  /** Posts a case as the widget does. */
  post: (fields, { headers = {}, body } = {}) =>
    fetch(`${edge.origin}/v1/sites/demo/cases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: shop.origin, ...headers },
      body: body ?? JSON.stringify(fields),
    }),
  /** What the site's book says of itself. */
  book: async (path = '', init) => {
    const headers = { authorization: `Bearer ${KEY}` };
    const answer = await fetch(`${edge.origin}/v1/sites/demo/book${path}`, { headers, ...init });
    return answer.json();
  },
});
