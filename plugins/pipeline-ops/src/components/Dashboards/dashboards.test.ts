import fc from 'fast-check';
import { themes } from '@backstage/theme';
import { getContrastRatio, type Theme } from '@material-ui/core/styles';
import type {
  QueryRun,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { COLUMNS, placeWidgets } from './placeWidgets';
import { rowSeries } from './rowSeries';
import { gaugeRanges, latestOf, slicesOf, summaryOf } from './seriesValues';
import { colorsOf, givenColor } from './widgetColors';
import { headingOf, widgetMarkdown } from './widgetMarkdown';
import { barSpan } from './widgets/BarWidget';
import { arcPath } from './widgets/GaugeWidget';
import { sharedProblems } from './widgets/SeriesProblems';

const at = (x: number, y: number, width: number, height: number) => ({
  place: { x, y, width, height },
});

describe('the grid', () => {
  const placesOf = (...widgets: ReturnType<typeof at>[]) =>
    placeWidgets(widgets).map(({ at: { column, row, width, height } }) => [
      column,
      row,
      width,
      height,
    ]);

  it('keeps what the author placed, and reads it from top to bottom', () => {
    expect(
      placesOf(at(12, 6, 12, 6), at(0, 0, 24, 6), at(0, 6, 12, 3)),
    ).toEqual([
      [1, 1, 24, 6],
      [1, 7, 12, 3],
      [13, 7, 12, 6],
    ]);
  });

  it('moves down what would lie on another, and leaves out rows that nobody uses', () => {
    expect(placesOf(at(0, 0, 12, 6), at(6, 3, 12, 6))).toEqual([
      [1, 1, 12, 6],
      [7, 7, 12, 6],
    ]);
    expect(placesOf(at(0, 0, 6, 2), at(0, 9000, 6, 2))).toEqual([
      [1, 1, 6, 2],
      [1, 3, 6, 2],
    ]);
    expect(placesOf(at(20, 0, 12, 6))).toEqual([[21, 1, 4, 6]]);
  });

  it('never lets two widgets overlap or leave it, whatever the body says', () => {
    const number = fc.oneof(
      fc.integer({ min: -5, max: 40 }),
      fc.constantFrom(NaN, Infinity, 1e12, 2.5),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(number, number, number, number), { maxLength: 40 }),
        all => {
          const taken = new Set<string>();
          for (const { at: place } of placeWidgets(
            all.map(([x, y, width, height]) => at(x, y, width, height)),
          )) {
            expect(place.column).toBeGreaterThanOrEqual(1);
            expect(place.column + place.width - 1).toBeLessThanOrEqual(COLUMNS);
            for (let c = 0; c < place.width; c++) {
              for (let r = 0; r < place.height; r++) {
                const cell = `${place.column + c} ${place.row + r}`;
                expect(taken.has(cell)).toBe(false);
                taken.add(cell);
              }
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function series(rest: Partial<WidgetSeries>): WidgetSeries {
  return {
    id: 'a',
    label: 'a',
    t0: 0,
    step: 60,
    values: [],
    axis: 'left',
    status: 'complete',
    ...rest,
  };
}

describe('one figure for a series', () => {
  it('is what the server says, else the newest that is known', () => {
    expect(latestOf(series({ values: [1, 2, null], latest: 9 }))).toBe(9);
    expect(latestOf(series({ values: [1, 2, null] }))).toBe(2);
    expect(latestOf(series({ values: [1], latest: null }))).toBe(1);
    expect(latestOf(series({ values: [null] }))).toBeNull();
  });

  it('is summed up over what is known', () => {
    expect(summaryOf(series({ values: [4, null, 1, 7] }))).toEqual({
      latest: 7,
      min: 1,
      max: 7,
      average: 4,
      sum: 12,
    });
    expect(summaryOf(series({ values: [null] })).sum).toBeNull();
  });

  it('is a share of the whole where it is above zero', () => {
    const shares = slicesOf(
      [30, -5, 0, null, 10].map(latest => series({ latest })),
    ).map(({ share }) => share);
    expect(shares).toEqual([0.75, 0.25]);
  });
});

it('colours a gauge where its annotations fill', () => {
  expect(
    gaugeRanges(0, 100, [
      { value: 70, fill: 'below', color: '#2ca02c' },
      { value: 90, until: 70, label: 'high' },
      { value: 90, fill: 'above' },
      { value: 50 },
      { value: 120, until: 150 },
    ]),
  ).toEqual([
    { from: 0, to: 70, color: '#2ca02c', label: undefined },
    { from: 70, to: 90, color: undefined, label: 'high' },
    { from: 90, to: 100, color: undefined, label: undefined },
  ]);
  // From the left end over the top to the right end, round (70, 68).
  expect(arcPath(0, 0.5, 50)).toBe('M20.00 68.00A50 50 0 0 1 70.00 18.00');
  expect(arcPath(0.5, 1, 50)).toBe('M70.00 18.00A50 50 0 0 1 120.00 68.00');
});

it('draws bars from zero, to the left when below it', () => {
  expect(barSpan(50, 0, 200)).toEqual({ start: 0, length: 25 });
  expect(barSpan(-50, -50, 150)).toEqual({ start: 0, length: 25 });
  expect(barSpan(100, -100, 300)).toEqual({ start: 25, length: 25 });
  expect(barSpan(500, 0, 100)).toEqual({ start: 0, length: 100 });
  expect(barSpan(0, 0, 0)).toEqual({ start: 0, length: 0 });
});

it('says what several series have in common once, failures first', () => {
  expect(
    sharedProblems(
      [
        series({ label: 'a', status: 'partial', message: 'too many points' }),
        series({ label: 'b', status: 'failed', message: 'not allowed' }),
        series({ label: 'c', status: 'failed' }),
        series({ label: 'd', status: 'failed', message: 'not allowed' }),
        series({ label: 'e' }),
      ],
      'could not be read',
    ),
  ).toEqual([
    { message: 'not allowed', labels: ['b', 'd'], failed: true },
    { message: 'could not be read', labels: ['c'], failed: true },
    { message: 'too many points', labels: ['a'], failed: false },
  ]);
});

describe('Markdown of a text widget', () => {
  it('has buttons as links and headings below the dashboard', () => {
    expect(
      widgetMarkdown(
        '# Links\n[button:primary:Guide](https://a.example) [button:Runs](https://b.example)\n### Deep',
      ),
    ).toBe(
      '#### Links\n[Guide](https://a.example) [Runs](https://b.example)\n##### Deep',
    );
    expect(widgetMarkdown('Title\n=====\ntext\n\nPart\n---')).toBe(
      '#### Title\ntext\n\n##### Part',
    );
  });

  it('leaves code, rules and tables alone', () => {
    const text =
      '```\n# no heading\n[button:x](y)\n```\n\n---\n\n| a |\n|---|\n| b |';
    expect(widgetMarkdown(text)).toBe(text);
  });

  it('gives the widget its name', () => {
    expect(headingOf('text\n## The **feed**\n# other')).toBe('The feed');
    expect(headingOf('text')).toBeUndefined();
  });

  it('takes any text, fast', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), text => {
        const unit = `[button:${text}](\n#`;
        const started = performance.now();
        widgetMarkdown(unit.repeat(200));
        headingOf(unit.repeat(200));
        expect(performance.now() - started).toBeLessThan(500);
      }),
      { numRuns: 30 },
    );
  });
});

describe.each(['light', 'dark'] as const)('colours in the %s theme', name => {
  const theme = themes[name].getTheme('v4') as Theme;
  const { paper } = theme.palette.background;

  it('are the dashboard’s where they can be seen, and never anything but a colour', () => {
    for (const given of ['#000000', '#ffffff', '#1f77b4', '#ff0']) {
      expect(
        getContrastRatio(givenColor(given, theme)!, paper),
      ).toBeGreaterThanOrEqual(3);
    }
    for (const hostile of ['url(https://a.example)', 'red;', '#12', '']) {
      expect(givenColor(hostile, theme)).toBeUndefined();
    }
  });

  it('are told apart and seen, also for many series', () => {
    const colors = colorsOf(new Array(15).fill({}), theme);
    expect(new Set(colors).size).toBe(15);
    for (const color of colors) {
      expect(getContrastRatio(color, paper)).toBeGreaterThanOrEqual(3);
    }
  });
});

it('compares rows of a query by their first column of figures', () => {
  const run = (columns: string[], rows: (string | null)[][]) =>
    rowSeries({ columns, rows, from: 0, to: 60 } as QueryRun).map(
      ({ label, latest }) => [label, latest],
    );
  expect(
    run(
      ['shop', 'refusals'],
      [
        ['web', '12'],
        ['app', '3'],
      ],
    ),
  ).toEqual([
    ['web', 12],
    ['app', 3],
  ]);
  expect(run(['count(*)'], [['7']])).toEqual([['count(*)', 7]]);
  expect(run(['@message'], [['text'], ['8']])).toEqual([]);
});
