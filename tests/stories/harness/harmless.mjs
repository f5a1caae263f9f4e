// Whether words stayed words: nothing ran, no element was added, nothing was turned or pushed out
// of the window.

import assert from 'node:assert/strict';

/** More than text may try: what runs, what closes tags, what turns and what does not break. */
const RUNS = '<script>window.ran=1</script><img src=x data-added onerror="window.ran=1">"\'><b data-added>';
const TURNS = '\u202egnp.exezz \u2066openzz \u202b';
const PICTURES = '\u{1F469}\u{1F3FD}\u200d\u{1F527}\u{1F525}\u{1F3F3}\uFE0F\u200d\u{1F308}';
const STACKED = [...'Zalgozz'].map(letter => letter + '\u0351\u036b\u0343\u032a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e'.repeat(2)).join('');
const LEFTWARD = 'שלום עולם، الدوّامة تعطّلت 3:15 (callzz)';

/** What is typed into every field, by the name of what it tries; each fits `most` characters. */
export const HOSTILE = {
  runs: most => cut(`${RUNS}</textarea></title></style><h1 data-added>`, most),
  turns: most => cut(`Mo${TURNS} ${LEFTWARD}`, most),
  'is drawn over others': most => cut(`${STACKED} ${PICTURES.repeat(9)}`, most),
  'does not break': most => 'qz'.repeat(most / 2),
  'is a formula': most => cut('=HYPERLINK("https://evil.example","callzz")', most),
};

const cut = (text, most) => [...text].slice(0, most).join('');

/** Dialogs and violations of a page's policy from now on. */
export const watch = page => {
  page.on('dialog', dialog => {
    page.troubles.push(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  return page;
};

/** Fails where a page is more, wider or otherwise turned than what we wrote. */
export const harmless = async (page, says) => {
  const found = await page.evaluate(look);
  assert.deepEqual({ ...found, troubles: page.troubles }, { ran: false, added: [], wide: [], turned: [], troubles: [] }, says);
};

/* Runs in the page, so everything it needs is inside. */
const look = () => {
  const roots = [document];
  for (const root of roots) for (const one of root.querySelectorAll('*')) if (one.shadowRoot) roots.push(one.shadowRoot);
  const all = selector => roots.flatMap(root => [...root.querySelectorAll(selector)]);
  const added = all('[data-added]').map(one => one.outerHTML);

  // Wider than the window, or than a part that cannot be moved sideways on purpose.
  const { scrollWidth } = document.scrollingElement;
  const wide = scrollWidth > innerWidth ? [`${scrollWidth} of ${innerWidth}`] : [];
  for (const one of wide.length ? all('*') : all('dialog, [role=dialog]')) {
    const { right, left, width } = one.getBoundingClientRect();
    if (width && (right > innerWidth + 1 || left < -1)) wide.push(`${one.localName}.${one.className}`);
  }

  // Our own words are Latin: each must run from left to right, whatever stands before it.
  const turned = [];
  const place = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // Hostile words end in "zz" or stand in a tag.
      for (const { 0: word, index } of node.data.matchAll(/(?<![\p{L}\p{M}.<"])[A-Za-z]{4,}(?![\p{L}\p{M}.])/gu)) {
        const [first, last] = [place(node, index), place(node, index + word.length - 1)];
        if (word.endsWith('zz') || !first.width || Math.abs(first.top - last.top) > 2) continue;
        if (first.left > last.left) turned.push(`${word} in ${node.data.trim().slice(0, 120)}`);
      }
    }
  }
  return { ran: 'ran' in window, added, wide, turned };
};
