import { optionsOf, splitShell } from '../alarms/shell';
import type { LogFilter } from '../model';
import { allCode, type ReadingContext } from './document';

const COMMAND = /^put-(metric|subscription)-filter$/;

/** Filters that `aws logs put-metric-filter` and `put-subscription-filter` create. */
export function readLogFilters(context: ReadingContext): LogFilter[] {
  const filters: LogFilter[] = [];
  for (const { code, path } of allCode(context.root)) {
    if (!/put-(?:metric|subscription)-filter/.test(code.text)) continue;
    for (const { words, offset, lineCount } of splitShell(code.text)) {
      const at = words.findIndex(word => COMMAND.test(word));
      if (at < 0) continue;
      const options = optionsOf(words.slice(at + 1));
      const value = (name: string): string | undefined =>
        options.get(name)?.join(' ');
      const name = value('filter-name');
      const logGroup = value('log-group-name');
      const startLine = Math.min(code.textLine + offset, code.lines.endLine);
      if (!name || !logGroup) {
        context.nearMisses.push({
          lines: { startLine, endLine: startLine },
          kind: 'log filter',
          reason:
            'The command creates a filter but names it or its log group nowhere; add --filter-name and --log-group-name',
        });
        continue;
      }
      const transformation = value('metric-transformations') ?? '';
      filters.push({
        id: context.ids.take('log-filter', path, `${logGroup} ${name}`),
        headingPath: path,
        lines: {
          startLine,
          endLine: Math.min(startLine + lineCount - 1, code.lines.endLine),
        },
        name,
        logGroup,
        kind: words[at] === 'put-metric-filter' ? 'metric' : 'subscription',
        pattern: value('filter-pattern') ?? '',
        metric: part(transformation, 'metricName'),
        namespace: part(transformation, 'metricNamespace'),
      });
    }
  }
  return filters;
}

/** `metricName=BadReadings,…` and the JSON form. */
function part(text: string, name: string): string | undefined {
  return new RegExp(`"?${name}"?\\s*[=:]\\s*"?([^",}\\s]{1,255})`).exec(
    text,
  )?.[1];
}
