// What the harness found, as far as the paper tells it.
//
// node tests/bench/widget/gather.mjs OUT HARNESS TOUCH

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measuring, median } from '../machine.mjs';

const [out, harness, touchFile] = process.argv.slice(2);
const read = file => JSON.parse(readFileSync(join(harness, file), 'utf8'));
const [summary, touch, costs] = [read('results/summary.json'), read(touchFile), read('results/costs.json')];

/** What one wait took in each round; empty where the field never came. */
const waits = (found, id, profile) => (found.widgets[id]?.time[profile] ?? []).map(run => run.t).filter(Number.isFinite);
/** Other work on the machine can only lengthen a wait, so the fastest round says most. */
const wait = times => times.length ? { ms: Math.min(...times), median_ms: median(times) } : undefined;

/** "all", or what is missing. */
const keyboard = found => {
  if (!found) return undefined;
  const parts = {
    'a named dialog': found.dialogAx?.name,
    'Tab to the launcher': found.tabReach,
    'Enter opens': found.enterOpens,
    'focus inside': found.focusIn,
    'Escape closes': found.escCloses,
    'focus back': found.afterEsc?.returned,
  };
  const missing = Object.keys(parts).filter(part => !parts[part]);
  return missing.length ? `not: ${missing.join(', ')}` : 'all';
};

const hostile = found => {
  if (!found || found.error) return undefined;
  const verdicts = { 'all: unset': found.unset, 'div none': found.div, 'button scale': found.scale };
  const hurt = Object.keys(verdicts).filter(name => verdicts[name].verdict !== 'ok');
  return hurt.length ? hurt.map(name => `${name}: ${verdicts[name].verdict}`).join(', ') : 'all ok';
};

const strict = csp => csp && (csp.violations ? `${csp.verdict}, ${csp.violations} violations` : csp.verdict);

const widgets = Object.values(summary)
  .filter(widget => widget.id !== 'empty')
  .map(widget => ({
    id: widget.id,
    name: widget.version === '-' ? widget.name : `${widget.name} ${widget.version}`,
    class: widget.cls,
    own_launcher: !costs.widgets[widget.id]?.def.hostLauncher,
    requests_before: widget.load?.requests,
    bytes_before: widget.load?.br,
    bytes_open: widget.open?.br,
    script_ms_4x: widget.script4,
    heap_load: widget.heapLoad,
    heap_open: widget.heapOpen,
    shift: Math.max(widget.clsLoad ?? 0, widget.clsOpen ?? 0),
    click: wait(waits(costs, widget.id, 'base')),
    click_phone: wait(waits(costs, widget.id, 'mobile')),
    tap_phone: wait(waits(touch, widget.id, 'mobile')),
    axe: widget.a11y?.axe?.wcagRules,
    axe_rules: widget.a11y?.axe?.wcagIds,
    keyboard: keyboard(widget.a11y),
    hostile: hostile(widget.hostile),
    csp: strict(widget.hostile?.csp),
  }));
measuring(out)({ chromium: costs.meta.chromium, rounds: costs.meta.rounds, widgets });
