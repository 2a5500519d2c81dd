import type {
  Health,
  ResourceSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { groupResources, mostUrgent } from './groupResources';

const resource = (id: string, health: Health): ResourceSummary => ({
  id,
  kind: id.split(':')[0],
  name: id,
  title: id,
  health,
});

const flow = [
  resource('sqs:in', 'healthy'),
  resource('lambda:a', 'healthy'),
  resource('lambda:b', 'failing'),
  resource('sqs:out', 'no-data'),
];

it('groups by kind in the order of the flow, trouble first', () => {
  expect(
    groupResources(flow).map(({ kind, resources }) => [
      kind,
      resources.map(({ id }) => id),
    ]),
  ).toEqual([
    ['sqs', ['sqs:out', 'sqs:in']],
    ['lambda', ['lambda:b', 'lambda:a']],
  ]);
});

it('keeps those in trouble when there is little room', () => {
  expect(mostUrgent(flow, 3).map(({ id }) => id)).toEqual([
    'sqs:in',
    'lambda:b',
    'sqs:out',
  ]);
  expect(mostUrgent(flow, 9)).toEqual(flow);
});
