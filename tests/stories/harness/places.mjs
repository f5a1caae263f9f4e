// Where the checkout keeps what the stories need.

import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
/** What `cargo xtask build` made. */
export const build = `${root}build/`;

/** The demo's settings as the service stores them, translated once. */
export const demoSettings = () => {
  const source = `${root}www/demo/site.toml`;
  const stored = `${build}site-demo.json`;
  const changed = file => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changed(stored) < changed(source)) {
    writeFileSync(stored, execFileSync('cargo', ['xtask', 'site', 'show', source], { cwd: root }));
  }
  return JSON.parse(readFileSync(stored, 'utf8'));
};

/** The date whose behaviour of workerd the service is deployed with. */
export const compatibilityDate = () =>
  /^compatibility_date = "(.+)"$/m.exec(readFileSync(`${root}wrangler.toml`, 'utf8'))[1];
