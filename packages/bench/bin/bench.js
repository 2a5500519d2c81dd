#!/usr/bin/env node
// Runs the TypeScript source of this checkout, with the transform that Backstage's backend runs with in development.
require('@backstage/cli/config/nodeTransform.cjs');

require('../src/main.ts')
  .main(process.argv.slice(2))
  .then(
    code => process.exit(code),
    error => {
      process.stderr.write(`bench: ${error.stack ?? error}\n`);
      process.exit(2);
    },
  );
