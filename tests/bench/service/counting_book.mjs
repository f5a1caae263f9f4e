// The service as built, with a line in the log for each request and each alarm of a book.

import { BookObject as Book } from './index.js';

export { default } from './index.js';

export class BookObject {
  #book;

  constructor(state, env) {
    this.#book = new Book(state, env);
  }

  fetch(request) {
    console.log('book: request');
    return this.#book.fetch(request);
  }

  alarm(info) {
    console.log('book: alarm');
    return this.#book.alarm(info);
  }
}
