import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { z } from 'zod';
import { documents } from './documents';
import { holdPromises } from './promises';

const USAGE = `Usage: fuzz [--count N] [--seed N]
  --count  documents to generate and read, 10000 unless told
  --seed   what they are generated from; another one for each run unless told`;

const optionsSchema = z.object({
  count: z.coerce.number().int().min(1).default(10_000),
  seed: z.coerce.number().int().optional(),
});

/**
 * Generates documents and reads each of them; prints figures, or the smallest document that breaks a promise.
 * @returns the exit code: 0 nothing found, 1 a promise broken, 2 wrong usage
 */
export function fuzz(
  args: readonly string[],
  print: (line: string) => void,
): number {
  const options = readOptions(args);
  if (!options) {
    print(USAGE);
    return 2;
  }
  const { count, seed = Date.now() % 2 ** 31 } = options;
  const times: number[] = [];
  let characters = 0;
  const result = fc.check(
    fc.property(documents, text => {
      times.push(holdPromises(text));
      characters += text.length;
    }),
    { numRuns: count, seed, unbiased: true },
  );
  if (result.failed) {
    print(fc.defaultReportMessage(result) ?? 'failed');
    return 1;
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))];
  print(
    `${count} documents of ${Math.round(characters / count)} characters on average, seed ${seed}: none broke a promise; half took less than ${at(0.5).toFixed(2)} ms, 99 of 100 less than ${at(0.99).toFixed(1)} ms, the slowest ${at(1).toFixed(0)} ms`,
  );
  return 0;
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { count: { type: 'string' }, seed: { type: 'string' } },
    });
    return optionsSchema.safeParse(values).data;
  } catch {
    return undefined;
  }
}
