import { expect, type Page } from '@playwright/test';
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

/** What no text may bring into the page. */
async function tracesIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const article = document.querySelector('article')!;
    const elements = [article, ...article.querySelectorAll('*')];
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
  });
}

test('nothing of a guide runs, loads or leads where it should not', async ({
  page,
  pipelinePages,
}) => {
  expect(HOSTILE_TEXTS.length).toBeGreaterThan(80);
  const dialogs: string[] = [];
  const asked: string[] = [];
  page.on('dialog', async dialog => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  page.on('request', request => {
    if (/spy\.invalid|^data:text|^blob:https/.test(request.url())) {
      asked.push(request.url());
    }
  });
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
  expect(dialogs).toEqual([]);
  expect(asked).toEqual([]);
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
