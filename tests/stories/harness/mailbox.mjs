// A real SMTP server (maildev) and the mails it received.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import maildev from 'maildev';
import { until } from './until.mjs';
import { freePort } from './listen.mjs';

/** One mail server per process; it can be closed and opened again on the same port. */
export class Mailbox {
  #server;
  #folder = mkdtempSync(join(tmpdir(), 'hearback-mail-'));
  /** Mails in the order they came. */
  mails = [];

  async open() {
    this.port ??= await freePort();
    if (this.#server) this.#server.create(this.port, '127.0.0.1', this.#folder);
    else {
      this.#server = maildev({ smtp: this.port, ip: '127.0.0.1', mailDirectory: this.#folder, disableWeb: true, silent: true });
      this.#server.on('new', mail => this.mails.push(mail));
    }
    await new Promise((opened, failed) => this.#server.listen(error => (error ? failed(error) : opened())));
    return this;
  }

  close() {
    return new Promise(done => this.#server.close(done));
  }

  /** All mails to an address so far. */
  to(address) {
    return this.mails.filter(mail => mail.to.some(to => to.address === address));
  }

  /** The mail to `address` that quotes a case's reference, as soon as it is there. */
  about(reference, address, ms) {
    const found = () => this.to(address).find(mail => mail.text.includes(reference));
    return until(`a mail to ${address} about ${reference}`, found, ms);
  }

  /** The mail to `address` whose subject matches, as soon as it is there. */
  mail(address, subject, ms) {
    const found = () => this.to(address).find(mail => subject.test(mail.subject));
    return until(`a mail to ${address} about ${subject}`, found, ms);
  }
}

/** The addresses a mail links to, by their labels. */
export const linksOf = mail => {
  const links = mail.html.matchAll(/<a\b[^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/gs);
  const plain = html => unescape(html.replace(/<[^>]+>/g, '')).trim();
  return [...links].map(([, url, label]) => ({ label: plain(label), url: unescape(url) }));
};

/** The address behind the first link of a label. */
export const linkOf = (mail, label) => {
  const link = linksOf(mail).find(link => (label instanceof RegExp ? label.test(link.label) : link.label === label));
  if (!link) throw new Error(`No link "${label}" in "${mail.subject}"`);
  return link.url;
};

const unescape = html =>
  html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);
