// What comes on intent: the styles and the wasm, and how they take over from the first script.

import { card } from './draw.js';
import { begin, connect, knowCard, lastCase, zone } from './page.js';
import { DUE, SUBMITTED } from './signal.js';

let styles;
const cards = {};

const cardOf = (at, site) =>
  (cards[site] ||= fetch(at(`v1/sites/${site}/card?zone=${encodeURIComponent(zone())}`), { credentials: 'omit', headers: lastCase(site) })
    .then(answer => (answer.ok ? answer.json() : Promise.reject()))
    .catch(() => delete cards[site]));

/** Begins the wasm, asks for the card meanwhile, and brings what takes over a panel. */
export const start = async (response, at, site) => {
  if (site) cardOf(at, site);
  await begin(response);
  return adopt;
};

/** Takes over a panel of the first script; throws when it cannot. */
const adopt = own => {
  // It may have been asked for twice: when it took long, and when the panel was opened again.
  if (own.leave) return;
  const shadow = own.panel.getRootNode();
  if (!styles) {
    styles = new CSSStyleSheet();
    styles.replaceSync(PANEL_CSS);
  }
  if (!shadow.adoptedStyleSheets.includes(styles)) shadow.adoptedStyleSheets.push(styles);

  clearTimeout(own.asked);
  if (own.lost) {
    own.lost = '';
    own.panel.querySelector('[role=status]').replaceChildren();
  }
  own.over = new AbortController();
  own.key = event => keepInside(own, event);
  own.panic = () => {
    own.over.abort();
    // What broke once is neither left nor asked for again.
    own.leave = () => {};
    own.fail();
  };

  const leave = connect(own);
  own.leave = () => {
    own.over.abort();
    clearTimeout(own.timer);
    leave();
  };
  own.prefilled = () => {
    if (own.prefill.message && !own.message.value) {
      own.message.value = own.prefill.message;
      own.message.dispatchEvent(new Event('input'));
    }
    own.known();
  };
  own.prefilled();
  if (own.wanted) own.tell(SUBMITTED, 'remembered');
  addEventListener('online', () => own.tell(DUE), own.over);
  cardOf(own.at, own.site).then(known => {
    if (known === true || own.over.signal.aborted) return;
    card(own, known);
    knowCard(own, known);
  });
};

/** A panel that covers the page keeps the focus going round inside it. */
const keepInside = (own, event) => {
  if (event.key !== 'Tab' || own.panel.clientWidth < innerWidth - 20) return;
  const stops = [...own.panel.querySelectorAll('a,button,input,textarea')].filter(stop => stop.offsetParent && stop.tabIndex >= 0);
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (own.panel.getRootNode().activeElement === from) {
    event.preventDefault();
    to.focus();
  }
};
