// The page's side of the Rust code: what `src/border.rs` declares.
//
// Invariants: Rust is told one thing at a time, and whatever breaks there stays here and leads to
// the plain page; nothing is stored before the customer types or sends; no text is read as HTML.
// A panel's number leads to `own`: the panel as the first script made it, with what `main.js` added.

import { form, notice, paint, receipt } from './draw.js';
import { ANSWERED, BREAK, CARD, DUE, PREFILLED, RESTORED } from './signal.js';

/** No answer after so long is no answer, in milliseconds. */
const ANSWER_MS = 20000;

/** The names of fields on their way to and from Rust, and on the wire. */
const FIELDS = ['kind', 'message', 'wish', 'needed_by', 'name', 'email', 'phone', 'slot'];

const panels = [];

/** The Rust side, once it runs. */
let rust;

const text = (at, length) => new TextDecoder().decode(new Uint8Array(rust.memory.buffer, at, length));

/** Begins the Rust side. */
export const begin = async response => {
  rust = (await WebAssembly.instantiateStreaming(response, { page })).instance.exports;
};

const tell = (panel, signal, text) => {
  const bytes = new TextEncoder().encode(text);
  const at = rust.room(bytes.length);
  new Uint8Array(rust.memory.buffer, at, bytes.length).set(bytes);
  rust.tell(panel, signal);
};

/** Lines for Rust; what is no text or number is empty. */
const lines = (...parts) =>
  parts.map(part => (/^(string|number)$/.test(typeof part) ? `${part}`.replaceAll(BREAK, ' ') : '') + BREAK).join('');
const own_ = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);
const fieldsOf = object => FIELDS.map(field => own_(object, field));

/** Lets the Rust side speak for a panel from now on. */
export const connect = own => {
  panels.push(own);
  const panel = rust.adopt();
  const line = [];
  let busy;
  own.tell = (signal, text = '') => {
    line.push([panel, signal, text]);
    if (busy) return;
    busy = true;
    try {
      while (line[0]) tell(...line.shift());
    } catch {
      own.panic();
    }
    busy = false;
  };
  const pending = kept(own, 'pending');
  own.tell(RESTORED, lines(own.message.value, store(own, '', () => 1), own_(pending, 'submission_id'), ...fieldsOf(pending), ...fieldsOf(kept(own, 'fields'))));
  own.known = () => own.tell(PREFILLED, lines(...fieldsOf(own.prefill)));
  return () => rust.leave(panel);
};

/** What the sentences need of the card. */
export const knowCard = (own, { person, promises }) =>
  own.tell(CARD, lines(own_(person, 'first'), ...['question', 'complaint', 'praise', 'callback'].map(kind => own_(promises, kind))));

const fill = (own, lines) => {
  const [field, value] = lines.split(BREAK);
  for (const input of own.panel.querySelectorAll(`[name=${field}]`)) {
    if (input.type === 'radio') input.checked = input.value === value;
    else if (input !== own.message) input.value = value;
  }
};

/** Moves the focus to the first element with this name, or that matches. */
const go = (own, selector) =>
  own.panel.querySelector(selector[0] === '.' ? selector : `[name=${selector}]`)?.focus();

/** A status of 0 means that nobody answered. */
const post = (own, fields) => {
  const body = JSON.stringify({
    ...named(fields),
    // Without its query, which may hold what nobody meant to send.
    page: location.origin + location.pathname,
    language: languageOf(own),
    zone: zone(),
  });
  fetch(own.at(`v1/sites/${own.site}/cases`), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'omit',
    signal: AbortSignal.timeout(ANSWER_MS),
    body,
  })
    .then(async answer => [answer, await answer.json().catch(() => 0)])
    .catch(() => [{ status: 0 }, 0])
    .then(([{ status, headers }, { code, sentence, errors, reference, promise, case_url }]) => {
      if (own.over.signal.aborted) return;
      // As the service writes times: "4:28".
      const clock = new Date().toTimeString().slice(0, 5).replace(/^0/, '');
      const mistakes = (errors?.map ? errors : []).flatMap(error => [own_(error, 'field'), own_(error, 'sentence')]);
      const wait = Math.ceil(headers?.get('retry-after')) || 0;
      if (case_url) store(own, 'case', (storage, name) => storage.setItem(name, JSON.stringify(case_url)));
      own.tell(ANSWERED, lines(clock, status, wait, code, sentence, reference, own_(promise, 'sentence'), case_url, ...mistakes));
    });
};

const languageOf = own => own.language || document.documentElement.lang;

/** Fields from Rust by their names. */
const named = fields => {
  const values = fields.split(BREAK);
  return Object.fromEntries(['submission_id', ...FIELDS, 'trap'].map((name, at) => [name, values[at]]));
};

/** The way to the case sent last, whose news the card then brings. */
export const lastCase = site => {
  const [, id, key] = /([^/]+)\/([^/]+)$/.exec(kept({ site }, 'case')) || [];
  return id ? { authorization: `Bearer ${id}.${key}` } : {};
};

const store = (own, key, use) => {
  try {
    return use(localStorage, `hearback/${own.site}/${key}`);
  } catch {}
};
const kept = (own, key) => store(own, key, (storage, name) => JSON.parse(storage.getItem(name)));
const keep = (own, key, fields) =>
  store(own, key, (storage, name) => storage.setItem(name, JSON.stringify(named(fields))));
const forget = (own, ...keys) => keys.map(key => store(own, key, (storage, name) => storage.removeItem(name)));

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || '';

/** What Rust says, by the numbers of `src/border.rs`. */
const SAY = [
  form,
  paint,
  notice,
  receipt,
  fill,
  go,
  post,
  (own, fields) => keep(own, 'fields', fields),
  (own, fields) => keep(own, 'pending', fields),
  own => forget(own, 'pending'),
  own => forget(own, 'pending', 'fields', 'message'),
  (own, reference) => own.emit('sent', { reference }),
  own => own.emit('failed', {}),
];

/** What Rust calls. */
const page = {
  say: (what, panel, at, length) => SAY[what](panels[panel], text(at, length)),
  wake: (panel, ms) => {
    const own = panels[panel];
    clearTimeout(own.timer);
    if (ms) own.timer = setTimeout(() => own.tell(DUE), ms);
  },
  now: Date.now,
  random: (at, length) => crypto.getRandomValues(new Uint8Array(rust.memory.buffer, at, length)),
};
