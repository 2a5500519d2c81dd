const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Label in a REPORT line, field, and how its number becomes the field's. */
const REPORT: [RegExp, string, (amount: string) => string][] = [
  [/\bDuration: ([\d.]+) ms/, '@duration', amount => amount],
  [/\bBilled Duration: ([\d.]+) ms/, '@billedDuration', amount => amount],
  [/\bInit Duration: ([\d.]+) ms/, '@initDuration', amount => amount],
  [/\bMemory Size: (\d+) MB/, '@memorySize', bytes],
  [/\bMax Memory Used: (\d+) MB/, '@maxMemoryUsed', bytes],
  [/\bXRAY TraceId: (\S+)/, '@xrayTraceId', text => text],
  [/\bSegmentId: (\S+)/, '@xraySegmentId', text => text],
];

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * The fields that CloudWatch Logs Insights discovers in the lines of Lambda's log groups: `@type` (START, END, REPORT),
 * `@requestId`, and of REPORT lines `@duration`, `@billedDuration` (ms), `@memorySize`, `@maxMemoryUsed` (bytes).
 */
export function discoverLambdaFields(
  logGroup: string,
  message: string,
): ReadonlyMap<string, string> {
  if (!logGroup.startsWith('/aws/lambda/')) return NONE;
  const fields = new Map<string, string>();
  const type = /^(START|END|REPORT) RequestId: (\S+)/.exec(message);
  if (!type) {
    const requestId = UUID.exec(message.slice(0, 200));
    if (requestId) fields.set('@requestId', requestId[0]);
    return fields;
  }
  fields.set('@type', type[1]);
  fields.set('@requestId', type[2]);
  if (type[1] !== 'REPORT') return fields;
  // "Billed Duration" and "Init Duration" would be taken for "Duration": it comes first in the line.
  for (const [label, field, convert] of REPORT) {
    const match = label.exec(message);
    if (match) fields.set(field, convert(match[1]));
  }
  return fields;
}

/** Megabytes as bytes, written as the service writes them: 128 is 1.28E8. */
function bytes(megabytes: string): string {
  const [mantissa, exponent] = (Number(megabytes) * 1e6)
    .toExponential()
    .split('e+');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent}`;
}
