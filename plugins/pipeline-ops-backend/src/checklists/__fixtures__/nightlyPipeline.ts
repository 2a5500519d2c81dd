import type {
  ChecklistSpec,
  PipelineDocument,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';

const element = (id: string, startLine: number) => ({
  id,
  headingPath: ['Nightly load', 'Maintenance'],
  lines: { startLine, endLine: startLine },
});

/** A pipeline with a daily list of three items and a monthly one. */
export function nightlyPipeline(
  options: {
    timeZone?: string;
    dailyItems?: string[];
    checklists?: ChecklistSpec[];
    lastGood?: PipelineDocument['lastGood'];
  } = {},
): ResolvedPipeline {
  const daily = options.dailyItems ?? [
    'Check the error rate',
    'Check the iterator age',
    'Confirm that uploads go on',
  ];
  return {
    pipelineId: 'nightly-load',
    title: 'Nightly load',
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'nightly-load', namespace: 'default' },
    },
    entityRef: 'component:default/nightly-load',
    owner: 'group:default/loaders',
    environments: [
      {
        name: 'prod',
        variables: { env: 'prod' },
        selections: [],
        resources: [],
        stages: [],
        refusals: [],
      },
    ],
    documents: [
      {
        path: 'docs/operations.md',
        lastGood: options.lastGood,
        url: 'https://git.example/docs/operations.md',
        content: {
          metricThresholds: [],
          alarms: [],
          queries: [],
          dashboards: [],
          logGroups: [],
          logFilters: [],
          runbooks: [],
          escalation: [],
          contacts: [],
          environments: [],
          placeholders: [],
          nearMisses: [],
          problems: [],
          checklists: [
            {
              ...element('monthly-1', 20),
              title: 'Monthly',
              cadence: 'monthly',
              items: [
                { ...element('costs', 21), text: 'Review costs', details: [] },
              ],
            },
            {
              ...element('daily-1', 10),
              title: 'Daily',
              cadence: 'daily',
              items: daily.map((text, index) => ({
                ...element(`daily-item-${index + 1}`, 11 + index),
                text,
                details: [],
              })),
            },
          ],
        },
      },
    ],
    runbookLinks: [],
    timeZone: options.timeZone ?? 'UTC',
    checklists: options.checklists,
    contested: false,
    problems: [],
  };
}
