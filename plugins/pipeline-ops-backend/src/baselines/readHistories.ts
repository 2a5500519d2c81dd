import type { TelemetrySource } from '@pipeline-ops/plugin-pipeline-ops-node';
import { hasFailed } from '../telemetry/sourceStates';
import type { WantedChart } from './BaselineService';
import type { StoredHistory } from './BaselineStore';
import { dayOf, historyWindow } from './hourlyHistory';

interface KeyedChart extends WantedChart {
  /** Keys of the series to read, by their ids. */
  keys: ReadonlyMap<string, string>;
}

export interface ReadHistories {
  histories: Map<string, StoredHistory>;
  /** Keys of what could not be read whole. */
  failed: string[];
  /** Ids of sources that gave nothing. */
  silent: Set<string>;
}

/**
 * Reads the histories of charts. All at once: telemetry puts what is asked for together into few calls.
 *
 * @param now - Unix seconds
 */
export async function readHistories(
  telemetry: TelemetrySource,
  charts: readonly KeyedChart[],
  now: number,
): Promise<ReadHistories> {
  const window = historyWindow(now);
  const day = dayOf(now);
  const histories = new Map<string, StoredHistory>();
  const failed: string[] = [];
  const silent = new Set<string>();
  await Promise.all(
    charts.map(async ({ source, queries, keys }) => {
      const { data, state } = await telemetry.metricData({
        source,
        queries: queries.map(query => ({
          ...query,
          returnData: keys.has(query.id),
        })),
        ...window,
      });
      if (hasFailed(state)) {
        silent.add(source.id);
      }
      for (const [id, key] of keys) {
        const own = data.filter(result => result.id === id);
        // A part of a history would be taken for all of it, for a whole day.
        if (own.length === 1 && own[0].status === 'complete') {
          const [{ t0, values }] = own;
          histories.set(key, { day, history: { t0, values } });
        } else {
          failed.push(key);
        }
      }
    }),
  );
  return { histories, failed, silent };
}
