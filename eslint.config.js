import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['build/**', 'node_modules/**', 'data/**', '.cache/**', 'test-results/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Much is async by its contract alone; a promise that nobody waits for is what no-floating-promises finds.
      '@typescript-eslint/require-await': 'off',
      // Does not see that a branded number (Fen) is a number; TypeScript does.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      // Loaders throw Responses, which is how Remix answers early.
      '@typescript-eslint/only-throw-error': 'off',
      // Drizzle's transactions run on after they threw (see DECISIONS.md): store.write is the way.
      'no-restricted-properties': ['error', { property: 'transaction', message: 'Use store.write().' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // The browser's own store has transactions of another kind.
    files: ['app/ui/keptFiles.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Playwright calls its fixtures' callback `use`, which is no hook.
    files: ['app/**/*.tsx', 'app/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['scripts/*.mjs', '*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
      },
    },
  },
);
