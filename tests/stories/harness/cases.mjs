// Cases as programs send them, for stories that begin after the customer has written.

import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';

let customers = 0;

/** A sound submission; each call is a new customer, because an address gets one receipt a day. */
export const submission = (fields = {}) => ({
  submission_id: randomUUID(),
  kind: 'question',
  message: 'Our boiler shows F28 since last night. Can you come?',
  name: 'Joan Whitcombe',
  email: `joan${++customers}@whitcombe.example`,
  zone: 'Europe/London',
  ...fields,
});

/** Posts a case and returns what was sent and the receipt. */
export const posted = async (world, fields) => {
  const sent = submission(fields);
  const answer = await world.post(sent);
  assert.equal(answer.status, 201, await answer.clone().text());
  return { ...sent, ...(await answer.json()) };
};

/** Posts a case and waits for the owner's mail about it. */
export const noticed = async (world, fields) => {
  const one = await posted(world, fields);
  return { ...one, notice: await world.mailbox.about(one.reference, 'ana@okafor.example') };
};
