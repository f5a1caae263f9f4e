// Style sheets of host pages that reach for everything: the widget keeps its looks and its place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JOAN, ask, panelOf } from './harness/panel.mjs';
import { openWorld } from './harness/world.mjs';

const world = await openWorld();
const SHEETS = {
  unset: '* { all: unset !important }',
  hidden: 'div { display: none !important }',
  scaled: 'button { transform: scale(3) !important }',
  // What `all` does not reach, and what frameworks do to every element.
  inherited: 'html { font: 40px/3 fantasy; letter-spacing: 1em; direction: rtl; text-transform: uppercase; --accent: red; --surface: red }',
  'by its own name': 'hearback-widget { display: none !important; opacity: 0 !important; position: static !important; transform: scale(0) !important }',
};
const LOOK = ['color', 'backgroundColor', 'fontFamily', 'fontSize', 'letterSpacing', 'textTransform', 'transform', 'borderTopLeftRadius'];

/** Size, place and look of the launcher and, opened, of the panel's parts. */
const looks = async address => {
  const page = await world.visit();
  await page.goto(address);
  const panel = panelOf(page);
  const look = async part => {
    const styles = await part.evaluate((element, names) => names.map(name => getComputedStyle(element)[name]), LOOK);
    return { box: await part.boundingBox(), styles };
  };
  const launcher = await look(panel.launcher);
  await panel.launcher.click();
  await panel.dialog.getByRole('heading', { name: 'Ana Okafor' }).waitFor();
  const parts = { dialog: panel.dialog, message: panel.message, close: panel.close, send: panel.send };
  const seen = { launcher };
  for (const [name, part] of Object.entries(parts)) seen[name] = await look(part);
  return { page, seen };
};

const { seen: quiet } = await looks(world.shop.page('/quiet', { head: world.shop.tag() }));

for (const [name, css] of Object.entries(SHEETS)) {
  test(`a page whose sheet is "${name}" changes nothing, and a message is sent`, async () => {
    const address = world.shop.page(`/${name.replaceAll(' ', '-')}`, {
      head: `<style>${css}</style>${world.shop.tag()}`,
      body: '<div><button>Shop</button></div>',
    });
    const { page, seen } = await looks(address);
    assert.deepEqual(seen, quiet);
    await ask(page, { ...JOAN, email: `${name.replaceAll(' ', '-')}@whitcombe.example` });
  });
}

test('the widget changes nothing of the page either', async () => {
  const head = '<style>p { color: rgb(1, 2, 3) }</style>';
  const body = '<p>Text</p><button>Shop</button><textarea></textarea>';
  const page = await world.visit();
  const view = () =>
    page.evaluate(() => [...document.querySelectorAll('p,button,textarea')].map(e => {
      const style = getComputedStyle(e);
      return [...style].map(name => style.getPropertyValue(name)).join() + JSON.stringify(e.getBoundingClientRect());
    }));
  await page.goto(world.shop.page('/without', { head, body }));
  const without = await view();
  const address = world.shop.page('/with', { head: head + world.shop.tag(), body });
  await page.goto(address);
  await panelOf(page).launcher.waitFor();
  assert.deepEqual(await view(), without);
});
