/**
 * Writes src/api/generated from the committed OpenAPI document. Does nothing when the document has not changed,
 * so that lint, test and build may all ask for it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { completed } from './provisional.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const document = completed(`${root}../openapi/openapi.json`, `${root}openapi-provisional.json`);
const stampPath = `${root}src/api/generated/.stamp`;
const stamp = createHash('sha256')
  .update(document)
  .update(readFileSync(`${root}openapi-ts.config.ts`))
  .digest('hex');

if (!existsSync(stampPath) || readFileSync(stampPath, 'utf8') !== stamp) {
  const input = `${root}node_modules/.openapi-${process.pid}.json`;
  const output = `${root}node_modules/.generated-${process.pid}`;
  writeFileSync(input, document);
  execFileSync(process.execPath, [`${root}node_modules/@hey-api/openapi-ts/bin/run.js`], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, BATON_OPENAPI: input, BATON_GENERATED: output },
  });
  writeFileSync(`${output}/.stamp`, stamp);
  // The folder changes in one step: a running dev server never sees half of it.
  rmSync(`${root}src/api/generated`, { recursive: true, force: true });
  renameSync(output, `${root}src/api/generated`);
  rmSync(input);
}
