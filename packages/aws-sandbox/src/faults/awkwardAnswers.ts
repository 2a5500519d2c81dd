import { Fault } from './fault';

type Members = Record<string, unknown>;

/** Names of the members that AWS's services page with. */
const TOKENS = ['NextToken', 'nextToken', 'nextForwardToken'];

/** Stands for the next page where there is none; leads to the first page again. */
const REPEATED = 'c2FtZS1wYWdlLWFnYWlu';

/** Leads from an empty page to the real one. */
const AFTER_EMPTY = 'YWZ0ZXItYW4tZW1wdHktcGFnZQ==';

/** The input that the operation sees: without a token that only {@link bendAnswer} made up. */
export function bendQuestion(
  fault: Fault | undefined,
  input: unknown,
): unknown {
  if (fault?.kind !== 'repeat-token' && fault?.kind !== 'empty-page') {
    return input;
  }
  const members = { ...(input as Members) };
  for (const token of TOKENS) {
    if (members[token] === REPEATED || members[token] === AFTER_EMPTY) {
      delete members[token];
    }
  }
  return members;
}

interface Result {
  Values?: number[];
  Timestamps?: Date[];
}

/** What becomes of each result of GetMetricData. */
const RESULTS = {
  forbidden: (result: Result) => ({
    ...result,
    Timestamps: [],
    Values: [],
    StatusCode: 'Forbidden',
    Messages: [
      {
        Code: 'Forbidden',
        Value: 'You are not authorized to see this metric.',
      },
    ],
  }),
  'odd-numbers': (result: Result) => ({
    ...result,
    Values: result.Values?.map(
      (value, index) => [NaN, Infinity, -Infinity][index] ?? value,
    ),
  }),
  duplicates: ({ Timestamps = [], Values = [], ...result }: Result) => ({
    ...result,
    Timestamps: [...Timestamps].reverse().concat(Timestamps),
    Values: [...Values].reverse().concat(Values),
  }),
} as const;

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
    case 'empty-page':
      return withEmptyPage(input as Members, output as Members);
    case 'forbidden':
    case 'odd-numbers':
    case 'duplicates':
      return withResults(output as Members, RESULTS[fault.kind]);
    case 'max-metrics':
      return withMessage(output as Members);
    default:
      return output;
  }
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

function withResults(
  output: Members,
  change: (result: Result) => object,
): Members {
  const results = output.MetricDataResults as Result[] | undefined;
  return results
    ? { ...output, MetricDataResults: results.map(change) }
    : output;
}

/** GetMetricData: everything is there, but CloudWatch says that it is not all there is. */
function withMessage(output: Members): Members {
  return output.MetricDataResults
    ? {
        ...output,
        Messages: [
          {
            Code: 'MaxMetricsExceeded',
            Value:
              'Maximum number of allowed metrics exceeded. Only some of the metrics are returned.',
          },
        ],
      }
    : output;
}

/** Lists that come whole: the rows of a log query, and tags. */
const UNPAGED = new Set(['results', 'Tags', 'tags']);

/** Operations that page begin with a page of nothing. */
function withEmptyPage(input: Members, output: Members): Members {
  const lists = Object.keys(output ?? {}).filter(member =>
    Array.isArray(output[member]),
  );
  const pages = lists.some(member => !UNPAGED.has(member));
  if (!pages || TOKENS.some(token => input[token])) return output;
  return {
    ...withLists(output, () => []),
    [memberFor(output)]: AFTER_EMPTY,
  };
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
