import { useCallback } from 'react';
import { goToPanel } from '../components/PanelLinks';
import { absoluteRange } from '../time';
import { useViewState } from '../viewState';

/** Milliseconds before and after the moment that are looked at. */
const AROUND = 5 * 60_000;

/** Shows the log events around a moment, Unix milliseconds, of one group or the one that was looked at. */
export function useLogsAt(): (moment: number, logGroup?: string) => void {
  const { change } = useViewState();
  return useCallback(
    (moment, logGroup) => {
      const range = absoluteRange(moment - AROUND, moment + AROUND);
      if (range) {
        change({
          range,
          logView: undefined,
          ...(logGroup ? { logGroup } : {}),
        });
      }
      goToPanel('logs');
    },
    [change],
  );
}
