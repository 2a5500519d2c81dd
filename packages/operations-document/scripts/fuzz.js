#!/usr/bin/env node

require('@backstage/cli/config/nodeTransform.cjs');

const { fuzz } = require('../src/__testUtils__/fuzz/command');

process.exitCode = fuzz(process.argv.slice(2), line =>
  process.stdout.write(`${line}\n`),
);
