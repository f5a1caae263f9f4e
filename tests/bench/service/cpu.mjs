// Processor time per accepted message: our service beside a Hono + Zod worker and a floor, all in
// one workerd with one KV, in rounds whose order is drawn anew. `same` is the Hono worker when it
// looks for a repeat and tells the book as well.
//
// node tests/bench/service/cpu.mjs OUT ROUNDS REQUESTS

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import workerd from 'workerd';
import { demoSettings, root } from '../../stories/harness/places.mjs';
import { Store } from '../../stories/harness/store.mjs';
import { measuring, median, versionOf } from '../machine.mjs';
import { SETTINGS, send } from './customers.mjs';
import { FLOOR, SERVICE, SILENT_BOOK, SILENT_BOOKS, STORE, Workerd, vars } from './workerd.mjs';

const [out, rounds, requests] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
/** Enough for the engine to have compiled what is hot. */
const WARM_UP = 300;

const report = measuring(out);
const store = await new Store().open();
store.put('v1/site/demo', JSON.stringify(demoSettings()));
const folder = mkdtempSync(join(tmpdir(), 'hearback-bench-'));
const running = await new Workerd(folder, store.port, [
  { name: 'floor', modules: FLOOR },
  { name: 'hono', modules: [`${root}build/bench/hono.js`], bindings: [STORE] },
  { name: 'same', modules: [`${root}build/bench/hono.js`], bindings: [STORE, SILENT_BOOKS] },
  { name: 'hearback', modules: SERVICE, bindings: [STORE, SILENT_BOOKS, ...vars(SETTINGS)] },
  { name: 'silent', modules: SILENT_BOOK, book: 'SilentBook' },
]).start();
const measured = { floor: [], hono: [], same: [], hearback: [] };
const names = Object.keys(measured);

for (const name of names) await send(running.ports[name], WARM_UP);
for (let round = 1; round <= rounds; round++) {
  for (const name of names.toSorted(() => Math.random() - 0.5)) {
    const before = running.cpuMs();
    await send(running.ports[name], requests);
    measured[name].push(((running.cpuMs() - before) * 1000) / requests);
    store.requests.length = 0;
  }
  console.log(`round ${round} of ${rounds}`, measured);
}

const us = Object.fromEntries(names.map(name => [name, median(measured[name])]));
report({
  workerd: versionOf(workerd.default ?? workerd),
  rounds,
  requests,
  cpu_us: us,
  all_us: measured,
  ratio: us.hearback / us.hono,
  ratio_same: us.hearback / us.same,
});
running.kill();
store.close();
rmSync(folder, { recursive: true, force: true });
process.exit();
