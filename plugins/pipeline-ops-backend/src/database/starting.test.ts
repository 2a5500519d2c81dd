import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import fs from 'node:fs';
import path from 'node:path';
import {
  ENDED_WELL,
  sharedDatabase,
  startProcess,
} from './__fixtures__/processes';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const directory = resolvePackagePath(
  '@pipeline-ops/plugin-pipeline-ops-backend',
  'migrations',
);
/** New databases in a row: the moments in which two can meet are short. */
const TIMES = 3;

describe.each(databases.eachSupportedId())('an empty database on %s', id => {
  // A SQLite file belongs to one backend.
  const processes = id === 'SQLITE_3' ? 1 : 4;

  it(`lets ${processes} of ${processes} backends start that start at once, ${TIMES} times`, async () => {
    for (let time = 0; time < TIMES; time++) {
      const { knex, connection, close } = await sharedDatabase(databases, id);
      const backends = Array.from({ length: processes }, () =>
        startProcess(path.join(__dirname, '__fixtures__', 'starter.ts'), {
          connection,
        }),
      );
      await Promise.all(backends.map(({ ready }) => ready));
      for (const { child } of backends) child.send('begin');
      for (const { ended, acknowledged } of backends) {
        expect(await ended).toEqual(ENDED_WELL);
        expect(acknowledged).toHaveLength(7);
      }
      const migrated = await knex('knex_migrations').orderBy('id');
      expect(migrated.map(({ name }) => name)).toEqual(
        fs
          .readdirSync(directory)
          .filter(name => name.endsWith('.js'))
          .sort(),
      );
      await close();
    }
  });
});
