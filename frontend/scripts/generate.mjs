/**
 * Writes src/api/generated from the committed OpenAPI document. Does nothing when the document has not changed,
 * so that lint, test and build may all ask for it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const documentPath = `${root}../openapi/openapi.json`;
if (!existsSync(documentPath)) throw new Error('No OpenAPI document: run `make openapi` first.');
const document = readFileSync(documentPath, 'utf8');
const stampPath = `${root}src/api/generated/.stamp`;
const stamp = createHash('sha256')
  .update(document)
  .update(readFileSync(`${root}openapi-ts.config.ts`))
  .digest('hex');

if (!existsSync(stampPath) || readFileSync(stampPath, 'utf8') !== stamp) {
  const output = `${root}node_modules/.generated-${process.pid}`;
  execFileSync(process.execPath, [`${root}node_modules/@hey-api/openapi-ts/bin/run.js`], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, BATON_GENERATED: output },
  });
  writeFileSync(`${output}/.stamp`, stamp);
  // The folder changes in one step: a running dev server never sees half of it.
  rmSync(`${root}src/api/generated`, { recursive: true, force: true });
  renameSync(output, `${root}src/api/generated`);
}
