// The routes of the service and the parts of its settings, read from its own tables.
//
// A table is a `match` over a request's method, or over what is left of its path; each arm is a
// route, or leads to the next table. The last arm, which stands for whatever else is asked, is none.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

const SERVICE = `${root}worker/src/service`;
const TABLE = /\bmatch (\(.*\bmethod\b.*\)|[\w.]*\bmethod|rest) \{$/;

const PARTS = `${root}domain/src/site/form/mod.rs`;

/** What every part of the settings is called in addresses. */
export const parts = () => {
  const source = readFileSync(PARTS, 'utf8');
  const [, count] = /pub const ALL: \[Self; (\d+)\]/.exec(source);
  const names = [...source.matchAll(/Self::\w+ => "([\w-]+)",/g)].map(([, name]) => name);
  assert.equal(names.length, Number(count), `the parts in ${PARTS}`);
  return names;
};

/** Every arm of every table, with the function it stands in: `desk (Method::Get, ["report"])`. */
export const routes = () =>
  readdirSync(SERVICE, { recursive: true })
    .filter(name => name.endsWith('.rs'))
    .flatMap(name => arms(readFileSync(join(SERVICE, name), 'utf8')));

const arms = source => {
  const found = [];
  const open = [];
  let within = '';
  for (const line of source.split('\n')) {
    const indent = line.search(/\S/);
    within = /\bfn (\w+)/.exec(line)?.[1] ?? within;
    if (/^\s*\};?$/.test(line) && indent === open.at(-1)) open.pop();
    const [, arm] = (indent === open.at(-1) + 4 && /^\s*(.+?) =>/.exec(line)) || [];
    if (arm && arm !== '_') found.push(`${within} ${arm}`);
    if (TABLE.test(line)) open.push(indent);
  }
  return found;
};
