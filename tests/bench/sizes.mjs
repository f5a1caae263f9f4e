// What is sent to a browser and what is deployed, in bytes: as built, gzip 9, brotli 11.
//
// node tests/bench/sizes.mjs OUT

import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from '../stories/harness/places.mjs';
import { measuring } from './machine.mjs';

const size = path => {
  const bytes = readFileSync(build + path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { path, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, { params }).length };
};

const [engine] = JSON.parse(readFileSync(`${build}www/widget.json`, 'utf8'));
const files = ['www/widget.js', `www/w/${engine}.js`, `www/w/${engine}.wasm`, 'www/pages/pages.css', 'worker/index.js', 'worker/index_bg.wasm'];
measuring(process.argv[2])({ files: files.map(size) });
