import type {
  WidgetAnnotation,
  WidgetAxis,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { colorOf } from './color';
import {
  type JsonObject,
  listOf,
  memberOf,
  numberOf,
  objectOf,
  oneOf,
  textOf,
} from './json';
import type { AlarmReference } from './model';

/** More lines than this hide the graph. */
const MAX_LINES = 100;

/** Most alarms of one widget. Source: "Dashboard Body Structure and Syntax" in the CloudWatch API reference. */
const MAX_ALARMS = 100;

const ALARM_ARN =
  /^arn:[a-z0-9-]{1,20}:cloudwatch:([a-z0-9-]{1,32}):(\d{12}):alarm:(.{1,255})$/;

type Direction = 'horizontal' | 'vertical';

const FILLS = {
  horizontal: ['above', 'below', 'none'],
  vertical: ['before', 'after', 'none'],
} as const;

/** Lines and bands of a graph; a band is a list of two lines. Those that are switched off are left out. */
export function readAnnotations(
  value: unknown,
  direction: Direction,
  problems: string[],
): WidgetAnnotation[] {
  const lines = listOf(value);
  if (lines.length > MAX_LINES) {
    problems.push(`Only the first ${MAX_LINES} annotations are drawn.`);
  }
  return lines.slice(0, MAX_LINES).flatMap((line, index) => {
    const [first, second] = Array.isArray(line) ? line : [line];
    const edge = objectOf(first);
    if (memberOf(edge, 'visible') === false) {
      return [];
    }
    const from = placeOf(edge, direction);
    const until =
      second === undefined ? undefined : placeOf(objectOf(second), direction);
    if (
      !edge ||
      from === undefined ||
      (second !== undefined && until === undefined)
    ) {
      problems.push(
        `The ${direction} annotation ${index + 1} is not drawn: ${
          direction === 'horizontal'
            ? 'its value is no number'
            : 'its value is no moment such as 2026-11-21T02:30:00Z'
        }.`,
      );
      return [];
    }
    const upper = objectOf(second);
    const label =
      textOf(memberOf(edge, 'label')) ?? textOf(memberOf(upper, 'label'));
    const color =
      colorOf(memberOf(edge, 'color')) ?? colorOf(memberOf(upper, 'color'));
    const fill = oneOf(FILLS[direction], memberOf(edge, 'fill'));
    const axis =
      direction === 'horizontal'
        ? (oneOf(['left', 'right'] as const, memberOf(edge, 'yAxis')) ?? 'left')
        : undefined;
    return [
      {
        value: from,
        ...(until === undefined ? {} : { until }),
        ...(label ? { label } : {}),
        ...(color ? { color } : {}),
        ...(fill ? { fill } : {}),
        ...(axis ? { axis } : {}),
      },
    ];
  });
}

/** A height, or a moment in Unix seconds. */
function placeOf(
  line: JsonObject | undefined,
  direction: Direction,
): number | undefined {
  const value = memberOf(line, 'value');
  return direction === 'horizontal' ? numberOf(value) : momentOf(value);
}

/** ISO 8601 with a zone, in Unix seconds. */
export function momentOf(value: unknown): number | undefined {
  const text = textOf(value, 40);
  if (
    !text ||
    !/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)
  ) {
    return undefined;
  }
  const milliseconds = Date.parse(text);
  return Number.isFinite(milliseconds)
    ? Math.floor(milliseconds / 1_000)
    : undefined;
}

export function readAxis(value: unknown): WidgetAxis {
  const axis = objectOf(value);
  const label = textOf(memberOf(axis, 'label'));
  const min = numberOf(memberOf(axis, 'min'));
  const max = numberOf(memberOf(axis, 'max'));
  return {
    ...(label ? { label } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    showUnits: memberOf(axis, 'showUnits') !== false,
  };
}

/** Alarms by their ARNs. */
export function readAlarms(
  value: unknown,
  problems: string[],
): AlarmReference[] {
  const arns = listOf(value);
  if (arns.length > MAX_ALARMS) {
    problems.push(`Only the first ${MAX_ALARMS} alarms are shown.`);
  }
  return arns.slice(0, MAX_ALARMS).flatMap((arn, index) => {
    const [, region, accountId, name] = ALARM_ARN.exec(textOf(arn) ?? '') ?? [];
    if (!name) {
      problems.push(`Alarm ${index + 1} is not shown: it is no alarm's ARN.`);
      return [];
    }
    return [{ name, accountId, region }];
  });
}
