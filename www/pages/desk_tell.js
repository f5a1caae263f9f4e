// "Be told on this screen": asks the browser for an address at its push service and posts the
// form with it. The page says that this needs script until it runs.

const part = document.getElementById('tell');
const form = document.getElementById('tell-form');

/** Shows one of the sentences about what went wrong, or none. */
const say = what => {
  for (const sentence of part.querySelectorAll('[data-says]')) sentence.hidden = sentence.dataset.says !== what;
};

/** Base 64 as it stands in addresses, as bytes. */
const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));

/** What the browser says of its push service; a subscription by another key makes room. */
const subscribe = async () => {
  const options = { userVisibleOnly: true, applicationServerKey: bytes(part.dataset.key) };
  await navigator.serviceWorker.register('/desk-worker.js', { scope: '/desk' });
  const { pushManager } = await navigator.serviceWorker.ready;
  try {
    return await pushManager.subscribe(options);
  } catch (error) {
    const older = await pushManager.getSubscription();
    if (!older) throw error;
    await older.unsubscribe();
    return pushManager.subscribe(options);
  }
};

const begin = async button => {
  say();
  button.disabled = true;
  try {
    if ((await Notification.requestPermission()) !== 'granted') return say('denied');
    const { endpoint, keys } = (await subscribe()).toJSON();
    Object.entries({ endpoint, ...keys }).forEach(([name, value]) => {
      if (form.elements[name]) form.elements[name].value = value;
    });
    const deed = Object.assign(document.createElement('input'), { type: 'hidden', name: 'deed', value: 'listen' });
    form.append(deed);
    return form.submit();
  } catch {
    return say('failed');
  } finally {
    button.disabled = false;
  }
};

if (form && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) {
  say();
  form.hidden = false;
  form.addEventListener('submit', event => {
    event.preventDefault();
    begin(event.submitter ?? form.querySelector('button'));
  });
} else if (form) {
  say('unable');
}
