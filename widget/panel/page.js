// The page's side of the Rust code: what `src/dom/page.rs` declares.
//
// Invariants: Rust is told one thing at a time, and whatever breaks there stays here and leads to
// the plain page; nothing is stored that the customer did not type; no text is read as HTML.
// `own` is the panel as the first script made it, with what `panel/main.js` added.

export { form, notice, paint, receipt } from './draw.js';

/** The numbers of `src/dom/signal.rs`. */
export const SIGNAL = {
  typed: 0, trapped: 7, card: 8, answered: 9, submitted: 10, due: 11,
  leftEmail: 12, tookCorrection: 13, wantsCall: 14, prefilled: 15,
};

/** Between two lines from Rust. */
export const BREAK = '\u001f';

/** No answer after so long is no answer, in milliseconds. */
const ANSWER_MS = 20000;

export const listen = (own, tell) => {
  const line = [];
  let busy;
  own.tell = (signal, value = '') => {
    line.push([signal, value]);
    if (busy) return;
    busy = true;
    try {
      while (line[0]) tell(...line.shift());
    } catch {
      own.panic();
    }
    busy = false;
  };
};

export const fill = (own, field, value) => {
  for (const input of own.panel.querySelectorAll(`[name=${field}]`)) {
    if (input.type === 'radio') input.checked = input.value === value;
    else if (input !== own.message) input.value = value;
  }
};

/** Moves the focus to the first element with this name, or that matches. */
export const go = (own, selector) =>
  own.panel.querySelector(selector[0] === '.' ? selector : `[name=${selector}]`)?.focus();

export const wake = (own, ms) => {
  clearTimeout(own.timer);
  if (ms) own.timer = setTimeout(() => own.tell(SIGNAL.due), ms);
};

/** A status of 0 means that nobody answered. */
export const post = (own, fields) => {
  const body = JSON.stringify({
    ...fields,
    // Without its query, which may hold what nobody meant to send.
    page: location.origin + location.pathname,
    language: own.language,
    zone: zone(),
  });
  fetch(own.at(`v1/sites/${own.site}/cases`), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'omit',
    signal: AbortSignal.timeout(ANSWER_MS),
    body,
  })
    .then(async answer => ({
      ...(await answer.json().catch(() => 0)),
      status: answer.status,
      wait: answer.headers.get('retry-after'),
    }))
    .catch(() => ({ status: 0 }))
    .then(reply => own.over.signal.aborted || own.tell(SIGNAL.answered, reply));
};

const store = (own, key, use) => {
  try {
    return use(localStorage, `hearback/${own.site}/${key}`);
  } catch {}
};
export const keep = (own, key, value) => store(own, key, (in_, name) => in_.setItem(name, JSON.stringify(value)));
export const kept = (own, key) => store(own, key, (in_, name) => JSON.parse(in_.getItem(name)));
export const forget = (own, key) => store(own, key, (in_, name) => in_.removeItem(name));
/** Whether storage can be reached; nothing is written to find out. */
export const keeps = own => !!store(own, '', in_ => in_);

export const object = () => ({});
export const put = (object, key, value) => (object[key] = value);
export const get = (object, key) => (object != null && (Object.hasOwn(object, key) || key === 'value') ? object[key] : undefined);
export const item = (array, place) => array[place];
export const text = (object, key) => {
  const value = get(object, key);
  return typeof value === 'string' ? value : '';
};
export const number = (object, key) => Math.max(get(object, key) | 0, 0);

export const now = () => Date.now();
export const random = bytes => crypto.getRandomValues(bytes);
export const clock = own => new Date().toLocaleTimeString(own.language || [], { hour: '2-digit', minute: '2-digit' });
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || '';
export const emit = (own, event, reference) => own.emit(event, { reference });
