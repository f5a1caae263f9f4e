// axe, the checker of accessibility, on a page as it stands.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DESKTOP, PHONE } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything is checked in both. */
export const SIZES = { phone: PHONE, desktop: DESKTOP };
export const SCHEMES = ['light', 'dark'];

/** Fails with every finding and the element it is about. */
export const check = async (page, state) => {
  // By the debugger rather than by a tag, because our pages allow no script.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const found = violations.map(one => `${one.id}: ${one.nodes.map(node => `${node.html} ${node.any[0]?.message ?? ''}`).join('\n')}`);
  assert.deepEqual(found, [], state);
};
