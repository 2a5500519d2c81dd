import {
  normalisePlaceholder,
  type Runbook,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { commandsOf, type PlacedCommand } from './variablesOf';

/** What a value is called says what kind of value it is, too; only the rest says of what. */
const KINDS_OF_VALUE = new Set([
  ...['id', 'uuid', 'arn', 'name', 'url', 'uri', 'number', 'key', 'value'],
  ...['the', 'of', 'my', 'new', 'old', 'current', 'target', 'source'],
]);

/** Operations of the AWS command line that tell and change nothing. */
const READING = /\b(?:list|describe|get|search|lookup)-[a-z0-9-]+/g;

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map(word => word.replace(/s$/, ''))
    .filter(Boolean);
}

/**
 * Commands of the procedure that are likely to tell an open value: they read, their operation speaks of what the value is
 * of, and they do not ask for the value themselves. By normalised placeholder name.
 */
export function findersOf(
  runbook: Runbook,
): ReadonlyMap<string, Pick<PlacedCommand, 'pointId' | 'number'>[]> {
  const commands = commandsOf(runbook).map(placed => ({
    ...placed,
    asks: new Set(
      placed.command.placeholders.map(({ name }) => normalisePlaceholder(name)),
    ),
    speaksOf: new Set(
      (placed.command.text.match(READING) ?? []).flatMap(operation =>
        wordsOf(operation),
      ),
    ),
  }));
  const wanted = new Set(commands.flatMap(({ asks }) => [...asks]));
  return new Map(
    [...wanted].map(key => {
      const words = wordsOf(key).filter(word => !KINDS_OF_VALUE.has(word));
      return [
        key,
        words.length === 0
          ? []
          : commands.filter(
              ({ asks, speaksOf }) =>
                !asks.has(key) && words.every(word => speaksOf.has(word)),
            ),
      ];
    }),
  );
}
