import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useSeen } from '../ChartSections/useSeen';

/** Milliseconds: a page that never rests is not waited for longer. */
const MOST_PATIENCE = 3_000;

/** True once `ready` and the browser has nothing else to do. */
function useRest(ready: boolean): boolean {
  const [rests, setRests] = useState(false);
  useEffect(() => {
    // Not every browser can tell.
    if (!ready || typeof requestIdleCallback === 'undefined') {
      return undefined;
    }
    const waiting = requestIdleCallback(() => setRests(true), {
      timeout: MOST_PATIENCE,
    });
    return () => cancelIdleCallback(waiting);
  }, [ready]);
  return rests;
}

/**
 * What stands far down the page. Its code and data are fetched when the reader comes near, or when what stands above is
 * `ready` and the browser rests.
 */
export function Later(props: {
  ready?: boolean;
  /** True when the address asks for it. */
  wanted?: boolean;
  /** Holds its place, as high as it will be at first. */
  place: ReactNode;
  children: ReactNode;
}) {
  const { ready = false, wanted = false, place, children } = props;
  const element = useRef<HTMLDivElement>(null);
  const seen = useSeen(element);
  const rests = useRest(ready);
  return (
    <div ref={element}>
      {seen || rests || wanted ? (
        <Suspense fallback={place}>{children}</Suspense>
      ) : (
        place
      )}
    </div>
  );
}
