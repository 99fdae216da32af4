import { defineConfig } from '@hey-api/openapi-ts';

/** The committed API document, or the path that scripts/generate.mjs found. */
const input = process.env.BATON_OPENAPI ?? '../openapi/openapi.json';

export default defineConfig({
  input,
  output: { path: process.env.BATON_GENERATED ?? './src/api/generated', clean: true },
  logs: { level: 'warn' },
  plugins: [
    { name: '@hey-api/client-fetch', baseUrl: false, throwOnError: true },
    '@hey-api/typescript',
    { name: '@hey-api/sdk' },
    { name: '@tanstack/react-query', queryOptions: true, infiniteQueryOptions: true, mutationOptions: true },
  ],
});
