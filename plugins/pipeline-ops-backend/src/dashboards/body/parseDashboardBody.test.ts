import type { ParsedMetricWidget } from './model';
import { parseDashboardBody, type ParseOptions } from './parseDashboardBody';

const metric = (properties: object, place: object = {}) => ({
  type: 'metric',
  ...place,
  properties,
});

const content = (widget: unknown, options?: ParseOptions) =>
  parseDashboardBody({ widgets: [widget] }, options).widgets[0].content;

const metricContent = (properties: object) =>
  content(metric(properties)) as ParsedMetricWidget;

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`) / 1_000;

describe('the frame of a dashboard', () => {
  it('says what time it shows and how periods follow', () => {
    expect(
      parseDashboardBody(
        '{"start": "-PT6H", "periodOverride": "inherit", "widgets": []}',
      ),
    ).toEqual({
      start: { before: 6 * 3_600 },
      periodOverride: 'inherit',
      variables: [],
      widgets: [],
      problems: [],
    });
    expect(
      parseDashboardBody({
        start: '2026-11-21T02:00:00Z',
        end: '2026-11-21T05:00:00.000+01:00',
        widgets: [],
      }),
    ).toMatchObject({
      start: { at: at('02:00:00') },
      end: at('04:00:00'),
      periodOverride: 'auto',
    });
    expect(
      parseDashboardBody({ start: 'yesterday', widgets: [] }).problems,
    ).toEqual([expect.stringContaining('start')]);
  });

  it.each([
    ['no JSON', '{"widgets": [', 'no valid JSON'],
    ['a list', '[]', 'no JSON object'],
    ['null', 'null', 'no JSON object'],
    ['no widgets', '{}', 'no list `widgets`'],
    ['widgets of another type', '{"widgets": {}}', 'no list `widgets`'],
    ['too long', `{"widgets": [], "x": "${'x'.repeat(1_048_576)}"}`, 'longer'],
  ])('of %s says what is wrong', (_, body, problem) => {
    const { widgets, problems } = parseDashboardBody(body);
    expect(widgets).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it('gives every widget its place', () => {
    const places = (...widgets: object[]) =>
      parseDashboardBody({
        widgets: widgets.map(place => metric({ metrics: [] }, place)),
      }).widgets.map(({ place }) => [
        place.x,
        place.y,
        place.width,
        place.height,
      ]);
    // Four of the usual 6 x 6 fill a row of 24; the fifth opens the next.
    expect(places({}, {}, {}, {}, {})).toEqual([
      [0, 0, 6, 6],
      [6, 0, 6, 6],
      [12, 0, 6, 6],
      [18, 0, 6, 6],
      [0, 6, 6, 6],
    ]);
    // Beside a high one there is room; a wide one goes below both.
    expect(
      places(
        { x: 0, y: 0, width: 12, height: 9 },
        { width: 12, height: 3 },
        { width: 12, height: 3 },
        { width: 24, height: 1 },
      ),
    ).toEqual([
      [0, 0, 12, 9],
      [12, 0, 12, 3],
      [12, 3, 12, 3],
      [0, 9, 24, 1],
    ]);
    // Beyond the grid.
    expect(places({ x: 23, y: -4, width: 99, height: 0 })).toEqual([
      [0, 0, 24, 1],
    ]);
  });
});

describe('a metric widget', () => {
  it('has the defaults of CloudWatch', () => {
    expect(metricContent({ metrics: [['Shop', 'Orders']] })).toEqual({
      type: 'metric',
      view: 'timeSeries',
      stacked: false,
      sparkline: false,
      legend: 'bottom',
      liveData: false,
      wholeRange: false,
      stat: 'Average',
      period: 300,
      rows: [
        {
          type: 'stored',
          index: 0,
          namespace: 'Shop',
          metricName: 'Orders',
          dimensions: {},
          axis: 'left',
          visible: true,
        },
      ],
      left: { showUnits: true },
      right: { showUnits: true },
      horizontal: [],
      vertical: [],
      alarms: [],
      problems: [],
    });
  });

  it('takes what the body says', () => {
    expect(
      metricContent({
        view: 'gauge',
        stacked: true,
        sparkline: true,
        legend: { position: 'right' },
        liveData: true,
        setPeriodToTimeRange: true,
        stat: 'p99.9',
        period: 90,
        region: 'us-east-1',
        accountId: '111122223333',
        yAxis: {
          left: { min: 0, max: 100, label: 'Load', showUnits: false },
          right: { min: 'low' },
        },
        metrics: [
          [
            'Shop',
            'Orders',
            {
              label: 'all ${LAST}',
              color: 'rgb(1, 2, 3)',
              yAxis: 'right',
              visible: false,
              period: 60,
              region: 'eu-west-1',
            },
          ],
          [{ expression: 'm1 * 2', label: 'twice', id: 'e1' }],
        ],
      }),
    ).toMatchObject({
      view: 'gauge',
      stacked: true,
      sparkline: true,
      legend: 'right',
      liveData: true,
      wholeRange: true,
      stat: 'p99.9',
      period: 120,
      region: 'us-east-1',
      accountId: '111122223333',
      left: { min: 0, max: 100, label: 'Load', showUnits: false },
      right: { showUnits: true },
      rows: [
        {
          label: 'all ${LAST}',
          color: 'rgb(1, 2, 3)',
          axis: 'right',
          visible: false,
          period: 60,
          region: 'eu-west-1',
        },
        { type: 'expression', expression: 'm1 * 2', label: 'twice', id: 'e1' },
      ],
    });
  });

  it.each([
    ['#1f77b4', true],
    ['#ABC', true],
    ['rgba(255, 0, 0, .5)', true],
    ['red', false],
    ['#12345', false],
    ['url(https://host/x)', false],
    ['#fff;background:url(x)', false],
    ['rgb(1,2,3)} body{}', false],
    [7, false],
  ])('takes %s for a colour: %s', (color, isColor) => {
    const [row] = metricContent({ metrics: [['Shop', 'x', { color }]] }).rows;
    expect(row.color).toBe(isColor ? color : undefined);
  });

  it('reads lines and bands, and leaves out what is switched off or no number', () => {
    const { horizontal, vertical, problems } = metricContent({
      metrics: [],
      annotations: {
        horizontal: [
          { value: 5, label: 'Limit', color: '#d62728', fill: 'above' },
          { value: 6, yAxis: 'right', fill: 'sideways' },
          { value: 7, visible: false },
          [
            { value: 1, label: 'Usual' },
            { value: 2, color: '#aaa' },
          ],
          { value: '8' },
          [{ value: 1 }, {}],
        ],
        vertical: [
          { value: '2026-11-21T02:41:00Z', label: 'Release', fill: 'after' },
          [
            { value: '2026-11-21T02:00:00Z' },
            { value: '2026-11-21T02:30:00.500Z', label: 'Window' },
          ],
          { value: 'noon' },
        ],
      },
    });
    expect(horizontal).toEqual([
      {
        value: 5,
        label: 'Limit',
        color: '#d62728',
        fill: 'above',
        axis: 'left',
      },
      { value: 6, axis: 'right' },
      { value: 1, until: 2, label: 'Usual', color: '#aaa', axis: 'left' },
    ]);
    expect(vertical).toEqual([
      { value: at('02:41:00'), label: 'Release', fill: 'after' },
      { value: at('02:00:00'), until: at('02:30:00'), label: 'Window' },
    ]);
    expect(problems).toEqual([
      'The horizontal annotation 5 is not drawn: its value is no number.',
      'The horizontal annotation 6 is not drawn: its value is no number.',
      expect.stringContaining('vertical annotation 3'),
    ]);
  });

  it('keeps of alarms the name, and the account and region to compare', () => {
    const { alarms, problems } = metricContent({
      annotations: {
        alarms: [
          'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:Orders: too late',
          'arn:aws-cn:cloudwatch:cn-north-1:111122223333:alarm:x',
          'orders-late',
          'arn:aws:iam::111122223333:role/x',
        ],
      },
    });
    expect(alarms).toEqual([
      {
        name: 'Orders: too late',
        accountId: '111122223333',
        region: 'eu-central-1',
      },
      { name: 'x', accountId: '111122223333', region: 'cn-north-1' },
    ]);
    expect(problems).toHaveLength(2);
  });
});

it('draws 500 rows of a widget and 2,500 of a dashboard, as CloudWatch does', () => {
  const { widgets } = parseDashboardBody({
    widgets: Array(7).fill(
      metric({ metrics: Array(501).fill(['Shop', 'Orders']) }),
    ),
  });
  const contents = widgets.map(each => each.content as ParsedMetricWidget);
  expect(contents.map(({ rows }) => rows.length)).toEqual([
    500, 500, 500, 500, 500, 0, 0,
  ]);
  expect(contents[4].problems).toEqual([
    expect.stringContaining('first 500 of 501 rows'),
  ]);
  expect(contents[5].problems[1]).toContain('500 of this widget are left out');
});

describe('other widgets', () => {
  it('are text, cut where it is too long', () => {
    expect(
      content({ type: 'text', properties: { markdown: '# Hello' } }),
    ).toEqual({ type: 'text', markdown: '# Hello', transparent: false });
    const long = content({
      type: 'text',
      properties: { markdown: 'x'.repeat(40_000), background: 'transparent' },
    });
    expect(long).toMatchObject({ transparent: true });
    expect((long as { markdown: string }).markdown).toHaveLength(
      32_768 + '\n\n… (cut)'.length,
    );
  });

  it('hide nothing in titles and texts', () => {
    const { widgets } = parseDashboardBody({
      widgets: [
        {
          type: 'text',
          properties: { title: 'a\u202eb\u0000c', markdown: '# x\u2066\n\ty' },
        },
      ],
    });
    expect(widgets[0].title).toBe('abc');
    expect(widgets[0].content).toMatchObject({ markdown: '# x\n\ty' });
  });

  it.each([
    [
      `SOURCE '/aws/lambda/a' | fields @message`,
      ['/aws/lambda/a'],
      'fields @message',
    ],
    [
      `SOURCE '/a' | source "/b" | SOURCE '/a' | stats count(*)`,
      ['/a', '/b'],
      'stats count(*)',
    ],
    [`SOURCE "/a", '/b'\n| limit 5`, ['/a', '/b'], 'limit 5'],
    [
      `SOURCE 'arn:aws:logs:eu-central-1:111122223333:log-group:/a:*' | limit 5`,
      ['/a'],
      'limit 5',
    ],
  ])('are queries with their log groups: %s', (query, logGroups, rest) => {
    const log = content({ type: 'log', properties: { query, view: 'bar' } });
    expect(log).toEqual({ type: 'log', query: rest, logGroups, view: 'bar' });
  });

  it.each([
    ['fields @message', 'names no log group'],
    ['SOURCE logGroups(namePrefix: ["/a"]) | limit 5', 'in quotes'],
    [`SOURCE '/a' fields @message`, 'a | is missing'],
  ])('are queries that cannot be run: %s', (query, reason) => {
    expect(content({ type: 'log', properties: { query } })).toMatchObject({
      logGroups: [],
      refusal: expect.stringContaining(reason),
    });
  });

  it('say in their place why they are not drawn', () => {
    const unsupported = (widget: unknown) => {
      const shown = content(widget);
      return shown.type === 'unsupported'
        ? [shown.original, shown.reason]
        : [shown.type];
    };
    expect(unsupported({ type: 'explorer', properties: {} })).toEqual([
      'explorer',
      expect.stringContaining('tags'),
    ]);
    expect(unsupported({ type: 'custom', properties: {} })).toEqual([
      'custom',
      expect.stringContaining('Lambda'),
    ]);
    expect(unsupported({ type: 'trace', properties: {} })[0]).toBe('trace');
    expect(unsupported({ type: 'text' })[1]).toContain('`properties`');
    expect(unsupported({ properties: {} })[1]).toContain('`type`');
    expect(unsupported(7)[1]).toContain('`type`');
    expect(unsupported({ type: 'alarm', properties: { alarms: [] } })[1]).toBe(
      'The widget names no alarm in `alarms`.',
    );
    expect(unsupported(metric({ view: 'heatmap', metrics: [] }))).toEqual([
      'metric (heatmap)',
      expect.stringContaining('timeSeries'),
    ]);
  });
});
