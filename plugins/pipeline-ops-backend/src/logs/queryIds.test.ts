import fc from 'fast-check';
import {
  definitionQueryId,
  documentQueryId,
  LONGEST_QUERY_ID,
  readWidgetQueryId,
  widgetQueryId,
} from './queryIds';

it('gives queries of two documents different ids, and the same query always the same', () => {
  const id = documentQueryId('docs/operations.md', 'query-1');
  expect(documentQueryId('docs/operations.md', 'query-1')).toBe(id);
  expect(documentQueryId('docs/other.md', 'query-1')).not.toBe(id);
  expect(id).toMatch(/^document\.[\w-]{16}$/);
  expect(definitionQueryId('slow-loads')).toBe('definition.slow-loads');
});

it('finds a widget again from its id, whatever its dashboard is called', () => {
  const text = fc.string({ minLength: 1, maxLength: 100, unit: 'binary' });
  fc.assert(
    fc.property(
      fc.record({
        sourceId: fc.option(text, { nil: undefined }),
        dashboardId: text,
        widgetId: fc.nat({ max: 9_999 }).map(String),
        variables: fc.option(
          fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text, {
            minKeys: 1,
            maxKeys: 3,
          }),
          { nil: undefined },
        ),
      }),
      key => {
        expect(readWidgetQueryId(widgetQueryId(key))).toEqual(key);
      },
    ),
  );
});

it('does not depend on the order in which variables were chosen', () => {
  const key = { dashboardId: 'orders', widgetId: '3' };
  expect(widgetQueryId({ ...key, variables: { a: '1', b: '2' } })).toBe(
    widgetQueryId({ ...key, variables: { b: '2', a: '1' } }),
  );
});

it.each([
  ['another kind of query', definitionQueryId('slow-loads')],
  ['nothing', 'widget.'],
  ['no JSON', 'widget.!!!'],
  ['a list', `widget.${Buffer.from('[]').toString('base64url')}`],
  [
    'more than a key holds',
    `widget.${Buffer.from('{"dashboardId":"a","widgetId":"1","more":1}').toString('base64url')}`,
  ],
  ['an id without end', `widget.${'A'.repeat(LONGEST_QUERY_ID)}`],
])('reads nothing from %s', (_, id) => {
  expect(readWidgetQueryId(id)).toBeUndefined();
});
