import type {
  ChartSection,
  StageSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { worstFirst } from './worstFirst';

const section = (id: string, stageId?: string): ChartSection => ({
  id,
  title: id,
  stageId,
  charts: [],
});
const stage = (id: string, health: StageSummary['health']): StageSummary => ({
  id,
  title: id,
  resourceIds: [],
  health,
});

it('puts what fails before what is degraded, and keeps the flow otherwise', () => {
  const sections = [
    section('queue', 'in'),
    section('table', 'store'),
    section('broker', 'out'),
    section('topic', 'out'),
    section('other'),
  ];
  const order = worstFirst(sections, [
    stage('in', 'healthy'),
    stage('store', 'degraded'),
    stage('out', 'failing'),
  ]);
  expect(order.map(({ id }) => id)).toEqual([
    'broker',
    'topic',
    'table',
    'queue',
    'other',
  ]);
});
