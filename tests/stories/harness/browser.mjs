// The customer's and the owner's browsers: real Chromium, a fresh profile each.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where a Chromium is: named by `cargo xtask test`, or in the usual place. */
const executablePath = [process.env.HEARBACK_CHROMIUM, process.env.CHROMIUM, '/usr/bin/chromium'].find(
  path => path && existsSync(path),
);

export const launch = () =>
  chromium.launch({
    executablePath,
    // Chromium's sandbox does not start for root.
    args: process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET,
  });

export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const DESKTOP = { viewport: { width: 1280, height: 900 } };

/**
 * A page in a browser of its own, with everything that went wrong in it: uncaught errors and
 * violations of the content security policy, in `page.troubles`.
 */
export const visit = async (browser, options = {}) => {
  const context = await browser.newContext({ ...DESKTOP, locale: 'en-GB', timezoneId: 'Europe/London', ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.troubles = [];
  page.on('pageerror', error => page.troubles.push(String(error)));
  page.on('console', message => {
    if (/content security policy|trusted ?type|integrity/i.test(message.text())) page.troubles.push(message.text());
  });
  return page;
};

/** The headline, as it is read. */
export const heading = page => page.getByRole('heading', { level: 1 }).innerText();

/** What stands on the page, as it is read. */
export const main = page => page.locator('main').innerText();

/** Presses the button that is called exactly this. */
export const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
