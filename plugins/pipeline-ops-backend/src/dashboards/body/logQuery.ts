/** A Logs Insights query as a log widget holds it: its log groups stand in front of it. */
export interface SourcedQuery {
  query: string;
  logGroups: string[];
  /** Why the log groups could not be told. */
  problem?: string;
}

/** Most log groups of one query. Source: StartQuery in the CloudWatch Logs API reference. */
const MAX_LOG_GROUPS = 50;

const SOURCE = /^\s*SOURCE\b\s*/i;
const QUOTED =
  /^(?:'([^'\n]{1,2048})'|"([^"\n]{1,2048})"|`([^`\n]{1,2048})`)\s*/;
const ARN =
  /^arn:[a-z0-9-]{1,20}:logs:[a-z0-9-]{0,32}:\d{0,12}:log-group:([^:]{1,512})(?::\*)?$/;

/** Takes `SOURCE 'a' | SOURCE 'b' |` off the text. Of a log group's ARN the name is kept. */
export function readSources(text: string): SourcedQuery {
  const logGroups: string[] = [];
  let rest = text;
  for (;;) {
    const source = SOURCE.exec(rest);
    if (!source) {
      break;
    }
    rest = rest.slice(source[0].length);
    const found = namesAt(rest);
    if (found.names.length === 0) {
      return {
        query: text.trim(),
        logGroups: [],
        problem:
          "only log groups that SOURCE names in quotes are supported, such as SOURCE '/aws/lambda/orders' | …",
      };
    }
    logGroups.push(...found.names);
    rest = found.rest;
    if (rest.startsWith('|')) {
      rest = rest.slice(1);
    } else if (rest.trim() !== '') {
      return {
        query: text.trim(),
        logGroups: [],
        problem: 'a | is missing after SOURCE',
      };
    }
  }
  const unique = [...new Set(logGroups)];
  if (unique.length === 0) {
    return {
      query: rest.trim(),
      logGroups: [],
      problem: 'it names no log group',
    };
  }
  return unique.length > MAX_LOG_GROUPS
    ? {
        query: rest.trim(),
        logGroups: unique.slice(0, MAX_LOG_GROUPS),
        problem: `it names more than ${MAX_LOG_GROUPS} log groups`,
      }
    : { query: rest.trim(), logGroups: unique };
}

/** Names in quotes with commas between them. */
function namesAt(text: string): { names: string[]; rest: string } {
  const names: string[] = [];
  let rest = text;
  for (;;) {
    const quoted = QUOTED.exec(rest);
    if (!quoted) {
      return { names: [], rest: text };
    }
    const name = quoted[1] ?? quoted[2] ?? quoted[3];
    names.push(ARN.exec(name)?.[1] ?? name);
    rest = rest.slice(quoted[0].length);
    if (!rest.startsWith(',')) {
      return { names, rest };
    }
    rest = rest.slice(1).trimStart();
  }
}
