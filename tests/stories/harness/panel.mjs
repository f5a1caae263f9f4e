// The widget as a person finds it: by the names of its parts, never by classes.

/** The widget's parts on a page. */
export const panelOf = page => {
  const dialog = page.getByRole('dialog');
  const field = name => dialog.getByLabel(name);
  return {
    dialog,
    launcher: page.locator('hearback-widget').getByRole('button', { name: 'Write to us' }),
    message: dialog.locator('textarea').first(),
    kind: name => dialog.getByRole('radio', { name, exact: true }),
    name: field('Your name'),
    email: field('E-mail'),
    phone: field('Your number'),
    wish: field('What would put this right?'),
    send: dialog.getByRole('button', { name: /^Send|^Try again now|^Sending/ }),
    close: dialog.getByRole('button', { name: 'Close' }),
    status: dialog.getByRole('status'),
    reference: dialog.getByText(/HB-[0-9A-Z]{4}-[0-9A-Z]{4}/),
  };
};

/** What Joan asks unless a story says otherwise. */
export const JOAN = {
  kind: 'Question',
  message: 'Our boiler shows F28 since last night. Can you come?',
  name: 'Joan Whitcombe',
  email: 'joan@whitcombe.example',
};

/** Opens the panel and fills it as far as `words` go; nothing is sent. */
export const write = async (page, words = JOAN) => {
  const panel = panelOf(page);
  if (!(await panel.dialog.isVisible())) await panel.launcher.click();
  await panel.message.fill(words.message);
  await panel.kind(words.kind).check();
  for (const part of ['wish', 'name', 'email', 'phone']) {
    if (words[part]) await panel[part].fill(words[part]);
  }
  return panel;
};

/** Opens, fills and sends, and returns the reference that the receipt shows. */
export const ask = async (page, words = JOAN) => {
  const panel = await write(page, words);
  await panel.send.click();
  await panel.reference.waitFor();
  return /HB-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await panel.reference.textContent())[0];
};
