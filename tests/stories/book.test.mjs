// The book holds nothing that the store could not give back: dropped, it is rebuilt.

import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { noticed } from './harness/cases.mjs';
import { linksOf } from './harness/mailbox.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const books = join(world.folder, 'books', 'books');

/** The store is given three minutes to show every write; the stories do not wait for them. */
const minutesPass = async () => {
  await world.workerd.kill();
  const named = readdirSync(books).filter(name => /^[0-9a-f]+\.sqlite$/.test(name));
  for (const name of named) {
    const book = new DatabaseSync(join(books, name));
    book.exec('UPDATE ranges SET at = 0');
    book.close();
  }
  await world.workerd.start();
};
const told = page => page.locator('main').innerText();
const settled = () => until('nothing is owed', async () => (await world.book()).owing === 0);

/** A case that was read and is followed by its customer. */
const followed = async () => {
  const one = await noticed(world);
  const owner = await world.visit();
  await owner.goto(linksOf(one.notice).find(link => /\/act\//.test(link.url)).url);
  await owner.getByRole('button', { name: /^Yes, tell/ }).click();
  await world.mailbox.mail(one.email, /has read your message/);
  await settled();
  const page = await world.visit();
  await page.goto(one.case_url);
  await page.getByText('Ana read your message').waitFor();
  return page;
};

/** Drops the book and expects the same of it and of the case's page afterwards. */
const survives = async drop => {
  const page = await followed();
  const [before, book, mails] = [await told(page), await world.book(), world.mailbox.mails.length];
  await drop();
  await world.book();
  await minutesPass();
  await until('the book has read the store', async () => {
    const now = await world.book();
    return now.catching_up === 0 && now.facts === book.facts;
  });
  await settled();
  assert.deepEqual(await world.book(), { ...book, catching_up: 0 });
  await page.reload();
  assert.equal(await told(page), before);
  assert.equal(world.mailbox.mails.length, mails, 'nobody hears anything twice');
};

test('a book dropped by the operator shows the same case when it is rebuilt', async () => {
  await survives(() => world.book('/rebuild', { method: 'POST' }));
});

test('a book whose storage is gone is rebuilt by itself', async () => {
  await survives(async () => {
    await world.workerd.kill();
    rmSync(books, { recursive: true });
    await world.workerd.start();
  });
});
