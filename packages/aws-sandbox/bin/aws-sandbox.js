#!/usr/bin/env node
// Runs the TypeScript source of this checkout, with the transform that Backstage's backend runs with in development.
const path = require('node:path');

require('@backstage/cli/config/nodeTransform.cjs');

require('../src/cli/main.ts')
  .main(process.argv.slice(2), path.join(__dirname, '..', 'scenarios'))
  .catch(error => {
    process.stderr.write(`aws-sandbox: ${error.message}\n`);
    process.exitCode = 1;
  });
