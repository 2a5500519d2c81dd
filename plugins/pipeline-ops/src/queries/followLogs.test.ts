import type { LogEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import { withNewer } from './followLogs';

const line = (id: string, timestamp: number): LogEvent => ({
  id,
  timestamp,
  stream: 'main',
  message: id,
});

it('takes every new line once, newest first, also within one millisecond', () => {
  const known = [line('b', 20), line('a', 10)];
  const taken = withNewer(known, [line('d', 20), line('b', 20), line('c', 15)]);
  expect(taken.map(({ id }) => id)).toEqual(['d', 'b', 'c', 'a']);
  expect(withNewer(taken, [line('a', 10)])).toBe(taken);
});
