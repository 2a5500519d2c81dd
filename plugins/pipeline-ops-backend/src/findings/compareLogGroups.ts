import type {
  DocumentPosition,
  Finding,
  LogGroup,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { finding, placeInWords } from './finding';

/** Groups that document or definition name and AWS does not have. */
export function missingLogGroups(
  groups: readonly LogGroup[],
  positionOf: (name: string) => DocumentPosition | undefined,
): Finding[] {
  return groups
    .filter(({ exists }) => !exists)
    .map(({ name, sourceId }) => {
      const position = positionOf(name);
      return finding({
        kind: 'log-group-missing',
        severity: 'medium',
        subject: name,
        sourceId,
        expected: `a log group of this name (${position ? placeInWords(position) : 'named in the definition'})`,
        found: 'none in AWS',
        advice:
          'Look whether what writes to it is deployed and may create it; else take the name out.',
        ...(position ? { position } : {}),
      });
    });
}

/** Groups that keep their events for another time than the documents ask for. */
export function differingRetention(
  groups: readonly LogGroup[],
  positionOf: (name: string) => DocumentPosition | undefined,
): Finding[] {
  return groups.flatMap(group => {
    const { name, sourceId, consoleUrl } = group;
    const { retentionDays: kept, documentedRetentionDays: wanted } = group;
    if (!group.exists || wanted === undefined || kept === wanted) {
      return [];
    }
    const position = positionOf(name);
    const tooShort = kept !== undefined && kept < wanted;
    return [
      finding({
        kind: 'retention-differs',
        // What is deleted too early is gone; what is kept too long costs.
        severity: tooShort ? 'medium' : 'low',
        subject: name,
        sourceId,
        expected: `kept ${inDays(wanted)}${position ? ` (${placeInWords(position)})` : ''}`,
        found: kept === undefined ? 'never expires' : `kept ${inDays(kept)}`,
        advice: `Set the retention of the log group to ${inDays(wanted)}, or correct the document.`,
        ...(position ? { position } : {}),
        ...(consoleUrl ? { consoleUrl } : {}),
      }),
    ];
  });
}

function inDays(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}
