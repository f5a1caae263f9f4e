// The panel's frame and its message field, drawn before any wasm is there.
//
// Invariant: the textarea made here stays where it is for as long as the panel lives. The wasm
// adopts it and builds around it, so no keystroke, caret or composition is ever lost.
// The form's own action is the plain page: where the wasm cannot come, Send posts the words there.

import { h } from './h.js';

/** How long the wasm may take before the plain page is offered, in milliseconds. */
const PATIENCE_MS = 8000;

/** Storage may be blocked; then nothing is kept, and nothing breaks. */
export const keep = (key, value) => {
  try {
    return value == null ? localStorage[key] : (localStorage[key] = value);
  } catch {}
};

/**
 * Draws a panel into `place` and adds its parts to `own`, which the wasm receives.
 * Given `own.close` it is a dialog, hidden at first. `load` brings what adopts it, `own.at` makes addresses of the service.
 */
export const shell = (place, own, load) => {
  const key = `hearback/${own.site}/message`;
  const page = own.at('card/' + own.site);
  const message = (own.message = h('textarea', { id: 'message', name: 'message', dir: 'auto' }));
  const send = h('button', { class: 'main' }, 'Send');
  const notes = h('div', { role: 'status' });
  const head = h('div', { class: 'head' }, h('div', { class: 'face' }), h('h2', { id: 'title' }, 'Write to us'));
  const form = h('form', { method: 'post', action: page + '/draft', target: '_blank' },
    notes,
    h('div', { class: 'field' }, h('label', { for: 'message' }, 'Your message'), message),
    h('div', { class: 'more' }),
    h('div', { class: 'send' }, send));
  own.panel = h('section', { role: own.close ? 'dialog' : 'group', 'aria-labelledby': 'title' }, head, h('div', { class: 'ahead' }), form);
  if (own.close) {
    own.panel.hidden = true;
    const cross = h('button', { 'aria-label': 'Close' }, 'x');
    cross.onclick = own.close;
    head.append(cross);
  }
  place.append(own.panel);
  message.value = own.prefill.message || keep(key) || '';
  own.panel.oninput = event => {
    event.stopPropagation();
    keep(key, message.value);
  };

  form.onsubmit = event => {
    if (own.lost) return;
    event.preventDefault();
    if (!own.leave) send.textContent = own.wanted = 'Sending';
  };
  /** The wasm does not come: Send now carries the words to the plain page. */
  own.fail = () => {
    send.textContent = own.lost = 'Go on';
    notes.textContent = 'This form cannot load. Go on with your words on our page.';
    own.asked = 0;
  };
  /** Lets the wasm take over, once; where it did not come it is asked for again. */
  own.adopt = () => {
    if (own.asked) return;
    own.asked = setTimeout(own.fail, PATIENCE_MS);
    load().then(adopt => adopt(own)).catch(own.fail);
  };
  return own;
};
