#!/usr/bin/env node

const fs = require('fs');
const path = require('path');

// A checkout runs from source; the published package brings dist only.
const inCheckout = fs.existsSync(path.resolve(__dirname, '../src/index.ts'));
if (inCheckout) require('@backstage/cli/config/nodeTransform.cjs');

const { runCommand } = require(inCheckout ? '../src' : '..');

process.exitCode = runCommand(process.argv.slice(2), {
  read: file => fs.readFileSync(file, 'utf8'),
  print: text => process.stdout.write(`${text}\n`),
  complain: text => process.stderr.write(`${text}\n`),
});
