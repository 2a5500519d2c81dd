import { fillPlaceholders } from './placeholders';
import { prefixesOf } from './selection';
import { mergeStates, sourceState, statesBySource } from './sourceStates';
import { LAB } from './__fixtures__/FakeTelemetry';
import { shiftResults } from './cache/shift';

describe('prefixesOf', () => {
  it('asks for no name twice', () => {
    expect(
      prefixesOf([
        { type: 'prefix', prefix: 'etl-' },
        { type: 'exact', name: 'etl-errors' },
        { type: 'exact', name: 'other' },
        { type: 'prefix', prefix: 'etl-' },
      ]),
    ).toEqual(['etl-', 'other']);
  });

  it('reads everything when that takes fewer requests', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      type: 'exact' as const,
      name: `alarm-${index}`,
    }));
    expect(prefixesOf(many)).toEqual(['']);
  });
});

it('tells one state for a source: the one to act on, as old as the oldest', () => {
  const at = (minute: number) => Date.parse(`2026-11-21T03:${minute}:00Z`);
  const denied = sourceState(LAB, at(18), 'denied', {
    message: 'no',
    missingAction: 'logs:FilterLogEvents',
  });
  const merged = mergeStates([
    sourceState(LAB, at(17)),
    denied,
    sourceState(LAB, at(18), 'throttled', { message: 'slow' }),
  ]);
  expect(merged).toEqual({ ...denied, asOf: '2026-11-21T03:17:00.000Z' });
  expect(
    mergeStates([
      denied,
      sourceState(LAB, at(10), 'stale', { message: 'old' }),
    ]),
  ).toMatchObject({ status: 'stale', missingAction: 'logs:FilterLogEvents' });
  const other = { ...LAB, id: 'other' };
  expect(
    statesBySource([
      sourceState(other, at(18)),
      denied,
      sourceState(other, at(18), 'partial'),
    ]).map(({ id, status }) => [id, status]),
  ).toEqual([
    ['other', 'partial'],
    ['lab', 'denied'],
  ]);
});

it('fills placeholders however they are written, and says when one is left', () => {
  const prod = {
    name: 'prod',
    variables: { 'account-id': '1111', TOPIC: 't' },
  };
  expect(fillPlaceholders('${ENV}-{account_id}-<topic>', prod)).toEqual({
    text: 'prod-1111-t',
    whole: true,
  });
  expect(fillPlaceholders('{env}-{shard}', prod)).toEqual({
    text: 'prod-{shard}',
    whole: false,
  });
});

it('lays an earlier window on a later one', () => {
  const [moved] = shiftResults(
    [
      {
        id: 'a',
        label: 'a',
        status: 'complete',
        t0: 600,
        step: 60,
        values: [1, 2, 3],
      },
    ],
    720,
    900,
  );
  expect(moved).toMatchObject({ t0: 720, values: [3, null, null] });
});
