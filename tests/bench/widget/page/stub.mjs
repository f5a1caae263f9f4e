// The service behind the measured widget: the demo shop's card, its picture, and a receipt.
// `cargo xtask bench` puts `card.json` and the pictures beside this file.

import { existsSync, readFileSync } from 'node:fs';

const beside = path => new URL(`.${path}`, import.meta.url);
const card = readFileSync(beside('/card.json'), 'utf8');
const receipt = {
  reference: 'HB-7K3Q-X2MD',
  promise: { what: 'read', due: '2026-11-23T15:40:00+00:00', sentence: 'Ana reads this by today 15:40.' },
  case_url: 'http://127.0.0.1/case/demo',
};

export default ({ method, path }) => {
  if (path.endsWith('/v1/sites/demo/card')) return { type: 'application/json', body: card };
  if (method === 'POST' && path.endsWith('/v1/sites/demo/cases')) return { status: 201, body: receipt };
  if (/^\/pictures\/[a-z-]+\.webp$/.test(path) && existsSync(beside(path))) {
    return { type: 'image/webp', body: readFileSync(beside(path)) };
  }
  return null;
};
