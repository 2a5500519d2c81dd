import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import { mergeSources } from './mergeSources';

const state = (
  id: string,
  status: SourceState['status'],
  minute: number,
): SourceState => ({
  id,
  account: '111111111111',
  region: 'eu-central-1',
  status,
  asOf: new Date(Date.UTC(2026, 10, 21, 3, minute)).toISOString(),
});

it('tells the worst of each source, and of equals the oldest', () => {
  const merged = mergeSources([
    [state('us', 'ok', 10), state('eu', 'ok', 9)],
    [state('us', 'throttled', 8), state('eu', 'ok', 5)],
    [state('us', 'ok', 1)],
    [],
  ]);
  expect(merged).toEqual([state('eu', 'ok', 5), state('us', 'throttled', 8)]);
});

it('has nothing to tell before the first answer', () => {
  expect(mergeSources([[], []])).toEqual([]);
});
