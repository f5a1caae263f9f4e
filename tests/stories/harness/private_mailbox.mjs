// A mail server that takes mail in private only: encrypted from the first byte, or after STARTTLS.
//
// Its certificate is signed by the authority in `test_ca`, which exists for these stories alone.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { listen } from './listen.mjs';

// The very server inside maildev, which itself offers no STARTTLS.
const { SMTPServer } = createRequire(import.meta.resolve('maildev'))('smtp-server');

const file = name => readFileSync(new URL(`test_ca/${name}`, import.meta.url), 'utf8');

/** What the authority's signature is checked against. */
export const authority = file('ca.pem');

export class PrivateMailbox {
  #server;
  #secure;
  /** Mails that came: `to`, `user`, `encrypted` and `text` as on the wire. */
  mails = [];
  /** Who tried to sign in. */
  users = [];
  /** What it says of mail to an address it does not take: `code` and `words`. */
  refused = new Map();
  /** Whether it takes the right password. */
  opens = true;

  /** `secure`: from the first byte; otherwise after STARTTLS. */
  constructor({ secure }) {
    this.#secure = secure;
    this.#server = new SMTPServer({
      secure,
      key: file('localhost.key'),
      cert: file('localhost.pem'),
      onAuth: ({ username, password }, session, done) => {
        this.users.push(username);
        return done(this.opens && password === 's3cret/ä' ? null : new Error('Wrong password'), { user: username });
      },
      onRcptTo: ({ address }, session, done) => {
        const { code, words } = this.refused.get(address) ?? {};
        return done(code && Object.assign(new Error(words), { responseCode: code }));
      },
      onData: (stream, session, done) => {
        let text = '';
        stream.setEncoding('utf8').on('data', part => (text += part)).on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          this.mails.push({ to, user: session.user, encrypted: session.secure, text });
          done();
        });
      },
    });
    // Who does not trust the certificate hangs up; that is part of a story, not a failure of it.
    this.#server.on('error', () => {});
  }

  /** Mails to an address so far, with their subjects where these are plain ASCII. */
  to(address) {
    const own = this.mails.filter(mail => mail.to.includes(address));
    return own.map(mail => ({ ...mail, subject: /^Subject: (.*)$/m.exec(mail.text)[1] }));
  }

  async open() {
    this.port = await listen(this.#server.server);
    return this;
  }

  close() {
    return new Promise(done => this.#server.close(done));
  }

  /** The address to put into MAIL_URL. */
  get url() {
    const scheme = this.#secure ? 'smtps' : 'smtp+starttls';
    return `${scheme}://ana%40okafor.example:s3cret%2F%C3%A4@localhost:${this.port}`;
  }
}
