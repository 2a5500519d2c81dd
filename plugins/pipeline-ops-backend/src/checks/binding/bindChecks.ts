import type { Check } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { CheckSubject } from '../CheckService';
import { toCheck } from '../conditionWords';
import { alarmRule } from './alarmRule';
import { explicitCondition } from './explicitCondition';
import { findingRule } from './findingRule';
import { flowRule } from './flowRule';
import { meantCharts } from './meantCharts';
import { metricRule, type Bound } from './metricRule';
import { queryRule } from './queryRule';
import { readHeadings, readSentence } from './readSentence';

/**
 * The checks that a text is bound to. What the definition says goes before every word; else the first sentence is bound
 * when it is understood to its last word, and to nothing when it is not: a wrong "yes" costs more than a missing one.
 */
export function bindChecks(
  subject: CheckSubject,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Check[] {
  if (subject.explicit) {
    return [
      toCheck(
        explicitCondition(subject.explicit, pipeline, environment),
        'the definition says so',
        true,
        pipeline,
        environment,
      ),
    ];
  }
  const bound = boundByWords(subject, pipeline, environment);
  return bound
    ? [toCheck(bound.condition, bound.why, false, pipeline, environment)]
    : [];
}

function boundByWords(
  subject: CheckSubject,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Bound | undefined {
  const { alarmName, usualSeconds } = subject;
  const sentence = readSentence(subject, pipeline, environment);
  if (!sentence) {
    return undefined;
  }
  const headings = readHeadings(subject.headings, pipeline, environment);
  if (sentence.alarmNames.length === 0 && sentence.queries.length === 0) {
    const flow = flowRule(sentence, headings, environment, usualSeconds);
    const charts = meantCharts(sentence, headings);
    const byMetric =
      flow ?? metricRule(sentence, charts, pipeline, usualSeconds);
    if (byMetric) {
      return byMetric;
    }
  }
  return (
    queryRule(sentence, usualSeconds) ??
    alarmRule(sentence, environment, alarmName) ??
    findingRule(sentence)
  );
}
