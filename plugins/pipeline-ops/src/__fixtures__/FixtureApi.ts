import type { Envelope } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { PipelineOpsApi } from '../api';
import { createChecklistBackend } from './checklistBackend';
import { NOW } from './clock';
import { dashboard, dashboardList } from './dashboards';
import { documentList } from './documents';
import { findings } from './findings';
import { logGroupFilters, queryRun, savedQueries } from './logQueries';
import { runbook, runbookList } from './procedures';
import { createRunBackend } from './runs';
import {
  alarmDetail,
  alarmHistory,
  alarmList,
  logEvents,
  logGroups,
  metrics,
  overview,
  sources,
} from './telemetry';

/** A backend of one night in memory: it answers the story of these fixtures and keeps ticks. */
export function createFixtureApi(
  now = NOW,
  overrides: Partial<PipelineOpsApi> = {},
): PipelineOpsApi {
  const answer = async <T>(data: T): Promise<Envelope<T>> => ({
    data,
    sources: sources(now),
  });
  return {
    getOverview: () => answer(overview(now)),
    getAlarms: () => answer(alarmList(now)),
    getAlarmHistory: ({ alarmName }) => answer(alarmHistory(alarmName, now)),
    getAlarm: ({ alarmName }) => answer(alarmDetail(alarmName, now)),
    getMetrics: () => answer(metrics(now)),
    getDashboards: () => answer(dashboardList(now)),
    getDashboard: ({ dashboardId }) => answer(dashboard(dashboardId, now)),
    getLogGroups: () => answer(logGroups()),
    getLogEvents: ({ cursor }) =>
      answer(
        cursor
          ? { ...logEvents(now), events: [], cursor: undefined, complete: true }
          : logEvents(now),
      ),
    getLogGroupFilters: () => answer(logGroupFilters()),
    getSavedQueries: () => answer(savedQueries()),
    startQueryRun: () => answer(queryRun('running')),
    getQueryRun: () => answer(queryRun('complete')),
    stopQueryRun: () => answer(queryRun('cancelled')),
    getFindings: () => answer(findings()),
    getDocuments: () => answer(documentList(now)),
    getRunbooks: () => answer(runbookList()),
    getRunbook: () => answer(runbook()),
    ...createRunBackend({ now }).api,
    ...createChecklistBackend(now),
    ...overrides,
  };
}
