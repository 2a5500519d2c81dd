import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './pages';

/** Runs of these tests are of a pipeline that no other test runs procedures of. */
const RUN_OF = 'glue-etl';

/** More than any of the pages has; a focus that is trapped somewhere ends there. */
const MOST_STOPS = 400;

interface Stop {
  /** Number that the page gave it, and what it is called. */
  mark: string | undefined;
  name: string;
  isVisible: boolean;
}

/** Gives every control of the page's own part a number, those that a keyboard has to reach. */
async function markControls(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const found = [
      ...document.querySelectorAll<HTMLElement>(
        'main :is(a[href], button, input, select, textarea, summary, [tabindex])',
      ),
    ].filter(
      element =>
        !element.closest('header, nav[aria-label="Content navigation"]') &&
        element.tabIndex >= 0 &&
        !element.matches(':disabled') &&
        element.checkVisibility({ visibilityProperty: true }),
    );
    return Object.fromEntries(
      found.map((element, i) => {
        element.dataset.mark = String(i);
        return [String(i), element.outerHTML.slice(0, 160)];
      }),
    );
  });
}

/** What has the focus, and whether one sees it. */
async function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const seen = (one: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (
        (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) ||
        boxShadow !== 'none'
      );
    };
    return {
      mark: element.dataset.mark,
      name: element.outerHTML.slice(0, 160),
      isVisible: seen(element),
    };
  });
}

/** Walks the page with the Tab key, once around. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  for (let i = 0; i < MOST_STOPS; i++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop.name.startsWith('<body')) break;
    stops.push(stop);
  }
  return stops;
}

/** Presses Tab until it has the focus. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeEnabled();
  for (let i = 0; i < MOST_STOPS; i++) {
    if (await target.evaluate(one => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${target}`);
}

const answerOf = (page: Page, point: string, state = '') =>
  page.getByRole('group', {
    name: new RegExp(`^Answer of ${point}, ${state}`),
  });

test('the Tab key leads to every control of a procedure and a run, and one sees where it is', async ({
  page,
  pipelinePages,
}) => {
  test.setTimeout(120_000);
  await pipelinePages.open(RUN_OF, 'runbook');
  await expect(page.getByRole('heading', { name: 'Steps' })).toBeVisible();
  const check = async () => {
    const controls = await markControls(page);
    expect(Object.keys(controls).length).toBeGreaterThan(10);
    const stops = await walk(page);
    const reached = new Set(stops.map(({ mark }) => mark));
    const missed = Object.entries(controls).filter(([i]) => !reached.has(i));
    expect(missed).toEqual([]);
    const unseen = stops.filter(({ mark, isVisible }) => mark && !isVisible);
    expect(unseen).toEqual([]);
  };
  await check();
  await page.getByRole('button', { name: /^Start (run|another)$/ }).click();
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  await expect(answerOf(page, 'step 1')).toBeFocused();
  await check();

  // Leaves no run behind that others are asked to join.
  await page.getByRole('button', { name: 'Resolved' }).click();
  await page.getByRole('button', { name: 'End run' }).click();
  await expect(page.getByRole('button', { name: 'Reopen run' })).toBeVisible();
});

test('a procedure is run from its start to its end without a mouse', async ({
  page,
  pipelinePages,
}) => {
  test.setTimeout(120_000);
  await pipelinePages.open(RUN_OF, 'runbook');
  const start = page.getByRole('button', { name: /^Start (run|another)$/ });
  await tabTo(page, start);
  await page.keyboard.press('Enter');
  await expect(answerOf(page, 'step 1', 'open')).toBeFocused();

  await page.keyboard.press('d');
  await expect(answerOf(page, 'step 1', 'done')).toBeVisible();
  await expect(answerOf(page, 'step 2', 'open')).toBeFocused();

  const reason = page.getByRole('textbox', { name: 'Why is it skipped?' });
  await page.keyboard.press('s');
  await expect(reason).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(answerOf(page, 'step 2', 'open')).toBeFocused();
  await page.keyboard.press('s');
  await expect(reason).toBeFocused();
  await page.keyboard.type('nothing to do, d s n');
  await page.keyboard.press('Control+Enter');
  await expect(answerOf(page, 'step 2', 'skipped')).toBeVisible();
  await expect(answerOf(page, 'step 3', 'open')).toBeFocused();

  // Back to the first, which is opened again, noted and failed.
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(answerOf(page, 'step 1', 'done')).toBeFocused();
  await page.keyboard.press('r');
  await expect(answerOf(page, 'step 1', 'open')).toBeFocused();
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('looked at it twice');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeHidden();
  await expect(page.getByRole('article')).toContainText('looked at it twice');
  await expect(answerOf(page, 'step 1', 'open')).toBeFocused();
  await page.keyboard.press('f');
  await page.keyboard.type('it did not help');
  await page.keyboard.press('Control+Enter');
  await expect(answerOf(page, 'step 1', 'failed')).toBeVisible();

  const resolved = page.getByRole('button', { name: 'Resolved' });
  await tabTo(page, resolved);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'End the run: Resolved' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(resolved).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('it works again');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Reopen run' })).toBeVisible();
  await expect(page.getByText('it works again').first()).toBeVisible();

  // Where nothing is in focus that takes letters, none of them does anything.
  await page.evaluate(() => (document.activeElement as HTMLElement)?.blur());
  const address = page.url();
  await page.keyboard.type('/jkdsfrno');
  expect(page.url()).toBe(address);
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeHidden();
});
