import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOperationsDocument } from './parse';
test('dump', () => {
  for (const n of ['aurora-restore','glue-etl','music-streaming','sensor-data','demand-pipeline']) {
    const d = parseOperationsDocument(readFileSync(join(__dirname,'../../../examples',n,'docs/operations.md'),'utf8'));
    writeFileSync(`/tmp/gen/${n}.json`, JSON.stringify(d,null,1));
  }
});
