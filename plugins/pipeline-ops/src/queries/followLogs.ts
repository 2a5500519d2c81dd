import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type { LogEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef, type TimeWindow } from '../api';
import { useScope } from './useScope';

/** Milliseconds between looks; FilterLogEvents allows five requests a second for everybody in some regions. */
const EVERY = 5_000;

/** Lines that came in, after which following stops: somebody forgot it. */
export const MOST_FOLLOWED = 2_000;

/** Pages of one look; more than that has to be searched for. */
const MOST_PAGES = 5;

/** What has come in, newest first. A line that was seen before is not taken again. */
export function withNewer(
  lines: readonly LogEvent[],
  more: readonly LogEvent[],
): LogEvent[] {
  const known = new Set(lines.map(({ id }) => id));
  const fresh = more.filter(({ id }) => !known.has(id));
  return fresh.length === 0
    ? (lines as LogEvent[])
    : [...fresh, ...lines].sort((a, b) => b.timestamp - a.timestamp);
}

/**
 * Lines of a log group that come in while `following`, newest first. Looks every five seconds while the page is to be
 * seen. The server's mark says what is known already, so that everybody who follows shares its reads.
 *
 * @param mark - `newest` of the answer that is on the page.
 */
export function useFollowedLogs(options: {
  group: string;
  pattern: string;
  window: TimeWindow;
  mark: string | undefined;
  following: boolean;
}): { lines: LogEvent[]; error: Error | null } {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const { group, pattern, window, mark, following } = options;
  const [lines, take] = useReducer(
    (before: LogEvent[], more: LogEvent[] | 'forget') =>
      more === 'forget' ? [] : withNewer(before, more),
    [],
  );
  const newest = useRef(mark);
  const begin = useCallback(() => {
    newest.current = mark;
    take('forget');
  }, [mark]);
  useEffect(begin, [begin, scope, group, pattern, following]);

  const looked = useQuery({
    queryKey: ['pipeline-ops', 'follow-logs', scope, group, pattern, mark],
    enabled: following && lines.length < MOST_FOLLOWED,
    refetchInterval: EVERY,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const after = newest.current;
      const found: LogEvent[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { data } = await api.getLogEvents({
          ...scope,
          group,
          pattern,
          window,
          after,
          cursor,
          signal,
        });
        found.push(...data.events);
        newest.current = data.newest ?? newest.current;
        cursor = data.cursor;
        if (!cursor) {
          break;
        }
      }
      return found;
    },
  });
  const { data } = looked;
  useEffect(() => {
    if (data) {
      take(data);
    }
  }, [data]);
  return { lines, error: looked.error };
}
