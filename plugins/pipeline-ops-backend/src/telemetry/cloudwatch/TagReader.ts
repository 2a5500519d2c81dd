import { ListTagsForResourceCommand as ListAlarmTagsCommand } from '@aws-sdk/client-cloudwatch';
import { ListTagsForResourceCommand as ListLogTagsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type {
  CallOptions,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { CloudReader, type RequestOf } from './CloudReader';

/** Tags of alarms and log groups. */
export class TagReader
  extends CloudReader
  implements Pick<TelemetrySource, 'listTags'>
{
  async listTags(
    request: RequestOf<'listTags'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<Record<string, string>>> {
    const { source, arn } = request;
    const api = 'ListTagsForResource';
    const result = /^arn:[^:]+:logs:/.test(arn)
      ? await this.caller.call(
          { source, service: 'logs', api },
          options,
          async ({ logs }, http) => {
            const answer = await logs.send(
              new ListLogTagsCommand({ resourceArn: arn }),
              http,
            );
            return answer.tags ?? {};
          },
        )
      : await this.caller.call(
          { source, service: 'cloudwatch', api },
          options,
          async ({ cloudwatch }, http) => {
            const answer = await cloudwatch.send(
              new ListAlarmTagsCommand({ ResourceARN: arn }),
              http,
            );
            return Object.fromEntries(
              (answer.Tags ?? []).map(({ Key, Value }) => [
                Key ?? '',
                Value ?? '',
              ]),
            );
          },
        );
    return result.ok
      ? this.answer(source, result.value)
      : this.answer(source, {}, result.failure, false);
  }
}
