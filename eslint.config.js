// Checks that find mistakes; layout is left to the writer.
import js from '@eslint/js';
import globals from 'globals';

/** What may never be done with text that comes from a page. */
const noMarkupFromText = [
  'error',
  { selector: "AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/]", message: 'Text of a page never becomes markup: use textContent.' },
  { selector: "CallExpression[callee.property.name=/^(insertAdjacentHTML|write|setHTMLUnsafe)$/]", message: 'Text of a page never becomes markup: use textContent.' },
];

export default [
  { ignores: ['dist/', 'target/', 'node_modules/', '**/*.d.ts'] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-unused-vars': ['error', { args: 'after-used', caughtErrors: 'none' }],
      'no-constant-condition': ['error', { checkLoops: false }],
    },
  },
  { files: ['extension/**/*.js', 'www/**/*.js'], rules: { 'no-restricted-syntax': noMarkupFromText } },
  {
    // Content scripts are classic scripts that share one scope.
    files: ['extension/content/**/*.js'],
    languageOptions: { sourceType: 'script', globals: { ...globals.browser, chrome: 'readonly', browser: 'readonly', sourcelightMessages: 'readonly', sourcelightCollect: 'readonly', sourcelightMember: 'readonly', sourcelightPaint: 'readonly', sourcelightCard: 'readonly', sourcelightHover: 'readonly', sourcelightJump: 'readonly' } },
    rules: { 'no-unused-vars': ['error', { vars: 'local', args: 'after-used', caughtErrors: 'none' }], 'no-redeclare': ['error', { builtinGlobals: false }] },
  },
  {
    files: ['extension/**/*.js'],
    ignores: ['extension/content/**'],
    languageOptions: { globals: { ...globals.browser, ...globals.serviceworker, chrome: 'readonly', browser: 'readonly' } },
  },
  { files: ['www/**/*.js'], languageOptions: { globals: { ...globals.browser, sourcelightCollect: 'readonly', sourcelightPaint: 'readonly', sourcelightHover: 'readonly', sourcelightJump: 'readonly' } } },
  { files: ['www/offline.js'], languageOptions: { globals: globals.serviceworker } },
  { files: ['tests/**/*.mjs', '.ci/**/*.mjs', 'src/**/*.mjs', 'npm/*.js', 'eslint.config.js'], languageOptions: { globals: { ...globals.node, ...globals.browser, chrome: 'readonly' } } },
];
