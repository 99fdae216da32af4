import { defineConfig } from '@playwright/test';
import chromium from '@sparticuz/chromium';

/** The packaged Chromium needs no system browser. One process for everything would make it unstable. */
const unwanted = new Set(['--single-process', '--no-zygote', '--in-process-gpu', '--ignore-gpu-blocklist']);
/** Drawing by an emulated graphics card takes both cores of a small machine for one moving dot. */
const emulation = ['--headless', '--use-gl', '--use-angle', '--enable-unsafe-swiftshader'];
const flags = chromium.args.filter(
  (flag) => !unwanted.has(flag) && !emulation.some((prefix) => flag.startsWith(prefix)),
);

/** A running Baton (`BATON_URL`), or else the built screens with an API that the test itself answers for. */
const liveUrl = process.env.BATON_URL;
/** Several people on one machine: each with a build and port of her own (`BATON_DIST`, `BATON_PREVIEW_PORT`). */
const port = process.env.BATON_PREVIEW_PORT ?? '4173';
const dist = process.env.BATON_DIST ?? 'dist';
const previewUrl = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: './e2e',
  outputDir: `./test-results/${process.env.BATON_PREVIEW_PORT ?? 'run'}`,
  workers: 1,
  // Long enough for the first page of a cold browser on a machine that has other work, too.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  reporter: [['list']],
  use: {
    baseURL: liveUrl ?? previewUrl,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Asia/Tashkent',
    // Recording takes a third of the time; a failure says on which page and element without it.
    trace: process.env.CI === undefined ? 'retain-on-failure' : 'off',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: await chromium.executablePath(),
      args: [...flags, '--no-sandbox', '--disable-gpu'],
    },
  },
  projects: [
    // Looks: screenshots into shots/, and axe on every screen. Needs no server.
    { name: 'shots', testMatch: 'shots/*.spec.ts', grep: /@shot/ },
    // The same screens in one variant each, only for axe: quick enough for every change.
    { name: 'looks', testMatch: 'shots/*.spec.ts', grep: /@look/, use: { trace: 'off' } },
    // Behaviour of single screens against the mock.
    { name: 'screens', testMatch: 'screens/*.spec.ts' },
  ],
  webServer:
    liveUrl === undefined
      ? {
          command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort --outDir ${dist}`,
          url: previewUrl,
          reuseExistingServer: true,
        }
      : undefined,
});
