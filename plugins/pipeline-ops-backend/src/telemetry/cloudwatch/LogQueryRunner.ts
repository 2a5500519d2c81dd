import {
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InputError } from '@backstage/errors';
import type {
  CallOptions,
  CloudLogQueryRun,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { noRun } from '../TelemetrySourceDecorator';
import { CloudReader, type RequestOf } from './CloudReader';
import { toQueryRun } from './logMapping';
import { readPages } from './pages';

/** Logs Insights queries: start, look, stop. */
export class LogQueryRunner
  extends CloudReader
  implements
    Pick<TelemetrySource, 'startLogQuery' | 'logQueryResults' | 'stopLogQuery'>
{
  async startLogQuery(
    request: RequestOf<'startLogQuery'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<string | undefined>> {
    const { source, logGroups, query, from, to, limit } = request;
    const result = await this.caller.call(
      { source, service: 'logs', api: 'StartQuery' },
      options,
      ({ logs }, http) =>
        logs.send(
          new StartQueryCommand({
            queryLanguage: 'CWLI',
            logGroupNames: logGroups,
            queryString: query,
            startTime: from,
            endTime: to,
            limit,
          }),
          http,
        ),
    );
    if (!result.ok) {
      if (result.failure.kind === 'invalid-request') {
        throw new InputError(
          `CloudWatch Logs did not accept the query: ${result.failure.message}`,
        );
      }
      return this.answer(source, undefined, result.failure, false);
    }
    return this.answer(source, result.value.queryId);
  }

  async logQueryResults(
    request: RequestOf<'logQueryResults'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudLogQueryRun>> {
    const { source, queryId } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'logs', api: 'GetQueryResults' },
          options,
          ({ logs }, http) =>
            logs.send(
              new GetQueryResultsCommand({ queryId, nextToken: token }),
              http,
            ),
        ),
      page => page.nextToken,
      { limit: 10, what: 'results of the query' },
    );
    const hasData = read.pages.length > 0;
    return this.answer(
      source,
      hasData ? toQueryRun(read.pages) : noRun(),
      read.failure,
      hasData,
    );
  }

  async stopLogQuery(
    request: RequestOf<'stopLogQuery'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<boolean>> {
    const { source, queryId } = request;
    const result = await this.caller.call(
      { source, service: 'logs', api: 'StopQuery' },
      options,
      ({ logs }, http) => logs.send(new StopQueryCommand({ queryId }), http),
    );
    if (result.ok) {
      return this.answer(source, result.value.success ?? false);
    }
    // CloudWatch calls it invalid to stop what has already ended, and not found what it has forgotten.
    const over =
      result.failure.kind === 'invalid-request' ||
      result.failure.kind === 'not-found';
    return over
      ? this.answer(source, false)
      : this.answer(source, false, result.failure, false);
  }
}
