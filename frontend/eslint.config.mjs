import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { importDirection } from './tooling/import-direction.mjs';
import { noLiteralText, noStyleLiterals } from './tooling/no-literals.mjs';

const baton = {
  rules: {
    'import-direction': importDirection,
    'no-literal-text': noLiteralText,
    'no-style-literals': noStyleLiterals,
  },
};

export default tseslint.config(
  {
    ignores: [
      'dist*', 'shots',
      'src/api/generated',
      'src/routeTree.gen.ts',
      'test-results',
      'playwright-report',
      'public',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { baton, 'react-hooks': reactHooks },
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'baton/import-direction': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      // The virtual list is not memoised by a compiler here.
      'react-hooks/incompatible-library': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // TanStack Router's redirect() and notFound() are thrown by design.
      '@typescript-eslint/only-throw-error': 'off',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: '@tanstack/react-table', importNames: ['useLegacyTable'], message: 'Use the v9 API.' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.object.name='Intl'][callee.property.name='DateTimeFormat']",
          message: 'Chromium lacks uz, ka, mn: use useFormat().',
        },
        {
          selector: 'CallExpression[callee.property.name=/^toLocale(String|DateString|TimeString)$/]',
          message: 'Chromium lacks uz, ka, mn: use useFormat().',
        },
      ],
    },
  },
  {
    files: ['src/{ui,entities,features,routes,app}/**/*.tsx'],
    ignores: ['**/*.test.tsx'],
    rules: { 'baton/no-literal-text': 'error', 'baton/no-style-literals': 'error' },
  },
  {
    files: ['**/*.{mjs,js}'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
  },
);
