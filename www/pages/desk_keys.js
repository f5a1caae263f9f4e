// Shortcuts of the desk, as its page "Keys" lists them. None while something is typed, and none
// once they are switched off there. They move and open; nothing is sent or done by a single key.

(() => {
  const SWITCH = 'hearback-desk-keys';
  const desk = document.currentScript.dataset.desk;
  let afterG = false;

  const isOff = () => {
    try {
      return localStorage.getItem(SWITCH) === 'off';
    } catch {
      return false;
    }
  };
  const turn = off => {
    try {
      if (off) localStorage.setItem(SWITCH, 'off');
      else localStorage.removeItem(SWITCH);
    } catch {
      // Where nothing may be stored, the keys stay as they are.
    }
  };
  const isTyping = target => target instanceof Element && target.closest('input, select, textarea, [contenteditable]');

  const goTo = element => {
    if (!element) return false;
    element.focus();
    element.scrollIntoView({ block: 'nearest' });
    return true;
  };
  const step = by => {
    const rows = [...document.querySelectorAll('.case h3 a')];
    const at = rows.indexOf(document.activeElement);
    return goTo(rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)]);
  };
  const leadTo = path => {
    location.assign(path);
    return true;
  };

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    '/': () => goTo(document.getElementById('f-q')) || leadTo(`${desk}#f-q`),
    r: () => goTo(document.getElementById('f-reply')),
    a: () => goTo(document.querySelector('.ack button')),
    n: () => goTo(document.getElementById('f-note')),
    '?': () => leadTo(`${desk}/keys`),
  };

  document.addEventListener('keydown', event => {
    const { key, target } = event;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (event.defaultPrevented || !isPlain || isTyping(target) || isOff()) return;
    const wasG = afterG;
    afterG = key === 'g';
    const did = wasG && key === 'l' ? leadTo(desk) : Object.hasOwn(KEYS, key) && KEYS[key]();
    if (did) event.preventDefault();
  });

  const row = document.getElementById('keys-switch');
  const button = row?.querySelector('button');
  if (!button) return;
  const show = () => {
    const off = isOff();
    row.querySelector('p').textContent = off ? 'They are switched off in this browser.' : 'They are switched on in this browser.';
    button.textContent = off ? 'Switch them on' : 'Switch them off';
  };
  button.addEventListener('click', () => {
    turn(!isOff());
    show();
  });
  show();
  row.hidden = false;
})();
