import type {
  Chart,
  ChartSection,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { byGuide, isGuided } from './byGuide';

const chart = (id: string, documentSection?: string): Chart => ({
  id,
  title: id,
  unit: 'Count',
  series: [],
  thresholds: [],
  alarmNames: [],
  documentSection,
});

const sections: ChartSection[] = [
  { id: 'a', title: 'A', charts: [chart('1', 'Latency'), chart('2')] },
  {
    id: 'b',
    title: 'B',
    charts: [chart('3', 'Errors'), chart('4', 'Latency')],
  },
];

it('puts charts under the headings of the guide, and the others last', () => {
  expect(
    byGuide(sections, 'Rest').map(({ title, charts }) => [
      title,
      charts.map(({ title: chartTitle }) => chartTitle),
    ]),
  ).toEqual([
    ['Latency', ['1 · A', '4 · B']],
    ['Errors', ['3 · B']],
    ['Rest', ['2 · A']],
  ]);
  expect(byGuide([{ ...sections[1] }], 'Rest')).toHaveLength(2);
});

it('knows whether the guide speaks of charts at all', () => {
  expect(isGuided(sections)).toBe(true);
  expect(isGuided([{ id: 'c', title: 'C', charts: [chart('5')] }])).toBe(false);
});
