// Shows what the desk tells this browser, and opens the case on a press. It keeps nothing, and
// answers no request: the desk works as if it were not there.

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('push', event => event.waitUntil(show(read(event.data))));

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

/** A browser that is told must show something, also of what it cannot read. */
const read = data => {
  try {
    return data.json();
  } catch {
    return {};
  }
};

const show = ({ title = 'A customer wrote', body = '', url = '/desk', tag = 'desk' }) =>
  self.registration.showNotification(title, { body, tag, renotify: true, data: url, icon: '/pages/desk-192.png' });

/** The window that shows it already, or a new one: another may hold words that are not sent. */
const open = async path => {
  const address = new URL(path, self.location.origin);
  if (address.origin !== self.location.origin) return;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = windows.find(window => window.url === address.href);
  await (shown ? shown.focus() : self.clients.openWindow(address.href));
};
