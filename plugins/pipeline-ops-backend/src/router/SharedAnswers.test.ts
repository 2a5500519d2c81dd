import { setTimeout as sleep } from 'node:timers/promises';
import { NotFoundError } from '@backstage/errors';
import {
  applyChanges,
  CHANGES,
  type Envelope,
  type SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import fc from 'fast-check';
import request from 'supertest';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { compactNumber } from './compactNumbers';
import { AS_OF_HEADER, SharedAnswers } from './SharedAnswers';

const READ_AT = '2026-11-21T03:18:00.000Z';

function lab(rest: Partial<SourceState> = {}): SourceState {
  return {
    id: 'lab',
    account: '111122223333',
    region: 'eu-central-1',
    status: 'ok',
    asOf: READ_AT,
    ...rest,
  };
}

/** A route that answers what `make` gives, shared for five seconds of a clock that stands still. */
function portal(make: () => Promise<Envelope<unknown>>) {
  let time = Date.parse(READ_AT);
  let pipeline: ResolvedPipeline = ordersPipeline();
  let made = 0;
  const answers = SharedAnswers.create({ keepMs: 5_000, now: () => time });
  const router = PromiseRouter();
  router.get('/', async (req, res) => {
    const { signal } = new AbortController();
    const key = [req.query.range];
    await answers.send(req, res, { pipeline, key, signal }, async () => {
      made += 1;
      return make();
    });
  });
  const app = express().use(router);
  return {
    get: (headers: Record<string, string> = {}, range = 'PT3H') =>
      request(app).get('/').query({ range }).set(headers),
    made: () => made,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    resolveAnew: () => {
      pipeline = ordersPipeline();
    },
  };
}

it('makes an answer once for all who ask, and anew for another question or another resolution', async () => {
  const { get, made, resolveAnew } = portal(async () => {
    await sleep(20);
    return { data: { calls: 7 }, sources: [lab()] };
  });
  const together = await Promise.all(Array.from({ length: 20 }, () => get()));
  expect(new Set(together.map(({ text }) => text))).toEqual(
    new Set([
      '{"data":{"calls":7},"sources":[{"id":"lab","account":"111122223333","region":"eu-central-1","status":"ok","asOf":"2026-11-21T03:18:00.000Z"}]}',
    ]),
  );
  await get();
  expect(made()).toBe(1);
  await get({}, 'PT1H');
  expect(made()).toBe(2);
  resolveAnew();
  await get();
  expect(made()).toBe(3);
});

it('gives an answer of five seconds while it is renewed, and waits for a newer one after ten', async () => {
  let version = 1;
  const { get, pass } = portal(async () => ({
    data: { version },
    sources: [lab()],
  }));
  const versionNow = async () => (await get()).body.data.version;
  expect(await versionNow()).toBe(1);
  version = 2;
  pass(4_999);
  expect(await versionNow()).toBe(1);
  pass(1);
  expect(await versionNow()).toBe(1);
  await sleep(50);
  expect(await versionNow()).toBe(2);
  version = 3;
  pass(10_000);
  expect(await versionNow()).toBe(3);
});

it('keeps no answer that lacks something, and no failure', async () => {
  const broken = portal(async () => ({
    data: {},
    sources: [lab({ status: 'throttled', message: 'Too many requests' })],
  }));
  await broken.get();
  await broken.get();
  expect(broken.made()).toBe(2);

  let exists = false;
  const { get } = portal(async () => {
    if (!exists) throw new NotFoundError('There is no pipeline');
    return { data: 'here', sources: [lab()] };
  });
  expect((await get()).status).toBe(500);
  exists = true;
  expect((await get()).body.data).toBe('here');
});

it('says that nothing changed when only the moment of reading did, and tells that moment', async () => {
  let asOf = READ_AT;
  let status: SourceState['status'] = 'ok';
  let calls = 7;
  const { get } = portal(async () => ({
    data: { calls },
    sources: [lab({ asOf, status })],
  }));
  const first = await get();
  const again = (etag: string) => get({ 'If-None-Match': etag });
  expect(first.headers['cache-control']).toBe('private, no-cache');
  const { etag } = first.headers;

  const later = portal(async () => ({
    data: { calls },
    sources: [lab({ asOf, status })],
  }));
  asOf = '2026-11-21T03:18:20.000Z';
  const unchanged = await later.get({ 'If-None-Match': etag });
  expect(unchanged.status).toBe(304);
  expect(unchanged.text).toBe('');
  expect(unchanged.headers[AS_OF_HEADER.toLowerCase()]).toBe(
    'lab=2026-11-21T03:18:20.000Z',
  );
  expect((await again('W/"other"')).status).toBe(200);

  calls = 8;
  const changed = portal(async () => ({ data: { calls }, sources: [lab()] }));
  expect((await changed.get({ 'If-None-Match': etag })).status).toBe(200);
  calls = 7;
  status = 'stale';
  const stale = portal(async () => ({
    data: { calls },
    sources: [lab({ asOf, status })],
  }));
  expect((await stale.get({ 'If-None-Match': etag })).status).toBe(200);
});

it('tells who can take it only what has changed since the answer that is there', async () => {
  let minute = 0;
  const { get, pass } = portal(async () => ({
    data: {
      from: minute * 60,
      words: 'what is the same in all answers '.repeat(9),
      t0: minute * 60,
      step: 60,
      values: Array.from({ length: 180 }, (_, at) => (at + minute) ** 2),
    },
    sources: [lab()],
  }));
  const next = async (headers: Record<string, string>) => {
    minute += 1;
    pass(60_000);
    return get(headers);
  };
  const first = await get();
  const { etag } = first.headers;
  const changed = await next({ 'A-IM': CHANGES, 'If-None-Match': etag });
  expect(changed.status).toBe(226);
  expect(changed.headers).toMatchObject({
    im: CHANGES,
    'cache-control': 'no-store',
    'access-control-expose-headers': `${AS_OF_HEADER}, ETag, IM`,
  });
  // The value of the 180th bucket, and the second member of `data`.
  expect(changed.body).toEqual({
    drop: 1,
    add: 1,
    tail: [32_400],
    edits: [],
    nodes: [2, 60],
  });
  const whole = await get();
  expect(applyChanges(first.body, changed.body)).toEqual(whole.body);
  expect(changed.headers.etag).toBe(whole.headers.etag);

  // Marked as not to be cached, as browsers do.
  const unchanged = await get({
    'A-IM': CHANGES,
    'If-None-Match': whole.headers.etag,
    'Cache-Control': 'no-cache',
  });
  expect(unchanged.status).toBe(304);
  const far = await next({ 'A-IM': CHANGES, 'If-None-Match': etag });
  expect(applyChanges(first.body, far.body)).toEqual((await get()).body);
});

it('gives the whole answer to who cannot take changes, has another one, or would save little', async () => {
  let version = 1;
  const { get, pass } = portal(async () => ({
    data: Array.from({ length: 50 }, (_, at) => `${at ** 3 * version}`),
    sources: [lab()],
  }));
  const { etag } = (await get()).headers;
  const takes = { 'A-IM': CHANGES };
  pass(60_000);
  version = 7;
  for (const headers of [
    { 'If-None-Match': etag },
    { ...takes, 'If-None-Match': 'W/"unknown"' },
    { ...takes, 'If-None-Match': etag },
    { ...takes, 'If-None-Match': etag, 'Accept-Encoding': 'identity' },
    takes,
  ]) {
    const answer = await get(headers);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toHaveLength(50);
  }
});

it('is readable without compression, too', async () => {
  const { get } = portal(async () => ({ data: 'ä', sources: [] }));
  const plain = await get({ 'Accept-Encoding': 'identity' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body.data).toBe('ä');
  const packed = await get({ 'Accept-Encoding': 'gzip' });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(packed.body.data).toBe('ä');
});

it('shortens fractions to five digits and leaves whole numbers alone', () => {
  expect(
    [179.99333333333334, -0.000123456789, 123456.789, 123456789, 0.1].map(
      compactNumber,
    ),
  ).toEqual([179.99, -0.00012346, 123457, 123456789, 0.1]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
      const shown = compactNumber(value);
      const near = Math.max(Math.abs(value) * 0.5e-4, Number.MIN_VALUE);
      expect(Math.abs(shown - value)).toBeLessThanOrEqual(near);
    }),
  );
});
