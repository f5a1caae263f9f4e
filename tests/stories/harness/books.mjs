// The books' own storage, past the service: for what would take minutes or months to come about.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { until } from './until.mjs';

/** Stops the service, changes every book by SQL and starts it again. */
export const changeBooks = async (world, sql) => {
  const books = join(world.folder, 'books', 'books');
  await world.workerd.kill();
  for (const name of readdirSync(books).filter(name => /^[0-9a-f]+\.sqlite$/.test(name))) {
    const book = new DatabaseSync(join(books, name));
    book.exec(sql);
    book.close();
  }
  await world.workerd.start();
};

/** A new book gives the store some minutes to show everything; here they have passed. */
export const bookHasRead = async world => {
  await world.book();
  await changeBooks(world, 'UPDATE ranges SET at = 0');
  await until('the book has read the store', async () => (await world.book()).catching_up === 0);
};
