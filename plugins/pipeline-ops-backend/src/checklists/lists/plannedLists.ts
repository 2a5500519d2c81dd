import type {
  ChecklistElement,
  ChecklistItemElement,
} from '@pipeline-ops/operations-document';
import {
  type Cadence,
  type DocumentPosition,
  isTimeZone,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChecklistItemSpec,
  ChecklistSpec,
  PipelineDocument,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { createHash } from 'node:crypto';
import { positionIn } from '../../documents/position';
import { isNamed } from '../../pipelines/definition/checkChecklists';
import { sameText } from '../../pipelines/definition/mergeChecklists';
import type { FrozenItem, FrozenList } from './FrozenList';

const refined = (spec: ChecklistItemSpec | undefined): PlannedItem => ({
  assignee: spec?.assignee,
  runbook: spec?.runbook,
  chart: spec?.chart,
});

/** What is known of an item besides what a period keeps of it. */
export interface PlannedItem {
  /** Only the present list has lines. */
  position?: DocumentPosition;
  /** Entity ref of a user. */
  assignee?: string;
  /** Title or id, as the definition names it. */
  runbook?: string;
  chart?: string;
}

/** A list as documents and definition have it now. */
export interface PlannedList {
  id: string;
  /** What a period that begins now keeps of it. */
  list: FrozenList;
  /** Entity ref of a group or user. */
  owner?: string;
  /** Entity refs of users. */
  assignees: string[];
  /** How long before it is due it is due soon. */
  leadSeconds: number;
  freeze: 'first-touch' | 'period-start';
  selfComplete: boolean;
  /** Name of the environment whose data answers; the pipeline's first when absent. */
  environment?: string;
  position?: DocumentPosition;
  /** Why the list is of a former version of its document. */
  warning?: string;
  /** By item id. */
  items: Map<string, PlannedItem>;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

const USUAL_LEAD: Record<Cadence, number> = {
  shift: HOUR,
  daily: 2 * HOUR,
  weekly: DAY,
  monthly: 3 * DAY,
  quarterly: 7 * DAY,
  yearly: 14 * DAY,
};

/** Shortest cadence first, as people work through them. */
const ORDER: Cadence[] = [
  'shift',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
];

/** An entity ref as a document's owner label may hold it; anything else there is prose. */
const ENTITY_REF = /^(?:user|group):[^/\s]+\/[^/\s]+$/i;

const ownerIn = ({ owner }: ChecklistElement) =>
  owner && ENTITY_REF.test(owner) ? owner.toLowerCase() : undefined;

const NO_SPEC: ChecklistSpec = { items: [] };

/** Id of what a definition gives no id: stable while the text is the same. */
const idOf = (...texts: string[]) =>
  `d-${createHash('sha256').update(texts.map(sameText).join('\n')).digest('hex').slice(0, 16)}`;

/**
 * The checklists of a pipeline: those of its documents, refined by the definition, and the definition's own. Shortest
 * cadence first. Of two with the same id, the first counts.
 */
export function plannedLists(pipeline: ResolvedPipeline): PlannedList[] {
  const specs = pipeline.checklists ?? [];
  const documented = pipeline.documents.flatMap(document =>
    (document.content?.checklists ?? []).map(element =>
      documentedList(
        pipeline,
        document,
        element,
        specs.find(
          ({ refines }) =>
            refines && isNamed(element.id, element.title, refines),
        ) ?? NO_SPEC,
      ),
    ),
  );
  const own = specs.flatMap(spec =>
    spec.title && spec.cadence
      ? [ownList(pipeline, spec, spec.title, spec.cadence)]
      : [],
  );
  return firstOfEachId([...documented, ...own]).sort(
    (a, b) =>
      ORDER.indexOf(a.list.calendar.cadence) -
      ORDER.indexOf(b.list.calendar.cadence),
  );
}

function documentedList(
  pipeline: ResolvedPipeline,
  document: PipelineDocument,
  element: ChecklistElement,
  spec: ChecklistSpec,
): PlannedList {
  const items = element.items.map(item => {
    const refinement = spec.items.find(
      ({ refines }) => refines && isNamed(item.id, item.text, refines),
    );
    return documentedItem(document, item, refinement);
  });
  return {
    ...planned(
      pipeline,
      element.id,
      {
        ...spec,
        cadence: spec.cadence ?? element.cadence,
        dueTime: spec.dueTime ?? element.timeOfDay,
        dueDay: spec.dueDay ?? (spec.dueTime ? undefined : element.weekday),
        timeZone: spec.timeZone ?? element.timeZone,
        owner: spec.owner ?? ownerIn(element),
      },
      element.title,
      [...items, ...ownItems(element.id, spec)],
    ),
    position: positionIn(document, element.lines),
    warning: document.lastGood?.reason,
  };
}

function ownList(
  pipeline: ResolvedPipeline,
  spec: ChecklistSpec,
  title: string,
  cadence: Cadence,
): PlannedList {
  const id = spec.id ?? idOf(title, cadence);
  return planned(pipeline, id, { ...spec, cadence }, title, ownItems(id, spec));
}

type Item = [FrozenItem, PlannedItem];

function planned(
  pipeline: ResolvedPipeline,
  id: string,
  spec: ChecklistSpec & { cadence: Cadence },
  title: string,
  items: Item[],
): PlannedList {
  const { cadence, timeZone } = spec;
  const distinct = firstOfEachId(
    items.map(([frozen, item]) => ({ id: frozen.id, frozen, item })),
  );
  return {
    id,
    list: {
      title,
      calendar: {
        cadence,
        timeZone:
          timeZone && isTimeZone(timeZone) ? timeZone : pipeline.timeZone,
        ...(cadence === 'weekly' && spec.weekStart
          ? { weekStart: spec.weekStart }
          : {}),
        ...(cadence === 'shift' && spec.shifts ? { shifts: spec.shifts } : {}),
      },
      due: {
        time: spec.dueTime,
        weekday: cadence === 'weekly' ? spec.dueDay : undefined,
        graceSeconds: spec.graceSeconds ?? 0,
      },
      items: distinct.map(({ frozen }) => frozen),
    },
    owner: spec.owner ?? pipeline.owner,
    assignees: spec.assignees ?? [],
    leadSeconds: spec.leadSeconds ?? USUAL_LEAD[cadence],
    freeze: spec.freeze ?? 'first-touch',
    selfComplete: spec.selfComplete ?? false,
    environment: spec.environment,
    items: new Map(distinct.map(({ id: itemId, item }) => [itemId, item])),
  };
}

function documentedItem(
  document: PipelineDocument,
  { id, text, group, details, lines }: ChecklistItemElement,
  spec: ChecklistItemSpec | undefined,
): Item {
  return [
    {
      id,
      text,
      group,
      details: [...details, ...(spec?.details ?? [])],
      evidence: spec?.evidence,
      condition: spec?.check,
    },
    { ...refined(spec), position: positionIn(document, lines) },
  ];
}

function ownItems(listId: string, spec: ChecklistSpec): Item[] {
  return spec.items.flatMap(item =>
    item.text
      ? [
          [
            {
              id: item.id ?? idOf(listId, item.text),
              text: item.text,
              group: item.group,
              details: item.details ?? [],
              evidence: item.evidence,
              condition: item.check,
            },
            refined(item),
          ] satisfies Item,
        ]
      : [],
  );
}

function firstOfEachId<T extends { id: string }>(entries: T[]): T[] {
  const ids = entries.map(({ id }) => id);
  return entries.filter(({ id }, index) => ids.indexOf(id) === index);
}
