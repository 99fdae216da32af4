import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import base from './playwright.config';

/** A whole Baton of the test's own: servers, worker and scheduler, an empty database in a temporary directory. */
const port = process.env.BATON_STORY_PORT ?? '4180';
const data = process.env.BATON_STORY_DATA ?? mkdtempSync(join(tmpdir(), 'baton-story-'));
/** Days, months and their plans go by the office's clock. There it is about noon, whenever the story is told: no day ends in its middle. */
const zone = process.env.BATON_STORY_ZONE ?? zoneAtNoon(new Date());
const python = process.env.BATON_PYTHON ?? '.venv/bin/python';

export default defineConfig({
  ...base,
  timeout: 360_000,
  projects: [{ name: 'story', testMatch: 'story/*.spec.ts' }],
  use: { ...base.use, timezoneId: zone, baseURL: `http://127.0.0.1:${port}` },
  webServer: {
    command: `${python} -m app.cli up --no-demo --port ${port} --data-dir "${data}"`,
    cwd: '..',
    url: `http://127.0.0.1:${port}/ready`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    reuseExistingServer: false,
  },
});

/** A zone where the hour is twelve now. East of Greenwich bears a minus in these names. */
function zoneAtNoon(moment: Date): string {
  const ahead = 12 - moment.getUTCHours();
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${String(Math.abs(ahead))}`;
}
