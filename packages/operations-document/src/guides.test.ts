import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { GUIDE_LABELS } from './__fixtures__/guideLabels';
import { GUIDES_WITHOUT_OPERATIONS } from './__fixtures__/otherDocuments';
import { parseOperationsDocument } from './parse';

const FOLDER = join(__dirname, '__fixtures__', 'guides');
const readGuide = (name: string) =>
  parseOperationsDocument(readFileSync(join(FOLDER, `${name}.md`), 'utf8'));

describe('guides of many teams', () => {
  it('are labelled, each of them', () => {
    const files = readdirSync(FOLDER).map(file => file.replace(/\.md$/, ''));
    expect(files.sort()).toEqual(Object.keys(GUIDE_LABELS).sort());
  });

  it.each(Object.entries(GUIDE_LABELS))('reads %s', (name, labels) => {
    const document = readGuide(name);
    const checks: Record<string, number> = {};
    for (const { cadence, items } of document.checklists)
      checks[cadence] = (checks[cadence] ?? 0) + items.length;

    expect({
      runbooks: document.runbooks.map(({ title, steps, ...runbook }) =>
        [title, steps.length, runbook.severity, runbook.estimatedTime].filter(
          value => value !== undefined,
        ),
      ),
      checks,
      thresholds: document.metricThresholds.map(({ name: metric }) => metric),
      alarms: document.alarms
        .filter(({ origin }) => origin !== 'table')
        .map(alarm => alarm.name),
      queries: document.queries.length,
      logGroups: document.logGroups.map(group =>
        group.retentionDays === undefined
          ? [group.name]
          : [group.name, group.retentionDays],
      ),
      logFilters: document.logFilters.map(filter => filter.name),
      escalation: document.escalation.length,
      contacts: document.contacts.length,
    }).toEqual({
      runbooks: [],
      checks: {},
      thresholds: [],
      alarms: [],
      queries: 0,
      logGroups: [],
      logFilters: [],
      escalation: 0,
      contacts: 0,
      ...labels,
    });
  });
});

describe('documents that are no operations guides', () => {
  it.each(Object.entries(GUIDES_WITHOUT_OPERATIONS))(
    'leaves %s alone',
    (_, markdown) => {
      const document = parseOperationsDocument(markdown);
      expect({
        runbooks: document.runbooks.map(({ title }) => title),
        checklists: document.checklists.map(({ title }) => title),
        thresholds: document.metricThresholds.map(({ name }) => name),
        alarms: document.alarms.map(({ name }) => name),
        queries: document.queries.map(({ title }) => title),
        escalation: document.escalation.map(({ title }) => title),
      }).toEqual({
        runbooks: [],
        checklists: [],
        thresholds: [],
        alarms: [],
        queries: [],
        escalation: [],
      });
    },
  );
});
