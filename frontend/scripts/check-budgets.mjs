/** Fails the build when what a browser must load before the first screen outgrows budgets.json. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const root = new URL('..', import.meta.url);
const dist = process.env.BATON_DIST ?? 'dist';
const read = (name) => readFileSync(new URL(name, root));
const budgets = JSON.parse(read('budgets.json'));
const manifest = JSON.parse(read(`${dist}/.vite/manifest.json`));

const kilobytes = (file) => gzipSync(read(`${dist}/${file}`)).length / 1024;

/** The entry, what it imports statically, and the language and first screen that it fetches at once. */
function initialChunks() {
  const first = [
    'index.html',
    'src/i18n/en/index.ts',
    ...Object.keys(manifest).filter((key) =>
      /routes\/_shell(\.tsx|\/index\.tsx)\?tsr-split=component$/.test(key),
    ),
  ];
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key) || manifest[key] === undefined) return;
    seen.add(key);
    for (const imported of manifest[key].imports ?? []) visit(imported);
  };
  first.forEach(visit);
  return [...seen].map((key) => manifest[key]);
}

const chunks = initialChunks();
const scripts = chunks.map((chunk) => chunk.file).filter((file) => file.endsWith('.js'));
const styles = [...new Set(chunks.flatMap((chunk) => chunk.css ?? []))];
const total = (files) => files.reduce((sum, file) => sum + kilobytes(file), 0);
const largest = Object.values(manifest)
  .filter((chunk) => chunk.file.endsWith('.js'))
  .map((chunk) => ({ file: chunk.file, size: kilobytes(chunk.file) }))
  .sort((left, right) => right.size - left.size)[0];

const results = [
  ['initialJavaScript', total(scripts)],
  ['initialStyles', total(styles)],
  ['anyChunk', largest.size, largest.file],
];
let failed = false;
for (const [name, size, file] of results) {
  const over = size > budgets[name];
  failed ||= over;
  console.log(
    `${over ? 'OVER ' : 'ok   '}${name}: ${size.toFixed(1)} of ${budgets[name]} kB gzip${file ? ` (${file})` : ''}`,
  );
}
if (failed) process.exit(1);
