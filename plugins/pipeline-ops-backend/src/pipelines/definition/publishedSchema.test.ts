import { readFileSync, writeFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { builtInServicePacks, ServicePacks } from '../packs/ServicePacks';
import { publishedSchema } from './publishedSchema';

const file = resolvePackagePath(
  '@pipeline-ops/plugin-pipeline-ops-backend',
  'pipeline-ops.schema.json',
);

describe('the published JSON Schema', () => {
  it('is what the backend checks; UPDATE_SCHEMA=1 writes it anew', () => {
    const { kinds } = ServicePacks.create(builtInServicePacks);
    const schema = publishedSchema(kinds);
    if (process.env.UPDATE_SCHEMA) {
      writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(schema)),
    );
  });
});
