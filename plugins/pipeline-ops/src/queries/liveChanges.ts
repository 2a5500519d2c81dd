import { useEffect, useRef } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  CHANGES_CHANNEL,
  type ChangeSignal,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/**
 * Calls back when somebody changed it, within a second where the portal has signals, and never where it has none: who
 * uses it polls as well. A page in the background is told once when it is looked at again.
 *
 * @param id - id of the run, or the `changesId` of an answer; nothing is awaited while it is undefined
 */
export function useLiveChanges(
  what: ChangeSignal['what'],
  id: string | undefined,
  onChange: () => void,
): void {
  // Not `useSignal`: it keeps the last signal alone, and drops one of two that come together.
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });

  useEffect(() => {
    if (!signals || id === undefined) {
      return undefined;
    }
    let missed = false;
    const subscription = signals.subscribe<ChangeSignal>(
      CHANGES_CHANNEL,
      change => {
        if (change.what !== what || change.id !== id) {
          return;
        }
        if (document.hidden) {
          missed = true;
        } else {
          latest.current();
        }
      },
    );
    const onVisibility = () => {
      if (missed && !document.hidden) {
        missed = false;
        latest.current();
      }
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      subscription.unsubscribe();
    };
  }, [signals, what, id]);
}
