import type { ResolvedEnvironment } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Bound } from './metricRule';
import type { Sentence } from './readSentence';
import { NEUTRAL, vocabulary } from './words';

const ALARM = vocabulary('alarm alert');
const CALM = vocabulary('ok green clear quiet silent gone resolved ended');
const RED = vocabulary('active firing open red raised triggered fires fired');
const NONE = vocabulary('no none not without');
const ALL = vocabulary('all every each');
const STATE = vocabulary('state status');
const SCOPE = vocabulary('page guide service system team every');

/** `is in ALARM`: the state as CloudWatch writes it. */
const IN_ALARM = /\bin\s+(?:the\s+state\s+)?ALARM\b/;

/** Alarms by name, the one that led here, or all that there are. */
export function alarmRule(
  sentence: Sentence,
  environment: ResolvedEnvironment,
  alarmName: string | undefined,
): Bound | undefined {
  const { words, metrics, queries, alarmNames, window, text } = sentence;
  const has = (list: ReadonlySet<string>) => words.some(word => list.has(word));
  const isUnderstood = words.every(word =>
    [ALARM, CALM, RED, NONE, ALL, SCOPE, NEUTRAL].some(list => list.has(word)),
  );
  if (
    !isUnderstood ||
    metrics.length > 0 ||
    queries.length > 0 ||
    window.each !== undefined ||
    window.back !== undefined
  ) {
    return undefined;
  }
  const isRed = (has(RED) || IN_ALARM.test(text)) && !has(NONE);
  if (alarmNames.length > 0) {
    return isRed
      ? undefined
      : {
          condition: { type: 'alarms', alarmNames },
          why:
            alarmNames.length === 1
              ? `names the alarm ${alarmNames[0]}`
              : `names ${alarmNames.length} alarms`,
        };
  }
  if (!has(ALARM)) {
    return undefined;
  }
  const isPlural = /\b(?:alarms|alerts|alarme|alarmes|alarmas)\b/i.test(text);
  const speaksOfAll = has(ALL) || has(NONE) || isPlural;
  if (alarmName && !speaksOfAll && has(CALM) && !isRed) {
    return {
      condition: { type: 'alarms', alarmNames: [alarmName] },
      why: `speaks of the alarm that led here, ${alarmName}`,
    };
  }
  const saysNone = has(NONE) && (has(RED) || IN_ALARM.test(text));
  const saysAllWell = has(ALL) && has(CALM) && !has(NONE) && !isRed;
  const asksForState = isPlural && has(STATE) && !has(NONE) && !isRed;
  const asksForRed = isPlural && has(RED) && !has(ALL) && !IN_ALARM.test(text);
  const asksForSingular =
    /\balarm\s+(?:states?|status)\b/i.test(text) && !isRed && !has(NONE);
  return saysNone ||
    saysAllWell ||
    asksForState ||
    asksForRed ||
    asksForSingular
    ? allAlarms(sentence, environment)
    : undefined;
}

function allAlarms(
  { resources, kinds }: Sentence,
  environment: ResolvedEnvironment,
): Bound | undefined {
  if (resources.length === 0 && kinds.length === 0) {
    return {
      condition: { type: 'alarms', alarmNames: [] },
      why: "speaks of the pipeline's alarms",
    };
  }
  const meant =
    resources.length > 0
      ? resources
      : environment.resources.filter(({ kind }) => kinds.includes(kind));
  const [only, ...others] = meant;
  return only && others.length === 0
    ? {
        condition: { type: 'alarms', alarmNames: [], resourceId: only.id },
        why: `speaks of the alarms of ${only.title}`,
      }
    : undefined;
}
