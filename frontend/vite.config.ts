import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { mantineStyles } from './tooling/mantineStyles';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Where the API of a developer's machine listens; `make run` prints it. */
const apiOrigin = process.env.BATON_API_ORIGIN ?? 'http://127.0.0.1:8000';

/** The same as the API sends. */
const contentSecurityPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

export default defineConfig({
  plugins: [tanstackRouter({ target: 'react', autoCodeSplitting: true }), react(), mantineStyles(root)],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    // Fonts and pictures stay files: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 400,
  },
  // Tests see the screens under the policy with which the API serves them.
  preview: { headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  server: {
    port: 5173,
    proxy: { '/api': { target: apiOrigin, ws: true } },
  },
});
