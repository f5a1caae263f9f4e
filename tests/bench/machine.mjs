// Where and when something was measured; it stands beside every figure.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

const machine = () => ({
  date: new Date().toISOString(),
  processor: cpus()[0].model,
  cores: cpus().length,
  memory_gb: Math.round(totalmem() / 1e9),
  load: Number(loadavg()[0].toFixed(1)),
  node: process.version,
});

export const median = values => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The version of workerd in use. */
export const versionOf = program => execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();

/** Remembers the machine as it is before measuring; the returned function writes the result. */
export const measuring = file => {
  const where = machine();
  return figures => writeFileSync(file, JSON.stringify({ machine: where, ...figures }, null, 1));
};
