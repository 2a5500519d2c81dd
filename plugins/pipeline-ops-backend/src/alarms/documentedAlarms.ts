import type { DocumentedAlarm } from '@pipeline-ops/operations-document';
import type { DocumentPosition } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { positionIn } from '../documents/position';
import { fillPlaceholders, matchesTemplate } from '../telemetry/placeholders';

/** An alarm that a document describes, with its name as it should be in one environment. */
export interface ExpectedAlarm {
  /** Placeholders replaced where the environment knows their value. */
  name: string;
  /** False when a placeholder is left, so that the name is only a pattern. */
  literal: boolean;
  position: DocumentPosition;
  element: DocumentedAlarm;
}

/** The alarms that the pipeline's documents describe, for one environment; the first description of a name counts. */
export function expectedAlarms(
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): ExpectedAlarm[] {
  const found = new Map<string, ExpectedAlarm>();
  for (const document of pipeline.documents) {
    for (const element of document.content?.alarms ?? []) {
      const { text, whole } = fillPlaceholders(element.name, environment);
      if (!found.has(text)) {
        found.set(text, {
          name: text,
          literal: whole,
          position: positionIn(document, element.lines),
          element,
        });
      }
    }
  }
  return [...found.values()];
}

/** True when the alarm is the one that the document describes; a placeholder without a value matches any text. */
export function describes(expected: ExpectedAlarm, alarmName: string): boolean {
  return expected.literal
    ? expected.name === alarmName
    : matchesTemplate(expected.name, alarmName);
}
