// Mail to a server elsewhere goes encrypted, or not at all.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { posted } from './harness/cases.mjs';
import { authority, PrivateMailbox } from './harness/private_mailbox.mjs';
import { until } from './harness/until.mjs';
import { openWorld } from './harness/world.mjs';

const opened = async (secure, trusted) => {
  const mailbox = await new PrivateMailbox({ secure }).open();
  after(() => mailbox.close());
  const world = await openWorld({ browser: false, vars: { MAIL_URL: mailbox.url }, trusted });
  return { mailbox, world };
};

for (const [secure, how] of [[true, 'from the first byte'], [false, 'after STARTTLS']]) {
  test(`mail goes out encrypted ${how}, with a password, to a server somebody vouches for`, async () => {
    const { mailbox, world } = await opened(secure, [authority]);
    const { email } = await posted(world);
    await until('both mails are there', () => mailbox.mails.length === 2);
    assert.deepEqual(mailbox.mails.flatMap(mail => mail.to).sort(), ['ana@okafor.example', email].sort());
    for (const mail of mailbox.mails) {
      assert.ok(mail.encrypted);
      assert.equal(mail.user, 'ana@okafor.example');
    }
  });

  test(`a server nobody vouches for, encrypted ${how}, gets neither password nor mail`, async () => {
    const { mailbox, world } = await opened(secure, []);
    await posted(world);
    await until('the try has failed', () => /mail: /.test(world.workerd.log));
    assert.deepEqual([mailbox.users, mailbox.mails], [[], []]);
    assert.notEqual((await world.book()).owing, 0);
  });
}
