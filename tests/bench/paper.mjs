// The paper `docs/measurements.md`, made of the figures that are kept. Of a part without figures it goes on
// to say what it said.
//
// node tests/bench/paper.mjs FIGURES PAPER

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, paper] = process.argv.slice(2);
const before = existsSync(paper) ? readFileSync(paper, 'utf8') : '';
/** What the paper says of a part whose figures are kept elsewhere, or nowhere yet. */
const said = heading => {
  const section = before.split(/^## /m).find(section => section.startsWith(heading)) ?? '';
  const begins = section.search(/^Measured /m);
  return begins < 0 ? 'Not measured yet.' : section.slice(begins).trim();
};
const part = (name, heading, told) => {
  const file = join(folder, `${name}.json`);
  return existsSync(file) ? told(JSON.parse(readFileSync(file, 'utf8'))) : said(heading);
};

const OURS = 'hearback';
const FLOOR = 'vanilla-split';

const row = cells => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const known = value => typeof value === 'number' && Number.isFinite(value);
const kb = bytes => (known(bytes) ? (bytes / 1000).toFixed(bytes < 10_000 ? 2 : 1) : '–');
const ms = value => (known(value) ? value.toFixed(value < 10 ? 1 : 0) : '–');
const wait = times => (times ? `${ms(times.ms)} (${ms(times.median_ms)})` : '–');
/** What is compared: of waits the fastest round. */
const size = figure => figure?.ms ?? figure;
const ratio = (a, b) => (known(a) && known(b) && b > 0 ? (a / b).toFixed(2) : '–');
const plain = value => value ?? '–';

/** Figures with an aim: what it is, how it reads, its unit, the aim. */
const AIMS = [
  ['bytes_before', 'before interaction, kB brotli', kb, '2.5'],
  ['bytes_open', 'until the form is on screen, kB brotli', kb, '20 (aim 16)'],
  ['script_ms_4x', 'script at load, 4x slower processor, ms', ms, 'under 11'],
  ['heap_load', 'heap at load, kB', kb, 'under 122'],
  ['heap_open', 'heap with the form open, kB', kb, '–'],
  ['click', 'click to first field, desktop, ms', wait, '12'],
  ['click_phone', 'click to first field, slow phone, ms', wait, '40'],
  ['tap_phone', 'tap to first field, slow phone, no hover, ms', wait, 'under 76'],
];

const where = ({ machine, chromium, workerd, rounds }) => {
  const { date, processor, cores, load, node } = machine;
  const parts = [`${date.slice(0, 16).replace('T', ' ')} UTC`, `${cores} cores ${processor}`, `load ${load}`];
  parts.push(`Node ${node.slice(1)}`, chromium && `Chromium ${chromium}`, workerd, rounds && `${rounds} ${rounds === 1 ? 'round' : 'rounds'}`);
  return `Measured ${parts.filter(Boolean).join(', ')}.`;
};

const widgetPart = found => {
  const ours = found.widgets.find(widget => widget.id === OURS);
  const floor = found.widgets.find(widget => widget.id === FLOOR);
  const rivals = found.widgets.filter(widget => widget.class !== 'floor' && widget.own_launcher && widget.id !== OURS);
  const best = figure => rivals.filter(rival => known(size(rival[figure]))).sort((a, b) => size(a[figure]) - size(b[figure]))[0];
  const against = AIMS.map(([figure, label, show, aim]) => {
    const rival = best(figure);
    return [label, `**${show(ours?.[figure])}**`, aim, `${show(rival?.[figure])} (${plain(rival?.id)})`, ratio(size(ours?.[figure]), size(rival?.[figure])), ratio(size(ours?.[figure]), size(floor?.[figure]))];
  });
  const costs = found.widgets.map(widget => [widget.name, plain(widget.requests_before), ...AIMS.map(([figure, , show]) => show(widget[figure])), widget.shift.toFixed(3)]);
  const checks = found.widgets.map(widget => [widget.id, plain(widget.axe), plain(widget.keyboard), plain(widget.hostile), plain(widget.csp)]);
  return `${where(found)}

${table(['Hearback', 'here', 'aim at most', 'best rival', 'ratio to it', 'ratio to the floor'], against)}

The same for all; layout shift is the larger of load and opening:

${table(['widget', 'requests', 'kB before', 'kB open', 'script ms 4x', 'heap kB', 'heap open kB', 'click ms', 'click ms phone', 'tap ms phone', 'shift'], costs)}

${table(['widget', 'axe rules broken', 'dialog and keyboard', 'hostile CSS', 'strict CSP'], checks)}`;
};

const servicePart = found => {
  const { cpu_us: us } = found;
  const rows = [
    ['nothing at all (floor)', us.floor],
    ['Hono + Zod, same validation, one KV write', us.hono],
    ['Hono + Zod that also looks for a repeat and tells the book', us.same],
    ['Hearback', us.hearback],
  ];
  const spread = name => `${Math.min(...found.all_us[name]).toFixed(0)}–${Math.max(...found.all_us[name]).toFixed(0)}`;
  const names = ['floor', 'hono', 'same', 'hearback'];
  return `${where(found)} ${found.requests} requests each a round.

${table(['one accepted POST', 'processor µs', 'spread', 'Hearback to it'], rows.map(([label, value], at) => [label, value.toFixed(0), spread(names[at]), ratio(us.hearback, value)]))}

The ratio asked for is **${found.ratio.toFixed(2)}** (aim 1.0); for the same work done it is ${found.ratio_same.toFixed(2)}.`;
};

const casesPart = found => {
  const { first, later } = found;
  const line = (label, figure, aim) => [label, first[figure], later[figure], aim];
  const rows = [
    line('KV writes', 'kv_writes', '4'),
    line('KV reads', 'kv_reads', '–'),
    line('KV bulk reads', 'kv_bulk_reads', '–'),
    line('KV lists', 'kv_lists', '0'),
    line('KV deletes', 'kv_deletes', '–'),
    line('requests to the book', 'book_requests', '–'),
    line('alarms of the book', 'book_alarms', '–'),
    line('mails', 'mails', '2'),
  ];
  return `${where(found)}

${table(['per case', 'first case of a site', 'later cases', 'aim at most'], rows)}

Facts written: ${later.keys_written.map(key => `\`${key}\``).join(', ')}.`;
};

const sizesPart = found => {
  const sum = files => files.reduce((all, file) => ({ raw: all.raw + file.raw, gzip: all.gzip + file.gzip, brotli: all.brotli + file.brotli }), { raw: 0, gzip: 0, brotli: 0 });
  const of = start => found.files.filter(file => file.path.startsWith(start));
  const rows = [
    ...found.files.map(file => [`\`${file.path.replace(/\/[0-9a-f]{8}\./, '/….')}\``, file, '–']),
    ['**widget in all**', sum([...of('www/widget.js'), ...of('www/w/')]), '20 kB brotli'],
    ['**worker in all**', sum(of('worker/')), '700 kB gzip'],
  ];
  return `${where(found)}

${table(['file', 'kB', 'gzip', 'brotli', 'aim at most'], rows.map(([label, { raw, gzip, brotli }, aim]) => [label, kb(raw), kb(gzip), kb(brotli), aim]))}`;
};

writeFileSync(
  paper,
  `# Measurements

Made by \`cargo xtask bench\`, which measures and writes this file; kB are 1,000 bytes. \`cargo xtask bench --help\`
tells how to measure one part, or with more rounds. Times compare within a table only: the machine's load, written
beside each, moves them.

## The widget beside floors and rivals

All in one run of the harness, in an order drawn anew each round, on the same host page, everything sent as brotli 11.
Hearback is the page \`tests/bench/widget/page\` with the built files and the demo shop's card. Phone: 4x slower processor,
150 ms and 1.6 Mbit/s; tap: no hover before. Of waits the fastest round stands first, for other work on the machine can
only lengthen them, and the median in brackets; everything else is a median. The first field is the message: the first
script draws it, and the wasm takes it over. "Until the form is on screen" counts all that opening fetches, card and
picture too. The best rival is looked for among those that bring a launcher of their own.

${part('widget', 'The widget beside floors and rivals', widgetPart)}

## Processor time per accepted message

Four workers in one workerd with one KV over HTTP, sequential requests, user and system time of the process from
\`/proc\`, medians of rounds in an order drawn anew. Both Hono workers are \`tests/bench/service/hono.mjs\`, with the
fields and limits of \`domain/src/submission\`. The book takes note and does nothing here.

${part('service', 'Processor time per accepted message', servicePart)}

## What one case asks for, from arrival to both mails sent

Counted at a KV that only counts, at the book's own door, and at a real SMTP server; a site's settings are read once a
minute and place.

${part('cases', 'What one case asks for, from arrival to both mails sent', casesPart)}

## Sizes

${part('sizes', 'Sizes', sizesPart)}
`,
);
