import type { QuerySpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { QueryDefinition } from '../definition/definitionSchema';
import { selectorOf } from '../definition/selector';
import { substitute } from '../definition/substitute';
import type { RefusalList } from './PipelineContext';

/** The definition's log queries in one environment; one with an unknown variable is refused. */
export function definedQueries(
  definitions: readonly QueryDefinition[] | undefined,
  variables: ReadonlyMap<string, string>,
  refusals: RefusalList,
): QuerySpec[] | undefined {
  return definitions?.flatMap(({ id, title, query, logGroups = [] }) => {
    const text = substitute(query, variables);
    const selectors = logGroups.flatMap(template => {
      const group = substitute(template, variables);
      return group === undefined ? [] : (selectorOf(group) ?? []);
    });
    // With fewer groups than it asks for it would give another answer.
    if (text === undefined || selectors.length < logGroups.length) {
      refusals.add(
        `query ${id}`,
        `a variable in it has no value in this environment; it has ${[...variables.keys()].join(', ')}`,
      );
      return [];
    }
    return [{ id, title: title ?? id, query: text, logGroups: selectors }];
  });
}
