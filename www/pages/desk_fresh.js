// What changed meanwhile, looked for once a minute while the page is seen. The list is drawn anew
// unless somebody is at work in it; an open case only says what happened, so that no typed word is
// ever lost. A look of this kind is not a person's: what is new stays new. Once the session has
// ended that is said, with the way in, and nothing more is asked.

(() => {
  const EVERY_MS = 60_000;
  const SIGNED_OUT = 401;
  let timer;
  /** Says where it belongs that the session has ended. */
  let sayEnded;

  const at = address => {
    const url = new URL(address, location.href);
    url.searchParams.set('fresh', '1');
    return url;
  };
  const ask = async address => {
    const answer = await fetch(at(address), { credentials: 'same-origin', redirect: 'error' });
    if (answer.status === SIGNED_OUT) {
      clearInterval(timer);
      sayEnded();
    }
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };
  const parse = html => new DOMParser().parseFromString(html, 'text/html');
  const each = look => {
    timer = setInterval(() => {
      // What fails is looked for again in a minute.
      if (document.visibilityState === 'visible') look().catch(() => {});
    }, EVERY_MS);
  };
  /** The sentence, and a link to the page itself, which asks to sign in. */
  const ended = (label, more) => {
    const link = Object.assign(document.createElement('a'), { href: location.pathname, textContent: label, ...more });
    return ['You are signed out. ', link];
  };

  const list = document.getElementById('list');
  const says = document.getElementById('fresh');
  if (list && says) {
    const keys = root => [...root.querySelectorAll('.case')].map(row => `${row.dataset.at} ${row.querySelector('a')?.getAttribute('href')}`);
    const isAtWork = () => {
      const isTyped = [...list.querySelectorAll('input')].some(field => field.value !== field.defaultValue);
      const isMarked = !getSelection().isCollapsed && list.contains(getSelection().anchorNode);
      return isTyped || isMarked || list.contains(document.activeElement) || list.querySelector('details[open]');
    };
    let said = '';
    sayEnded = () => {
      says.replaceChildren(...ended('Sign in'));
      says.className = 'signed-out';
    };
    // What came of the last press is said once, not again with every list.
    const here = new URL(location.href);
    if (here.searchParams.has('did')) {
      here.searchParams.delete('did');
      history.replaceState(history.state, '', here);
    }
    each(async () => {
      const page = parse(await ask(location.href));
      const next = page.getElementById('list');
      if (!next) return;
      const known = new Set(keys(list));
      const fresh = keys(next).filter(key => !known.has(key)).length;
      const sentence = fresh === 0 ? '' : `${fresh} new or changed.`;
      if (isAtWork()) {
        const waits = sentence && `${sentence} They are shown once you leave the list.`;
        if (waits !== said) says.textContent = said = waits;
        return;
      }
      list.replaceChildren(...[...next.childNodes].map(node => document.importNode(node, true)));
      document.title = page.title;
      if (sentence) says.textContent = said = sentence;
    });
  }

  const news = document.getElementById('news');
  if (news) {
    const [words, show] = [news.querySelector('p'), news.querySelector('button')];
    sayEnded = () => {
      // In a tab of its own: what is typed here stays.
      words.replaceChildren(...ended('Sign in in a new tab', { target: '_blank' }));
      show.hidden = true;
      news.hidden = false;
    };
    each(async () => {
      const happened = (await ask(news.dataset.url)).trim();
      if (!happened || happened === words.textContent) return;
      words.textContent = happened;
      news.hidden = false;
    });
    // The line of what happened is drawn anew, and forms know of it; their fields stay as they are.
    const draw = async () => {
      const page = parse(await ask(location.pathname));
      for (const part of ['#so-far', '.owed-line']) {
        const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
        if (old && fresh) old.replaceWith(document.importNode(fresh, true));
      }
      const step = page.querySelector('input[name="step"]');
      if (step) for (const field of document.querySelectorAll('input[name="step"]')) field.value = step.value;
      const next = page.getElementById('news');
      if (next) news.dataset.url = next.dataset.url;
      news.hidden = true;
      words.textContent = '';
      const heading = document.getElementById('h-facts');
      heading.tabIndex = -1;
      heading.focus();
    };
    // What fails can be pressed again.
    show.addEventListener('click', () => draw().catch(() => {}));
  }
})();
