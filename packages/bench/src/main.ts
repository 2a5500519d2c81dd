import { parseArgs } from 'node:util';
import { machineFacts, reported, table, type Figure } from './report';
import { ROWS } from './rows';
import { Stage } from './stage/Stage';

export const USAGE = `Usage: yarn bench [--json] [--quick] [--only NAME]...
  --json   an array of { name, value, unit, target, reached } on stdout, everything else on stderr
  --quick  fewer repetitions
  --only   one measurement: ${ROWS.map(({ name }) => name).join(', ')}; may be given several times`;

/**
 * Measures and prints.
 *
 * @returns the exit code: 0 when everything was measured, whether a target was reached or not
 */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  say(machineFacts());
  const figures: Figure[] = [];
  const stage = await Stage.start();
  try {
    for (const row of options.rows) {
      const started = performance.now();
      say(`${row.name}: ${row.title} …`);
      figures.push(
        ...(await row.measure({ stage, quick: options.quick, say })),
      );
      say(`  ${((performance.now() - started) / 1_000).toFixed(0)} s`);
    }
  } finally {
    await stage.close();
  }
  process.stdout.write(
    options.json
      ? `${JSON.stringify(figures.map(reported), null, 2)}\n`
      : `${table(figures)}\n`,
  );
  return 0;
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  const unknown = values.only.find(name =>
    ROWS.every(row => row.name !== name),
  );
  if (unknown) {
    throw new Error(`There is no measurement ${unknown}.\n${USAGE}`);
  }
  return {
    json: values.json,
    quick: values.quick,
    rows: ROWS.filter(
      ({ name }) => values.only.length === 0 || values.only.includes(name),
    ),
  };
}
