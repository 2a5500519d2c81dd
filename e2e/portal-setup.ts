import fs from 'node:fs';
import path from 'node:path';
import { portal } from './portal';

/** Starts the sandbox, the examples host and the portal before the first test, and stops them after the last. */
export default async function setUp() {
  if (!fs.existsSync(path.join(portal.root, 'packages/app/dist/index.html'))) {
    throw new Error(
      'packages/app/dist is missing: build the frontend first with ./yarnw workspace app build',
    );
  }
  await portal.start();
  return () => portal.stop();
}
