import { useEffect, useReducer } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type { LogEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef } from '../api';
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
 * seen, from the newest known line on; lines of the same millisecond are told apart by their ids.
 *
 * @param newest - Unix milliseconds of the newest line that is known already.
 */
export function useFollowedLogs(options: {
  group: string;
  pattern: string;
  newest: number;
  following: boolean;
}): { lines: LogEvent[]; error: Error | null } {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const { group, pattern, newest, following } = options;
  const [lines, take] = useReducer(
    (before: LogEvent[], more: LogEvent[] | 'forget') =>
      more === 'forget' ? [] : withNewer(before, more),
    [],
  );
  useEffect(() => take('forget'), [scope, group, pattern, following]);

  const looked = useQuery({
    queryKey: ['pipeline-ops', 'follow-logs', scope, group, pattern],
    enabled: following && lines.length < MOST_FOLLOWED,
    refetchInterval: EVERY,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const window = {
        from: new Date(lines[0]?.timestamp ?? newest).toISOString(),
        to: new Date(Date.now() + 1_000).toISOString(),
      };
      const found: LogEvent[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { data } = await api.getLogEvents({
          ...scope,
          group,
          pattern,
          window,
          cursor,
          signal,
        });
        found.push(...data.events);
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
