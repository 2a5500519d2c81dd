import type {
  Check,
  Runbook,
  RunbookStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';

const position = { path: 'docs/operations.md', startLine: 30, endLine: 61 };

export const INVOKED: Check = {
  id: 'check-invoked',
  condition: {
    type: 'freshness',
    chartId: 'lambda:orders-load:Invocations',
    withinSeconds: 900,
  },
  title: 'Invocations within the last 15 min',
  why: 'names the metric Invocations',
  explicit: false,
};

function step(
  id: string,
  title: string,
  more: Partial<RunbookStep> = {},
): RunbookStep {
  return { id, title, commands: [], steps: [], position, ...more };
}

const raise = 'aws lambda update-event-source-mapping --uuid <mapping-uuid>';

/** Four steps, one of them in two parts, two points of verification, one of rollback. */
export function iteratorAge(more: Partial<Runbook> = {}): Runbook {
  return {
    id: 'rb-iterator-age',
    title: 'High iterator age',
    kind: 'runbook',
    severity: 'medium',
    estimatedTime: '10-15 minutes',
    stepCount: 3,
    commandCount: 1,
    alarmNames: ['orders-prod-age'],
    headingPath: ['Orders', 'Troubleshooting'],
    position,
    services: ['lambda'],
    stageIds: [],
    searchText: '',
    symptoms: [],
    causes: [],
    prerequisites: [],
    steps: [
      step('read-log', 'Read the log'),
      step('invoked', 'See that it is invoked', { checks: [INVOKED] }),
      step('raise', 'Raise the factor', {
        commands: [
          {
            id: 'raise-1',
            language: 'bash',
            text: raise,
            filled: raise,
            placeholders: [
              {
                name: 'mapping-uuid',
                text: '<mapping-uuid>',
                start: raise.indexOf('<'),
                end: raise.length,
              },
            ],
          },
        ],
        steps: [
          step('find-mapping', 'Find the mapping'),
          step('set-factor', 'Set the factor'),
        ],
      }),
    ],
    commands: [],
    verification: ['The age falls below a minute', 'No new errors'],
    rollback: ['Set the factor back'],
    escalation: [],
    prevention: [],
    verificationChecks: [{ index: 1, checks: [{ ...INVOKED, id: 'calm' }] }],
    ...more,
  };
}
