import type {
  ChecklistItemSpec,
  ChecklistSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  type ChecklistDefinition,
  type ChecklistItemDefinition,
  weekdayNumber,
} from '../definition/checklistSchema';
import { toCondition } from '../../checks/checkSchema';
import { itemOf } from '../definition/mergeChecklists';
import { secondsOf } from '../definition/quantity';

const seconds = (duration: string | number | undefined) =>
  duration === undefined ? undefined : secondsOf(duration);

/** What the definition says about checklists, in the words of the domain. */
export function checklistSpecs(
  definitions: readonly ChecklistDefinition[] = [],
): ChecklistSpec[] {
  return definitions.map(definition => ({
    refines: definition.list,
    id: definition.id,
    title: definition.title,
    cadence: definition.cadence,
    owner: definition.owner?.toLowerCase(),
    assignees: definition.assignees?.map(each => each.toLowerCase()),
    dueTime: definition.dueTime,
    dueDay: definition.dueDay && weekdayNumber(definition.dueDay),
    graceSeconds: seconds(definition.grace),
    leadSeconds: seconds(definition.lead),
    timeZone: definition.timeZone,
    weekStart: definition.weekStart && weekdayNumber(definition.weekStart),
    shifts: definition.shifts,
    freeze: definition.freeze,
    selfComplete: definition.selfComplete,
    environment: definition.environment,
    items: (definition.items ?? []).map(itemSpec),
  }));
}

function itemSpec(definition: ChecklistItemDefinition): ChecklistItemSpec {
  const { item, check, evidence, assignee, ...rest } = itemOf(definition);
  return {
    ...rest,
    refines: item,
    check: check && toCondition(check),
    assignee: assignee?.toLowerCase(),
    evidence: evidence && { ...evidence, required: evidence.required ?? true },
  };
}
