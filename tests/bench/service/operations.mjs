// What one case asks of KV and of the site's book, from its arrival until both mails are sent.
//
// node tests/bench/service/operations.mjs OUT

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailbox } from '../../stories/harness/mailbox.mjs';
import { demoSettings } from '../../stories/harness/places.mjs';
import { Store } from '../../stories/harness/store.mjs';
import { until } from '../../stories/harness/until.mjs';
import { measuring } from '../machine.mjs';
import { SETTINGS, send } from './customers.mjs';
import { COUNTING_SERVICE, OWN_BOOKS, STORE, Workerd, vars } from './workerd.mjs';

/** Nothing asked of anybody for so long: the case is done. */
const QUIET_MS = 3_000;
const MAILS_PER_CASE = 2;

const report = measuring(process.argv[2]);
const store = await new Store().open();
const mailbox = await new Mailbox().open();
store.put('v1/site/demo', JSON.stringify(demoSettings()));
const folder = mkdtempSync(join(tmpdir(), 'hearback-bench-'));
const settings = { ...SETTINGS, MAIL_URL: `smtp://127.0.0.1:${mailbox.port}` };
const running = await new Workerd(folder, store.port, [
  { name: 'hearback', modules: COUNTING_SERVICE, bindings: [STORE, OWN_BOOKS, ...vars(settings)], book: 'BookObject' },
]).start();

const sofar = () => store.requests.length + running.log.length;
const quiet = async () => {
  let [seen, since] = [-1, 0];
  await until('the case is done', () => {
    if (sofar() !== seen) [seen, since] = [sofar(), Date.now()];
    return Date.now() - since > QUIET_MS;
  });
};

const oneCase = async () => {
  const mails = mailbox.mails.length + MAILS_PER_CASE;
  store.requests.length = 0;
  running.log = '';
  await send(running.ports.hearback, 1);
  await until('both mails', () => mailbox.mails.length >= mails).catch(error => { throw new Error(`${error.message}\n${running.log}`); });
  await quiet();
  const kv = method => store.requests.filter(request => request.method === method && request.key).length;
  const book = what => running.log.split(`book: ${what}`).length - 1;
  return {
    kv_reads: kv('GET'),
    kv_bulk_reads: kv('POST'),
    kv_writes: kv('PUT'),
    kv_deletes: kv('DELETE'),
    kv_lists: store.requests.filter(request => request.method === 'GET' && !request.key).length,
    book_requests: book('request'),
    book_alarms: book('alarm'),
    keys_written: store.requests.filter(request => request.method === 'PUT').map(request => request.key.split('/').slice(5).join('/')),
    mails: mailbox.mails.length - mails + MAILS_PER_CASE,
  };
};

const first = await oneCase();
const later = await oneCase();
report({ first, later });
console.log({ first, later });
running.kill();
store.close();
await mailbox.close();
rmSync(folder, { recursive: true, force: true });
process.exit();
