import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import base from './playwright.config';

/** A whole Baton of the test's own: servers, worker and scheduler, an empty database in a temporary directory. */
const port = process.env.BATON_STORY_PORT ?? '4180';
const data = process.env.BATON_STORY_DATA ?? mkdtempSync(join(tmpdir(), 'baton-story-'));
const python = process.env.BATON_PYTHON ?? '.venv/bin/python';

export default defineConfig({
  ...base,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  projects: [{ name: 'story', testMatch: 'story/*.spec.ts' }],
  use: { ...base.use, baseURL: `http://127.0.0.1:${port}` },
  webServer: {
    command: `${python} -m app.cli up --no-demo --port ${port} --data-dir "${data}"`,
    cwd: '..',
    url: `http://127.0.0.1:${port}/ready`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    reuseExistingServer: false,
  },
});
