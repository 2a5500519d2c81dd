/** What people call kinds of resources besides our words for them. */
const OTHER_NAMES: Record<string, string> = {
  airflow: 'mwaa',
  aurora: 'rds',
  bucket: 's3',
  buckets: 's3',
  container: 'ecs',
  dynamo: 'dynamodb',
  fargate: 'ecs',
  function: 'lambda',
  functions: 'lambda',
  kafka: 'msk',
  postgres: 'rds',
  queue: 'sqs',
  queues: 'sqs',
  sfn: 'states',
  statemachine: 'states',
  stepfunction: 'states',
  stepfunctions: 'states',
  stream: 'kinesis',
  topic: 'sns',
};

/** The known word that was probably meant, if any comes close. */
export function suggestionFor(
  word: string,
  known: readonly string[],
): string | undefined {
  const plain = plainOf(word);
  const byOtherName = OTHER_NAMES[plain];
  if (byOtherName && known.includes(byOtherName)) {
    return byOtherName;
  }
  const [best] = known
    .map(candidate => ({
      candidate,
      distance: editDistance(plain, plainOf(candidate)),
    }))
    .filter(({ distance }) => distance <= Math.max(1, plain.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}

/** ` Did you mean "x"?`, or the choices when they are few, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const suggestion = suggestionFor(word, known);
  if (suggestion) {
    return ` Did you mean "${suggestion}"?`;
  }
  return known.length > 0 && known.length <= 20
    ? ` Known: ${known.join(', ')}.`
    : '';
}

function plainOf(word: string): string {
  return word
    .slice(0, 64)
    .toLowerCase()
    .replace(/[\s_.-]/g, '');
}

/** Insertions, deletions, changes and swaps of neighbours that turn one word into the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length];
}
