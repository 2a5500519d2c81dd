import type { ParsedMetricWidget } from './model';
import { parseDashboardBody } from './parseDashboardBody';

const metric = (properties: object) => ({ type: 'metric', properties });

describe('variables', () => {
  const body = (variable: object, properties: object = {}) => ({
    variables: [
      {
        id: 'fn',
        type: 'property',
        property: 'FunctionName',
        inputType: 'select',
        label: 'Function',
        values: [{ value: 'load', label: 'Loader' }, { value: 'clean' }],
        defaultValue: 'load',
        ...variable,
      },
    ],
    widgets: [
      metric({
        title: 'load in eu-central-1',
        region: 'eu-central-1',
        metrics: [
          ['AWS/Lambda', 'Errors', 'FunctionName', 'other'],
          ['...', 'another'],
          [
            {
              expression: `SEARCH('{AWS/Lambda,FunctionName} FunctionName="other" Errors', 'Sum')`,
            },
          ],
        ],
        ...properties,
      }),
    ],
  });

  const shown = (variable: object, choices: Record<string, string> = {}) => {
    const parsed = parseDashboardBody(body(variable), { choices });
    const [widget] = parsed.widgets;
    const { rows, region } = widget.content as ParsedMetricWidget;
    return {
      variable: parsed.variables[0],
      problems: parsed.problems,
      title: widget.title,
      region,
      rows: rows.map(row =>
        row.type === 'stored' ? row.dimensions.FunctionName : row.expression,
      ),
    };
  };

  it('put their value into every dimension of the name, shorthand rows and searches too', () => {
    expect(shown({})).toMatchObject({
      variable: {
        id: 'fn',
        label: 'Function',
        input: 'select',
        value: 'load',
        choices: [
          { value: 'load', label: 'Loader' },
          { value: 'clean', label: 'clean' },
        ],
      },
      problems: [],
      rows: [
        'load',
        'load',
        `SEARCH('{AWS/Lambda,FunctionName} FunctionName="load" Errors', 'Sum')`,
      ],
    });
    expect(shown({}, { fn: 'clean' }).rows.slice(0, 2)).toEqual([
      'clean',
      'clean',
    ]);
  });

  it('may stand for a property of the widget, or for a text wherever it is', () => {
    const region = { property: 'region', values: [{ value: 'us-east-1' }] };
    expect(shown({ ...region, defaultValue: undefined })).toMatchObject({
      region: 'eu-central-1',
      variable: { value: '' },
    });
    expect(shown(region, { fn: 'us-east-1' })).toMatchObject({
      region: 'us-east-1',
      title: 'load in eu-central-1',
    });
    expect(
      shown({
        type: 'pattern',
        pattern: 'eu-central-1',
        defaultValue: 'us-west-2',
      }),
    ).toMatchObject({ region: 'us-west-2', title: 'load in us-west-2' });
  });

  it('take only what they offer', () => {
    const refused = shown({}, { fn: 'payments' });
    expect(refused.variable.value).toBe('load');
    expect(refused.problems).toEqual([
      expect.stringContaining('choose one of the values it offers'),
    ]);
    expect(shown({}, JSON.parse('{"__proto__": "x"}')).problems).toEqual([]);
  });

  it('take free text that cannot end a text of an expression', () => {
    const free = { inputType: 'input', values: [] };
    expect(shown(free, { fn: 'orders-load_2' }).rows[0]).toBe('orders-load_2');
    for (const value of [`x" OR "`, `x'`, 'x\\', 'x{y}', 'x\ny', '']) {
      expect(shown(free, { fn: value }).variable.value).toBe('load');
    }
  });

  it('say what is not supported', () => {
    const searched = shown({
      search: '{AWS/Lambda,FunctionName}',
      populateFrom: 'FunctionName',
      values: undefined,
      defaultValue: '__FIRST',
    });
    expect(searched.problems).toEqual([
      expect.stringContaining('a metric search finds are not supported'),
    ]);
    expect(searched.rows[0]).toBe('other');
    expect(shown({ property: undefined }).problems).toHaveLength(1);
  });

  it('cannot make a body grow without end', () => {
    const parsed = parseDashboardBody({
      variables: [
        {
          id: 'a',
          type: 'pattern',
          pattern: 'x',
          defaultValue: 'y'.repeat(256),
        },
      ],
      widgets: Array.from({ length: 500 }, () => ({
        type: 'text',
        properties: { markdown: 'x'.repeat(2_000) },
      })),
    });
    expect(JSON.stringify(parsed).length).toBeLessThan(3_000_000);
    expect(parsed.problems).toEqual([expect.stringContaining('too long')]);
  });
});
