/** What a page of the bench lets the bench do. */
export interface ChartPage {
  /** Mounts all charts; milliseconds from the order to the second frame after it. */
  mount(): Promise<number>;
  /** Gives all charts the next minute; resolves when that is on the screen. */
  refresh(): Promise<void>;
  /** Charts that are drawn, as the page's own elements tell. */
  drawn(): number;
}

declare global {
  interface Window {
    bench: ChartPage;
  }
}

/** Acts in a task of the page's own, which the browser times as the page's script, until the result is on the screen. */
export async function inOwnTask(act: () => void): Promise<void> {
  await new Promise<void>(resolve => {
    setTimeout(() => {
      act();
      resolve();
    });
  });
  await twoFrames();
}

/** Two frames later everything that was asked for is on the screen. */
export function twoFrames(): Promise<void> {
  return new Promise(resolve => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
