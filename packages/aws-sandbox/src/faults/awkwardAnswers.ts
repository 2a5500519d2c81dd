import { Fault } from './fault';

type Members = Record<string, unknown>;

/** Names of the members that AWS's services page with. */
const TOKENS = ['NextToken', 'nextToken', 'nextForwardToken'];

/** Stands for the next page where there is none; leads to the first page again. */
const REPEATED = 'c2FtZS1wYWdlLWFnYWlu';

/** The input that the operation sees: without a token that only {@link bendAnswer} made up. */
export function bendQuestion(
  fault: Fault | undefined,
  input: unknown,
): unknown {
  if (fault?.kind !== 'repeat-token') return input;
  const members = { ...(input as Members) };
  for (const token of TOKENS) {
    if (members[token] === REPEATED) delete members[token];
  }
  return members;
}

/** The output after a fault that leaves it an answer, but an awkward one. */
export function bendAnswer(
  fault: Fault | undefined,
  input: unknown,
  output: unknown,
): unknown {
  switch (fault?.kind) {
    case 'empty':
      return {};
    case 'partial':
      return inPart(output as Members);
    case 'empty-lists':
      return withLists(output as Members, () => []);
    case 'disorder':
      return withLists(output as Members, list => [...list].reverse());
    case 'repeat-token':
      return withRepeatedToken(input as Members, output as Members);
    default:
      return output;
  }
}

interface Result {
  Values?: number[];
  Timestamps?: Date[];
}

/**
 * GetMetricData: every second result failed, the others have half of their values. Of the lists of
 * other operations half is missing.
 */
function inPart(output: Members): Members {
  const results = output.MetricDataResults as Result[] | undefined;
  if (results) {
    return {
      ...output,
      MetricDataResults: results.map((result, i) =>
        i % 2 === 1
          ? {
              ...result,
              Timestamps: [],
              Values: [],
              StatusCode: 'InternalError',
              Messages: [
                {
                  Code: 'InternalError',
                  Value: 'An internal error occurred. Try again.',
                },
              ],
            }
          : {
              ...result,
              Timestamps: firstHalf(result.Timestamps),
              Values: firstHalf(result.Values),
              StatusCode: 'PartialData',
            },
      ),
    };
  }
  return Object.fromEntries(
    Object.entries(output ?? {}).map(([member, value]) => [
      member,
      Array.isArray(value) ? firstHalf(value) : value,
    ]),
  );
}

/** The output with every list in it, at any depth, changed. */
function withLists<T>(
  value: T,
  change: (list: readonly unknown[]) => unknown[],
): T;
function withLists(
  value: unknown,
  change: (list: readonly unknown[]) => unknown[],
): unknown {
  if (Array.isArray(value)) {
    return change(value.map(item => withLists(item, change)));
  }
  if (value === null || typeof value !== 'object' || value instanceof Date) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      withLists(inner, change),
    ]),
  );
}

function firstHalf<T>(list: readonly T[] = []): T[] {
  return list.slice(0, Math.ceil(list.length / 2));
}

function withRepeatedToken(input: Members, output: Members): Members {
  const asked = TOKENS.find(token => input[token]);
  const given = TOKENS.find(token => output[token]);
  const member = asked ?? given ?? memberFor(output);
  return {
    ...output,
    [member]: asked ? input[asked] : (output[member] ?? REPEATED),
  };
}

/** CloudWatch writes its members with a capital, Logs does not. */
function memberFor(output: Members): string {
  const [first = ''] = Object.keys(output);
  return /^[A-Z]/.test(first) ? 'NextToken' : 'nextToken';
}
