import type { ChartSeries } from '@pipeline-ops/plugin-pipeline-ops-common';
import { chartCsv } from './chartCsv';

const T0 = Date.parse('2026-11-21T02:00:00Z') / 1000;

const line = (
  label: string,
  step: number,
  values: (number | null)[],
): ChartSeries => ({
  id: label,
  label,
  t0: T0,
  step,
  values,
  status: 'complete',
  empty: values.length === 0,
});

it('writes one column for each line, with gaps, and no label that a spreadsheet would run', () => {
  expect(
    chartCsv({
      unit: 'Count',
      series: [
        line('=cmd()', 60, [1.5, null, -3]),
        line('Errors, all', 120, [7, 8]),
        line('silent', 60, []),
      ],
    }),
  ).toBe(
    [
      'time,\'=cmd() (Count),"Errors, all (Count)"',
      '2026-11-21T02:00:00.000Z,1.5,7',
      '2026-11-21T02:01:00.000Z,,',
      '2026-11-21T02:02:00.000Z,-3,8',
      '',
    ].join('\r\n'),
  );
});
