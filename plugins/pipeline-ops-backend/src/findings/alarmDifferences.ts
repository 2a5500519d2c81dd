import type { DocumentedAlarm } from '@pipeline-ops/operations-document';
import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import { durationInWords } from '../alarms/condition';

/** One property that document and AWS say differently, in words. */
export interface Difference {
  what: string;
  expected: string;
  found: string;
}

/** Tables and YAML of other tools do not tell how CloudWatch is to watch something. */
const SAYS_KIND = new Set<DocumentedAlarm['origin']>([
  'cli',
  'terraform',
  'cloudformation',
]);

/** Numbers that went through text may differ in their last digits. */
const EQUAL_WITHIN = 1e-9;

/** What of an alarm is deployed otherwise than documented; what the document does not say is not compared. */
export function alarmDifferences(
  documented: DocumentedAlarm,
  alarm: Alarm,
): Difference[] {
  if (documented.kind !== alarm.type) {
    return !SAYS_KIND.has(documented.origin)
      ? []
      : [
          {
            what: 'kind',
            expected: `${documented.kind} alarm`,
            found: `${alarm.type} alarm`,
          },
        ];
  }
  if (alarm.type === 'composite') {
    return [];
  }
  const { metric } = alarm;
  const differences = [
    differs('metric', nameOf(documented.metric), metric?.metricName),
    differs(
      'statistic',
      documented.statistic,
      metric?.stat,
      (a, b) => a.toLowerCase() === b.toLowerCase(),
    ),
    differs(
      'threshold',
      limitOf(documented.comparison, documented.threshold),
      // Without a comparison in the document, only the numbers can be held against each other.
      limitOf(documented.comparison && alarm.comparison, alarm.threshold),
      sameLimit,
    ),
    differs('period', inWords(documented.period), inWords(metric?.period)),
    differs(
      'evaluation periods',
      text(documented.evaluationPeriods),
      text(alarm.evaluationPeriods),
    ),
    differs(
      'data points to alarm',
      text(documented.datapointsToAlarm),
      text(alarm.datapointsToAlarm ?? alarm.evaluationPeriods),
    ),
    differs(
      'missing data',
      documented.treatMissingData,
      alarm.missingData,
      (a, b) => a.toLowerCase() === b.toLowerCase(),
    ),
  ];
  return differences.flatMap(one => one ?? []);
}

function differs(
  what: string,
  expected: string | undefined,
  found: string | undefined,
  same: (a: string, b: string) => boolean = (a, b) => a === b,
): Difference | undefined {
  return expected === undefined || found === undefined || same(expected, found)
    ? undefined
    : { what, expected, found };
}

/** A name with a placeholder in it says nothing certain. */
function nameOf(name: string | undefined): string | undefined {
  return name && !/[{}<>$]/.test(name) ? name : undefined;
}

/** Undefined where there is no threshold: a band has none. */
function limitOf(
  comparison: string | undefined,
  threshold: number | undefined,
): string | undefined {
  return threshold === undefined
    ? undefined
    : [comparison, threshold].filter(part => part !== undefined).join(' ');
}

function sameLimit(a: string, b: string): boolean {
  const [one, other] = [a, b].map(limit => {
    const parts = limit.split(' ');
    return { value: Number(parts.pop()), comparison: parts.join(' ') };
  });
  return (
    one.comparison === other.comparison &&
    Math.abs(one.value - other.value) <=
      EQUAL_WITHIN * Math.max(Math.abs(one.value), Math.abs(other.value))
  );
}

function inWords(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : durationInWords(seconds);
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
