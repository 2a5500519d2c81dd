/** What a page of the bench lets the bench do. */
export interface ChartPage {
  /** Mounts all charts; milliseconds from the order to the second frame after it. */
  mount(): Promise<number>;
  /** Gives all charts the next minute; milliseconds that scripts took for it. */
  refresh(): Promise<number>;
  /** Charts that are drawn, as the page's own elements tell. */
  drawn(): number;
}

declare global {
  interface Window {
    bench: ChartPage;
  }
}

/**
 * How long scripts work on something: what React does at once, and what follows as microtasks, which is where uPlot
 * draws. The time until the next frame is the browser's.
 */
export async function scriptTime(act: () => void): Promise<number> {
  const started = performance.now();
  act();
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.resolve();
  }
  const taken = performance.now() - started;
  await twoFrames();
  return taken;
}

/** Two frames later everything that was asked for is on the screen. */
export function twoFrames(): Promise<void> {
  return new Promise(resolve => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
