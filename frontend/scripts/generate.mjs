/**
 * Writes src/api/generated from the committed OpenAPI document. Does nothing when the document has not changed,
 * so that lint, test and build may all ask for it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const candidates = [`${root}../openapi/openapi.json`, `${root}openapi-provisional.json`];
const document = candidates.find(existsSync);
if (document === undefined) {
  console.error('No OpenAPI document found: run `make openapi` first.');
  process.exit(1);
}

const stampPath = `${root}src/api/generated/.stamp`;
const stamp = createHash('sha256')
  .update(readFileSync(document))
  .update(readFileSync(`${root}openapi-ts.config.ts`))
  .digest('hex');

if (!existsSync(stampPath) || readFileSync(stampPath, 'utf8') !== stamp) {
  execFileSync(process.execPath, [`${root}node_modules/@hey-api/openapi-ts/bin/run.js`], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, BATON_OPENAPI: document },
  });
  writeFileSync(stampPath, stamp);
}
