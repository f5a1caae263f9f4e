// The launcher, the site's one global, and the way to the rest.
//
// Invariants: one request before interaction; nothing stored before the customer's first key;
// no global but `hearback`; nothing of the host page is changed. Not here: the form itself,
// which is Rust and comes on intent (`widget/src`).

import { h } from './h.js';
import { keep, shell } from './shell.js';

/** By these a page could follow what is typed; `input` is stopped on its way out, for we need it. */
const TYPING = 'keydown keypress keyup beforeinput paste compositionstart compositionupdate compositionend';
/** The page's own start comes first, in milliseconds. */
const STARTED_MS = 2000;

const early = window.hearback;

// Pasted twice by mistake, the tag still gives one widget. What is called at once is compiled
// with the rest, off the page's main thread; a function with a name would not be.
if (!early?.prefill?.call) (({ src, dataset: { site, side, accent, launcher: words, language } }) => {
  const root = document.documentElement;
  const at = path => new URL(path, src).href;
  const heard = [];
  const emit = (name, detail) => heard.map(([on, hear]) => on === name && setTimeout(hear, 0, detail));

  // Its lightness is bounded, so that white on it, and it on white, can be read; dark the other way round.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${SHELL_CSS}@supports(color:oklch(from ${accent} l c h)){.all[dir]{--accent:oklch(from ${accent} var(--shade) c h)}}`);

  // After a deployment the files known here may be gone: the current ones are asked for once.
  let engine;
  const take = ([name, integrity]) =>
    Promise.all([import(at(`w/${name}.js`)), fetch(at(`w/${name}.wasm`), { integrity })])
      .then(([{ start }, wasm]) => start(wasm, at, site));
  const load = () =>
    (engine ||= take(ENGINE)
      .catch(() => fetch(at('widget.json')).then(answer => answer.json()).then(take))
      .catch(() => (engine = 0)));

  const prefill = {};
  const frame = (host, child) => {
    const rtl = /^(ar|he|fa|ur)/.test(language);
    const all = h('div', { class: 'all ' + (side || rtl && 'left'), dir: rtl ? 'rtl' : 'ltr' }, child);
    host.attachShadow({ mode: 'open' }).append(all);
    host.shadowRoot.adoptedStyleSheets = [sheet];
    return all;
  };

  const host = h('hearback-widget', {});
  const launcher = h('button', { class: 'launcher' }, words || 'Write to us');
  const all = frame(host, words === 'none' ? '' : launcher);
  let own, opener;
  const draw = () => (own ||= shell(all, { site, language, prefill, at, emit, close, renew }, load));
  const show = on => {
    own.panel.hidden = !on;
    launcher.hidden = on;
    emit(on ? 'opened' : 'closed');
  };
  const open = from => {
    draw();
    if (own.panel.hidden) {
      opener = from;
      show(true);
    }
    own.message.focus();
    // The field can be written in before anything else is done.
    setTimeout(own.adopt, 20);
  };
  const close = () => {
    if (!own || own.panel.hidden) return;
    show(false);
    opener?.focus();
  };
  const renew = () => {
    own.panel.remove();
    own = 0;
    open(opener);
  };
  launcher.onclick = () => open(launcher);
  launcher.onpointerover = launcher.onfocus = () => {
    draw();
    load();
  };
  addEventListener('click', event => {
    const asked = event.target.closest?.('[data-hearback-open]');
    if (!asked) return;
    event.preventDefault();
    open(asked);
  });

  // The host page's shortcuts hear nothing of what is typed in here; the typing itself goes on.
  for (const type of TYPING.split(' '))
    addEventListener(type, event => {
      if (!/^hearback-/.test(event.target.localName)) return;
      event.stopImmediatePropagation();
      if (type === 'keydown' && event.target === host && !event.isComposing)
        event.key === 'Escape' ? close() : own?.key?.(event);
    }, true);

  // In `<html>`, not in the body: that may not be there yet, and some pages replace it.
  const attach = () => host.isConnected || root.append(host);
  new MutationObserver(attach).observe(root, { childList: true });
  attach();

  customElements.define('hearback-form', class extends HTMLElement {
    connectedCallback() {
      this.all ||= frame(this, '');
      this.own = shell(this.all, { site: this.getAttribute('site') || site, language, prefill: {}, at, emit }, load);
      this.own.adopt();
    }
    disconnectedCallback() {
      this.own.leave?.();
      this.own.panel.remove();
    }
  });

  const hearback = (window.hearback = {
    open: () => open(document.activeElement),
    close,
    prefill(values) {
      Object.assign(prefill, values);
      own?.prefilled?.();
    },
    on: (...pair) => heard.push(pair),
  });
  early?.map?.call && early.map(([name, ...given]) => hearback[name](...given));

  // Words of an earlier visit may still wait to be sent.
  setTimeout(() => keep(`hearback/${site}/pending`) && draw().adopt(), STARTED_MS);
  // An element of the page may bear this name, and would answer first.
})(Reflect.get(Document.prototype, 'currentScript', document));
