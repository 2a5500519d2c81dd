import { expect, type Page } from '@playwright/test';
import MarkdownIt from 'markdown-it';
import { randomUUID } from 'node:crypto';
import {
  HOSTILE_ADDRESSES,
  HOSTILE_TEXTS,
  SLOW_TEXTS,
} from './hostilePayloads';
import { test } from './pages';

/** Milliseconds within which a page has to answer, whatever a guide holds. */
const ANSWERS_WITHIN = 2_000;

/** The pages render Markdown up to this length, and show longer texts as they are written. */
const LONGEST_RENDERED = 8_192;

interface Procedure {
  title: string;
  steps: object[];
  commands: object[];
  position: object;
  [field: string]: unknown;
}

/** Lets a guide of somebody hostile stand behind the open procedure. */
async function serve(page: Page, change: (real: Procedure) => object) {
  await page.route(/\/runbooks\/[^/?]+(\?|$)/, async route => {
    const answer = await route.fetch();
    const body = await answer.json();
    await route.fulfill({ json: { ...body, data: change(body.data) } });
  });
}

/** What no text may bring into the page, or into a part of it. */
async function tracesIn(page: Page, part = 'article'): Promise<string[]> {
  return page.evaluate(selector => {
    const root = document.querySelector(selector)!;
    const elements = [root, ...root.querySelectorAll('*')];
    const forbidden =
      'script, iframe, object, embed, picture, video, audio, link, meta, base, form, style, math, foreignObject, marquee, template, noscript';
    const bad = elements.flatMap(element => {
      const attributes = [...element.attributes].filter(
        ({ name, value }) =>
          /^on/i.test(name) ||
          ['srcdoc', 'srcset', 'action', 'formaction'].includes(name) ||
          (/^(?:href|src|xlink:href)$/.test(name) &&
            !/^(?:https?:\/\/|\/|\?|#|$)/.test(value)) ||
          (name === 'style' && /url\(|fixed/.test(value)),
      );
      const named = element.matches(forbidden) ? [element.tagName] : [];
      // As the browser understands it, whatever it is written like.
      const leads =
        element instanceof HTMLAnchorElement &&
        !['http:', 'https:'].includes(element.protocol)
          ? [`leads to ${element.href}`]
          : [];
      return [
        ...named,
        ...leads,
        ...attributes.map(one => `${one.name}=${one.value}`),
      ];
    });
    const { hacked } = window as { hacked?: unknown };
    return hacked === undefined ? bad : [...bad, 'something was run'];
  }, part);
}

/** Dialogs that open, and what the page asks for because of a payload. */
function watch(page: Page): string[] {
  const seen: string[] = [];
  page.on('dialog', async dialog => {
    seen.push(dialog.message());
    await dialog.dismiss();
  });
  page.on('request', request => {
    if (/spy\.invalid|^data:text|^blob:https/.test(request.url())) {
      seen.push(request.url());
    }
  });
  return seen;
}

test('nothing of a guide runs, loads or leads where it should not', async ({
  page,
  pipelinePages,
}) => {
  expect(HOSTILE_TEXTS.length).toBeGreaterThan(80);
  const seen = watch(page);
  await serve(page, real => ({
    ...real,
    title: HOSTILE_TEXTS[0],
    estimatedTime: HOSTILE_TEXTS[14],
    intro: HOSTILE_TEXTS.slice(0, 40).join('\n\n'),
    symptoms: HOSTILE_TEXTS,
    causes: [...HOSTILE_TEXTS].reverse(),
    verification: HOSTILE_TEXTS,
    rollback: HOSTILE_TEXTS.slice(0, 20),
    escalation: HOSTILE_TEXTS.slice(20, 40),
    steps: HOSTILE_TEXTS.map((text, i) => ({
      id: `s${i}"><img src=x onerror=window.hacked=1>`,
      title: text,
      body: text,
      commands: [
        {
          id: `c${i}`,
          language: i % 2 ? 'bash' : text,
          text: `echo ${text} <name>`,
          filled: `echo ${text} <name>`,
          placeholders: [
            {
              name: text,
              text: '<name>',
              start: `echo ${text} `.length,
              end: `echo ${text} <name>`.length,
              ...(i % 3 === 0 && { value: text, valueFrom: text }),
            },
          ],
        },
      ],
      steps: [],
      position: real.position,
    })),
    position: {
      ...real.position,
      path: HOSTILE_TEXTS[1],
      url: HOSTILE_ADDRESSES[0],
      editUrl: HOSTILE_ADDRESSES[14],
    },
  }));
  await pipelinePages.open('sensor-data', 'runbook');
  await expect(page.getByRole('heading', { name: 'Steps' })).toBeVisible();
  // What would load or toggle does so a moment later.
  await page.waitForTimeout(500);
  expect(await tracesIn(page)).toEqual([]);
  // The words of the payloads are there to be read: as text.
  await expect(page.getByRole('article')).toContainText('window.hacked=1');
  expect(seen).toEqual([]);
});

/** A pipeline of these tests' own: others do not find what was written into it. */
const WRITTEN_INTO = 'aurora-restore';

/** Asks the portal as the page's guest does, past its forms. */
async function apiOf(page: Page) {
  const signedIn = await page.request.get('/api/auth/guest/refresh', {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  const { backstageIdentity } = await signedIn.json();
  return async (route: string, data?: object) => {
    const answer = await page.request.fetch(
      `/api/pipeline-ops/v1/entities/component/default/${WRITTEN_INTO}/${route}`,
      {
        method: data ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${backstageIdentity.token}` },
        ...(data && { data: { idempotencyKey: randomUUID(), ...data } }),
      },
    );
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer;
  };
}

/** A run into which every payload was written, everywhere. Gives its id. */
async function hostileRun(api: Awaited<ReturnType<typeof apiOf>>) {
  const { data: list } = await (await api('runbooks')).json();
  const chosen = list.runbooks.find(
    (one: { stepCount?: number }) => one.stepCount !== 0,
  );
  const started = await api('runs', { runbookId: chosen.id });
  const { data: run } = await started.json();
  const steps: string[] = run.steps.map((step: { id: string }) => step.id);
  const placeholders: string[] = run.procedure.steps
    .flatMap((step: Procedure) => step.commands)
    .flatMap((command: { placeholders: { name: string }[] }) =>
      command.placeholders.map(({ name }) => name),
    );
  const all = HOSTILE_TEXTS.join('\n');
  const stepOf = (index: number) => ({ step: steps[index % steps.length] });
  const events = [
    { type: 'step-failed', note: all, ...stepOf(0) },
    { type: 'step-skipped', note: all, ...stepOf(1) },
    ...HOSTILE_TEXTS.flatMap((text, i) => [
      { type: 'note', note: text, ...(i % 2 && stepOf(i)) },
      { type: 'output', output: text, ...(i % 2 && stepOf(i)) },
    ]),
    ...placeholders
      .slice(0, 1)
      .flatMap(name =>
        HOSTILE_TEXTS.map(value => ({ type: 'variable', name, value })),
      ),
    { type: 'end', outcome: 'abandoned', note: all },
    { type: 'reopened', note: all },
    { type: 'end', outcome: 'mitigated', note: all },
  ];
  let { revision } = run;
  for (const event of events) {
    const said = await api(`runs/${run.id}/events`, { ...event, revision });
    revision = (await said.json()).data.revision;
  }
  return run.id as string;
}

test('nothing that people write into a run runs, loads or leads where it should not', async ({
  page,
  context,
  pipelinePages,
}) => {
  test.setTimeout(120_000);
  const api = await apiOf(page);
  const id = await hostileRun(api);
  const seen = watch(page);

  await pipelinePages.open(WRITTEN_INTO, 'runbook', `?run=${id}`);
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  await expect(page.getByRole('article')).toContainText('window.hacked=1');
  await page.waitForTimeout(500);
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(
    'window.hacked=1',
  );
  expect(await tracesIn(page, 'main')).toEqual([]);

  await pipelinePages.open(WRITTEN_INTO, 'runbook', '?runs=all');
  await expect(page.getByText('mitigated').first()).toBeVisible();
  await page.waitForTimeout(500);
  expect(seen).toEqual([]);

  // The draft, in the hands of somebody whose Markdown may hold HTML.
  const exported = await api(`runs/${id}/export.md`);
  expect(exported.headers()['content-type']).toContain('text/markdown');
  expect(exported.headers()['content-disposition']).toContain('attachment');
  const draft = await exported.text();
  expect(draft).toContain('window.hacked=1');
  const reader = await context.newPage();
  const seenByReader = watch(reader);
  await reader.setContent(new MarkdownIt({ html: true }).render(draft));
  await reader.waitForTimeout(500);
  expect(await tracesIn(reader, 'body')).toEqual([]);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(reader.getByRole('heading', { name: 'hacked' })).toHaveCount(0);
  expect(seenByReader).toEqual([]);
});

test('nothing that people write into a checklist runs, loads or leads where it should not', async ({
  page,
  pipelinePages,
}) => {
  const seen = watch(page);
  const textOf = (i: number) => HOSTILE_TEXTS[i % HOSTILE_TEXTS.length];
  const addressOf = (i: number) =>
    HOSTILE_ADDRESSES[i % HOSTILE_ADDRESSES.length];
  const at = new Date().toISOString();
  const pauses = HOSTILE_TEXTS.map((reason, i) => ({
    id: `pause-${i}`,
    from: at,
    until: new Date(Date.now() + 86_400_000).toISOString(),
    reason,
    by: 'user:default/guest',
    at,
  }));
  /** What the server refuses and what it takes, as if it had taken all. */
  const hostile = (list: { items: object[]; period: object }) => ({
    ...list,
    title: HOSTILE_TEXTS[2],
    warning: HOSTILE_TEXTS[3],
    period: { ...list.period, excuse: pauses[0] },
    items: HOSTILE_TEXTS.map((text, i) => ({
      ...list.items[0],
      id: `item-${i}`,
      text,
      group: text,
      details: [text],
      evidence: { kind: i % 2 ? 'link' : 'text', label: text, required: false },
      links: [{ kind: 'runbook', id: addressOf(i), title: text }],
      assignee: undefined,
      completion: {
        itemId: `item-${i}`,
        state: (['done', 'not-done', 'not-applicable'] as const)[i % 3],
        note: text,
        evidence: i % 2 ? addressOf(i) : text,
        by: 'user:default/guest',
        automatic: false,
        override: false,
        at,
      },
    })),
  });
  await page.route(/\/checklists(\?|$)/, async route => {
    const body = await (await route.fetch()).json();
    const checklists = body.data.checklists.map(hostile);
    await route.fulfill({
      json: { ...body, data: { ...body.data, checklists, pauses } },
    });
  });
  await page.route(/\/periods\/[^/]+(\?|$)/, async route => {
    const body = await (await route.fetch()).json();
    await route.fulfill({ json: { ...body, data: hostile(body.data) } });
  });
  await page.route(/\/history(\?|$)/, async route => {
    const body = await (await route.fetch()).json();
    const [period] = body.data.periods;
    const entries = HOSTILE_TEXTS.map((text, i) => ({
      revision: i + 1,
      periodKey: period?.key ?? 'D:2026-11-21',
      itemId: `item-${i}`,
      itemText: text,
      state: 'done',
      note: textOf(i + 1),
      evidence: addressOf(i),
      by: 'user:default/guest',
      automatic: false,
      override: true,
      at,
    }));
    await route.fulfill({ json: { ...body, data: { ...body.data, entries } } });
  });
  for (const shown of ['', '?history=answers', '?history=sheet']) {
    await pipelinePages.open(WRITTEN_INTO, 'maintenance', shown);
    await expect(page.locator('main')).toContainText('window.hacked=1');
    await page.waitForTimeout(500);
    expect(await tracesIn(page, 'main')).toEqual([]);
  }
  // Answers that nobody waits for any more.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  expect(seen).toEqual([]);
});

for (const [name, text] of Object.entries(SLOW_TEXTS)) {
  test(`31 KB of ${name} do not hold the page up`, async ({
    page,
    pipelinePages,
  }) => {
    let served = 0;
    await serve(page, real => {
      served = Date.now();
      const [first] = real.steps as object[];
      return {
        ...real,
        intro: text,
        symptoms: [text, text.slice(0, LONGEST_RENDERED)],
        verification: [text.slice(0, 1_000)],
        steps: [{ ...first, title: text.slice(0, 2000), body: text }],
      };
    });
    await pipelinePages.open('sensor-data', 'runbook');
    await expect(
      page.getByRole('article').getByRole('heading', { name: 'Steps' }),
    ).toBeVisible();
    expect(Date.now() - served).toBeLessThan(ANSWERS_WITHIN);
    const asked = Date.now();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(Date.now() - asked).toBeLessThan(ANSWERS_WITHIN);
  });
}
