// Draws the panel around the message field of the first script, which is never moved or set.
// What is drawn is decided in Rust and comes as lines of text; the card is drawn as it comes.

import { h } from '../loader/h.js';
import { BREAK, LEFT_EMAIL, SUBMITTED, TOOK_CORRECTION, TRAPPED, TYPED, WANTS_CALL } from './signal.js';

const PHONE = 'M6.2 3.5h2.3l1.3 3.6-1.7 1.3a10.4 10.4 0 0 0 3.9 3.9l1.3-1.7 3.6 1.3v2.3c0 1-.8 1.8-1.8 1.7A11.9 11.9 0 0 1 4.5 5.3c-.1-1 .7-1.8 1.7-1.8Z';
const ICONS = {
  alert: 'M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15M10 6.2v4.6M10 13.6v.1',
  clock: 'M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15M10 6v4.3l2.8 1.6',
  cross: 'm5 5 10 10M15 5 5 15',
  phone: PHONE,
  back: PHONE + 'M17 2.8 12.2 7.6m0-3.6v3.6h3.6',
  mail: 'M2.8 4.5h14.4v11H2.8ZM3.4 6l6.6 5 6.6-5',
  visit: 'M10 17.2s5.4-4.6 5.4-9A5.4 5.4 0 0 0 4.6 8.2c0 4.4 5.4 9 5.4 9ZM10 8.2v.1',
  link: 'M8.5 11.5 15 5m-4.5-.5h5V9.5M13 11.5v4H4.5V7h4',
};

const icon = name => {
  const [svg, line] = ['svg', 'path'].map(tag => document.createElementNS('http://www.w3.org/2000/svg', tag));
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', ICONS[name] || ICONS.link);
  svg.append(line);
  return svg;
};

/** Only what opens a page, a telephone or a mail program: nothing that could run in this page. */
const link = (className, url, ...children) => {
  const known = /^(https?|tel|mailto):/.test(url) ? { href: url } : {};
  return h('a', { class: className, ...known, ...(/^http/.test(url) ? { target: '_blank', rel: 'noopener' } : {}) }, ...children);
};

const button = (own, className, act, ...children) => {
  const made = h('button', { class: className, type: 'button' }, ...children);
  made.addEventListener('click', act, own.over);
  return made;
};

/** The same text again would be read out again. */
const say = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

const tells = (own, node, type, signal) =>
  node.addEventListener(type, () => own.tell(signal, node.value), own.over);

/** Draws everything that stands around the message field; the labels are those of `src/copy.rs`. */
export const form = (own, lines) => {
  const [about, wish, need, name, mail, phone, ring, known, liked, meant, empty, ...options] = lines.split(BREAK);
  const find = selector => own.panel.querySelector(selector);
  const form = find('form');
  const more = find('.more');
  const last = find('.send');
  const parts = (own.parts = {});
  form.setAttribute('novalidate', '');
  own.panel.lang = 'en';
  find('.head > button')?.replaceChildren(icon('cross'));
  // The focus can go here and stays while what it says changes.
  const notes = find('[role=status]');
  notes.className = 'notes';
  notes.tabIndex = -1;

  const finish = (field, place, frame, inputs, optional) => {
    const id = field + '-error';
    const sentence = h('span', {});
    const error = h('p', { class: 'error', id, hidden: '' }, icon('alert'), sentence);
    frame.append(error);
    for (const input of inputs) {
      input.setAttribute('aria-describedby', id);
      tells(own, input, input.type === 'radio' ? 'change' : 'input', TYPED + place);
    }
    return (parts[field] = { frame, inputs, error, sentence, optional });
  };
  const field = (field, place, tag, label, opt, attributes) => {
    const optional = h('span', { class: 'opt' }, ' ' + opt);
    const input = h(tag, { id: field, name: field, dir: 'auto', ...attributes });
    const frame = h('div', { class: 'field' }, h('label', { for: field }, label, optional), input);
    more.append(frame);
    return finish(field, place, frame, [input], optional);
  };
  const choice = (field, place, legend, className, values, labels) => {
    const inputs = values.map(value => h('input', { type: 'radio', name: field, value }));
    const choices = inputs.map((input, at) => h('label', { class: 'choice' }, input, labels[at]));
    const frame = h('fieldset', {}, h('legend', {}, legend), h('div', { class: className }, ...choices));
    more.append(frame);
    finish(field, place, frame, inputs);
  };

  const label = find('label');
  parts.label = h('span', {}, label.textContent);
  const optional = h('span', { class: 'opt', hidden: '' }, ' ' + liked);
  label.replaceChildren(parts.label, optional);
  finish('message', 1, find('.field'), [own.message], optional);
  choice('kind', 0, about, 'choices', ['question', 'complaint', 'praise', 'callback'], options);
  field('wish', 2, 'textarea', wish, known);
  choice('needed_by', 3, need, 'choices flow', ['today', 'this_week', 'no_hurry'], options.slice(4));
  field('name', 4, 'input', name, liked, { autocomplete: 'name' });
  const email = field('email', 5, 'input', mail, liked, { type: 'email', autocomplete: 'email' });
  field('phone', 6, 'input', phone, liked, { type: 'tel', autocomplete: 'tel' });
  // When somebody may ring comes with the card.
  own.slots = slots => {
    choice('slot', 7, ring, 'choices flow', ['', ...slots.map(([slot]) => slot)], ['Any time', ...slots.map(([, said]) => said)]);
    parts.slot.frame.hidden = parts.phone.frame.hidden;
  };
  tells(own, email.inputs[0], 'change', LEFT_EMAIL);
  parts.correction = button(own, 'meant', () => own.tell(TOOK_CORRECTION));
  parts.meant = h('p', { class: 'small' }, meant + ' ', parts.correction, '?');
  email.frame.append(parts.meant);

  const trap = h('input', { name: 'trap', tabindex: -1, autocomplete: 'off' });
  tells(own, trap, 'input', TRAPPED);
  more.append(h('label', { hidden: '' }, empty, trap));

  parts.send = find('.main');
  parts.promise = h('b', {});
  parts.sees = h('span', { class: 'quiet' });
  last.append(h('p', { class: 'small' }, parts.promise, ' ', parts.sees));
  form.addEventListener('submit', () => own.tell(SUBMITTED), own.over);
};

/** Makes the form look like the lines of `src/view.rs`. */
export const paint = (own, lines) => {
  const { parts } = own;
  const [send, promise, sees, meant, rests, label, ...fields] = lines.split(BREAK);
  say(parts.send, send);
  parts.send.setAttribute('aria-disabled', !!rests);
  say(parts.promise, promise);
  say(parts.sees, sees);
  parts.meant.hidden = !meant;
  say(parts.correction, meant);
  say(parts.label, label);
  for (const field of ['kind', 'message', 'wish', 'needed_by', 'name', 'email', 'phone', 'slot']) {
    const [asked, free, mistake] = fields.splice(0, 3);
    if (!parts[field]) continue;
    const { frame, inputs, error, sentence, optional } = parts[field];
    frame.hidden = !asked;
    if (optional) optional.hidden = !free;
    error.hidden = !mistake;
    say(sentence, mistake);
    for (const input of inputs) {
      input.readOnly = !!rests;
      if (mistake) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }
  }
};

/** Draws a notice once; the same lines again change nothing. */
export const notice = (own, lines) => {
  if (own.noticed === lines) return;
  own.noticed = lines;
  const notes = own.panel.querySelector('.notes');
  notes.replaceChildren();
  if (!lines) return;
  const [wrong, strong, words, call, hint, ...fields] = lines.split(BREAK);
  const text = h('p', {}, h('b', {}, strong), ' ' + words);
  for (let at = 0; at < fields.length - 1; at += 2) {
    if (at) text.append(', ');
    text.append(button(own, 'meant', () => own.panel.querySelector(`[name=${fields[at]}]`).focus(), fields[at + 1]));
  }
  if (call && own.call) text.append(link('', own.call.url, own.call.label));
  if (fields.length > 1 || (call && own.call)) text.append('.');
  notes.append(h('div', { class: wrong ? 'note wrong' : 'note' }, icon(wrong ? 'alert' : 'clock'), text));
  if (hint) notes.firstChild.append(h('p', { class: 'small' }, hint));
};

/** Draws the card around the form: who answers, whether they are there, and ways to reach them. */
export const card = (own, { person = {}, open = {}, aim, record, slots = [], ways = [], notes, call, accent, texts }) => {
  const find = selector => own.panel.querySelector(selector);
  const head = find('.head');
  const face = find('.face');
  const sheet = new CSSStyleSheet();
  const rules = ({ accent, soft, on } = {}) =>
    [accent, soft, on].every(colour => /^#[0-9a-f]{6}$/i.test(colour))
      ? `.all{--accent:${accent};--soft:${soft};--on-accent:${on}}`
      : '';
  sheet.replaceSync(`${rules(accent?.light)}@media(prefers-color-scheme:dark){${rules(accent?.dark)}}`);
  own.panel.getRootNode().adoptedStyleSheets.push(sheet);

  own.call = call;
  say(find('h2'), person.name || '');
  head.append(
    h('p', { class: 'small quiet' }, person.about || ''),
    h('p', { class: open.now ? 'small open' : 'small open shut' }, open.sentence || ''),
  );
  const words = (person.name || '').split(' ');
  face.textContent = words[0].slice(0, 1) + (words[1] || '').slice(0, 1);
  face.setAttribute('aria-hidden', 'true');
  if (person.picture) picture(own, face, person);
  if (texts?.greeting) own.message.placeholder = texts.greeting;

  const list = h('div', { class: 'ways', role: 'group', 'aria-label': 'Other ways to reach us' });
  ways.forEach(({ kind, url, label }, at) =>
    list.append(link(kind === 'phone' && !at ? 'way call' : 'way', url, icon(kind), label)));
  list.append(button(own, 'way', () => own.tell(WANTS_CALL), icon('back'), 'Call me back'));
  const tally = record && h('p', { class: 'tally', role: 'img', 'aria-label': record.spoken }, ...[...record.strokes].map(stroke => h('i', { class: stroke })));
  find('.ahead').append(notes ? h('p', { class: 'ref' }, notes) : '', h('div', { class: 'small aim' }, aim, tally || ''), list, h('div', { class: 'rule' }));
  if (slots[0]) own.slots(slots);
};

/** Draws a picture without an `img`, which the page's CSP might refuse. */
const picture = (own, face, { picture, name }) =>
  fetch(own.at(picture.replace(/^\//, '')), { credentials: 'omit' })
    .then(async answer => {
      const side = 64 * Math.min(devicePixelRatio, 3);
      const image = await createImageBitmap(await answer.blob(), { resizeWidth: side, resizeHeight: side, resizeQuality: 'high' });
      const canvas = h('canvas', { width: side, height: side, role: 'img', 'aria-label': name });
      canvas.getContext('2d').drawImage(image, 0, 0);
      face.replaceChildren(canvas);
      face.removeAttribute('aria-hidden');
    })
    .catch(() => {});

/** Shows the receipt in place of the form; the lines are those of `src/copy.rs`. */
export const receipt = (own, lines) => {
  const [thanks, safe, arrived, then, answer, late, label, follow, again, promise, arrivedAt, by, next, answered, reference, url] = lines.split(BREAK);
  const find = selector => own.panel.querySelector(selector);
  if (find('.receipt')) return;
  find('.ahead').hidden = find('form').hidden = true;
  say(find('h2'), thanks);
  const about = find('.head .quiet');
  if (about) say(about, safe);
  const fact = (className, when, what, ...more) =>
    h('li', { class: className }, when && h('span', { class: 'small quiet' }, when), h('b', {}, what), ...more);
  const restart = () =>
    setTimeout(() => {
      const { host } = own.panel.getRootNode();
      own.leave();
      own.renew ? own.renew() : host.replaceWith(host.cloneNode());
    });
  own.panel.append(h('div', { class: 'receipt', tabindex: -1 },
    h('h3', {}, promise),
    h('ol', {},
      fact('fact done', arrivedAt, arrived),
      fact('fact', by, next),
      answered && fact('fact', then, answer, h('span', { class: 'small quiet' }, late))),
    h('p', { class: 'ref' }, h('span', {}, label), h('b', {}, reference)),
    url && link('main', url, follow),
    button(own, 'bare', restart, again),
    own.call ? h('p', { class: 'small quiet' }, 'If it cannot wait, please call ', link('', own.call.url, own.call.label), '.') : ''));
};
