// Cases as they lie in the store: for stories that begin long after the customer has written.

import { randomUUID } from 'node:crypto';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

let references = 0;

/** Puts what was written at a moment and the facts that followed; gives the case's name. */
export const lies = (store, at, fields, facts = {}) => {
  const day = new Date(at).toISOString().slice(0, 10);
  const name = `${day.replaceAll('-', '')}-${randomUUID().replaceAll('-', '')}`;
  const reference = `HB-${String(1000 + ++references)}-X2MD`;
  const opened = { at, submission: randomUUID(), reference, kind: 'question', message: 'Can you come?', read_by: at + HOUR, ...fields };
  for (const [fact, rest] of Object.entries({ opened, 'tell-person.ana': { at: at + 1_000, outcome: 'sent' }, ...facts })) {
    store.put(`v1/fact/demo/${day}/${name}/${fact}`, JSON.stringify({ case: name, fact, ...rest }));
  }
  return name;
};
