import type { DocumentedAlarm } from '../model';
import { comparisonOf, numberOf } from './comparison';
import { optionsOf, splitShell } from './shell';
import type { FoundAlarm } from './found';

/** Alarms that `aws cloudwatch put-metric-alarm` and `put-composite-alarm` create. */
export function alarmsOfCommands(text: string): FoundAlarm[] {
  if (!/put-(?:metric|composite)-alarm/.test(text)) return [];
  return splitShell(text).flatMap(command => {
    const at = command.words.findIndex(word =>
      /^put-(?:metric|composite)-alarm$/.test(word),
    );
    if (at < 0) return [];
    const options = optionsOf(command.words.slice(at + 1));
    const first = (name: string): string | undefined =>
      options.get(name)?.join(' ') || undefined;
    const name = first('alarm-name');
    if (!name) return [];
    const alarm: FoundAlarm['alarm'] = {
      name,
      kind:
        command.words[at] === 'put-composite-alarm' ? 'composite' : 'metric',
      description: first('alarm-description'),
      namespace: first('namespace'),
      metric: first('metric-name'),
      dimensions: dimensionsOf(options.get('dimensions')),
      statistic: first('statistic') ?? first('extended-statistic'),
      period: numberOf(first('period')),
      evaluationPeriods: numberOf(first('evaluation-periods')),
      datapointsToAlarm: numberOf(first('datapoints-to-alarm')),
      comparison: comparisonOf(first('comparison-operator')),
      threshold: numberOf(first('threshold')),
      treatMissingData: first('treat-missing-data'),
      rule: first('alarm-rule'),
      actions: options.get('alarm-actions'),
      origin: 'cli',
    };
    return [{ alarm, offset: command.offset, lineCount: command.lineCount }];
  });
}

/** `Name=FunctionName,Value=x Name=…` and the JSON form. */
function dimensionsOf(
  values: string[] | undefined,
): DocumentedAlarm['dimensions'] {
  if (!values || values.length === 0) return undefined;
  const dimensions: Record<string, string> = {};
  for (const value of values) {
    const pair = /Name=([^,]{1,255}),\s*Value=(.{0,1024})$/.exec(value);
    if (pair) dimensions[pair[1]] = pair[2];
  }
  const json =
    /"Name"\s*:\s*"([^"]{1,255})"\s*,\s*"Value"\s*:\s*"([^"]{0,1024})"/g;
  for (const [, name, value] of values.join(' ').matchAll(json))
    dimensions[name] = value;
  return Object.keys(dimensions).length > 0 ? dimensions : undefined;
}
