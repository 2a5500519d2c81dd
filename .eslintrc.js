module.exports = {
  root: true,
  ignorePatterns: ['.toolchain', '.data', 'dist', 'dist-types', 'coverage'],
  overrides: [
    {
      files: ['scripts/**/*.{js,mjs}', 'e2e/**/*.{ts,mts,mjs}'],
      env: { node: true, es2022: true },
      parser: '@typescript-eslint/parser',
      parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
      extends: ['eslint:recommended', 'prettier'],
      rules: { 'no-undef': 'off', 'no-unused-vars': 'off' },
    },
  ],
};
