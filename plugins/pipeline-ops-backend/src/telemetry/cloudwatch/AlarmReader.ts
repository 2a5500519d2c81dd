import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
} from '@aws-sdk/client-cloudwatch';
import type {
  CallOptions,
  CloudAlarm,
  CloudAlarmTransition,
  CloudMuteRule,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { outermost } from '../selection';
import { toCompositeAlarm, toMetricAlarm, toTransition } from './alarmMapping';
import { CloudReader, type RequestOf } from './CloudReader';
import { muteRuleName, toMuteRule } from './muteRuleMapping';
import { readPages } from './pages';
import type { SourceFailure } from './sourceFailure';

/** Mute rules of one alarm that are read in full; each takes a request of its own. */
const MOST_MUTE_RULES = 20;

/** Alarms, their history, and what mutes them. */
export class AlarmReader
  extends CloudReader
  implements
    Pick<TelemetrySource, 'listAlarms' | 'alarmHistory' | 'listMuteRules'>
{
  async listAlarms(
    request: RequestOf<'listAlarms'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudAlarm[]>> {
    const { source } = request;
    const byName = new Map<string, CloudAlarm>();
    let failure: SourceFailure | undefined;
    for (const prefix of outermost(request.prefixes)) {
      const read = await readPages(
        token =>
          this.caller.call(
            { source, service: 'cloudwatch', api: 'DescribeAlarms' },
            options,
            ({ cloudwatch }, http) =>
              cloudwatch.send(
                new DescribeAlarmsCommand({
                  // Left out, composite alarms would be missing.
                  AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
                  AlarmNamePrefix: prefix || undefined,
                  MaxRecords: 100,
                  NextToken: token,
                }),
                http,
              ),
          ),
        page => page.NextToken,
        { limit: 100, what: 'alarms' },
      );
      for (const page of read.pages) {
        [
          ...(page.MetricAlarms ?? []).map(toMetricAlarm),
          ...(page.CompositeAlarms ?? []).map(toCompositeAlarm),
        ].forEach(alarm => alarm && byName.set(alarm.name, alarm));
      }
      failure ??= read.failure;
    }
    return this.answer(source, [...byName.values()], failure, byName.size > 0);
  }

  async alarmHistory(
    request: RequestOf<'alarmHistory'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudAlarmTransition[]>> {
    const { source, alarmName, from, to } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'cloudwatch', api: 'DescribeAlarmHistory' },
          options,
          ({ cloudwatch }, http) =>
            cloudwatch.send(
              new DescribeAlarmHistoryCommand({
                AlarmName: alarmName,
                AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
                StartDate: from,
                EndDate: to,
                ScanBy: 'TimestampDescending',
                MaxRecords: 100,
                NextToken: token,
              }),
              http,
            ),
        ),
      page => page.NextToken,
      { limit: 10, what: 'entries in the history' },
    );
    const transitions = read.pages
      .flatMap(page => page.AlarmHistoryItems ?? [])
      .map(toTransition)
      .filter(transition => transition !== undefined)
      .sort((a, b) => (a.at < b.at ? 1 : -1));
    return this.answer(
      source,
      transitions,
      read.failure,
      transitions.length > 0,
    );
  }

  async listMuteRules(
    request: RequestOf<'listMuteRules'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudMuteRule[]>> {
    const { source, alarmName } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'cloudwatch', api: 'ListAlarmMuteRules' },
          options,
          ({ cloudwatch }, http) =>
            cloudwatch.send(
              new ListAlarmMuteRulesCommand({
                AlarmName: alarmName,
                // An expired rule holds nothing back any more.
                Statuses: ['ACTIVE', 'SCHEDULED'],
                MaxRecords: 50,
                NextToken: token,
              }),
              http,
            ),
        ),
      page => page.NextToken,
      { limit: 2, what: 'mute rules' },
    );
    const names = read.pages
      .flatMap(page => page.AlarmMuteRuleSummaries ?? [])
      .sort(
        (a, b) => Number(b.Status === 'ACTIVE') - Number(a.Status === 'ACTIVE'),
      )
      .map(muteRuleName)
      .filter(name => name !== undefined);
    const rules = await Promise.all(
      names
        .slice(0, MOST_MUTE_RULES)
        .map(name => this.#muteRule(source, name, options)),
    );
    const found = rules.flatMap(({ rule }) => rule ?? []);
    const failure =
      read.failure ??
      rules.find(rule => rule.failure)?.failure ??
      (names.length > MOST_MUTE_RULES
        ? tooManyRules(alarmName, names.length)
        : undefined);
    return failure?.kind === 'unsupported'
      ? // An endpoint from before mute rules has none.
        this.answer(source, [])
      : this.answer(source, found, failure, found.length > 0);
  }

  async #muteRule(
    source: RequestOf<'listMuteRules'>['source'],
    name: string,
    options?: CallOptions,
  ): Promise<{ rule?: CloudMuteRule; failure?: SourceFailure }> {
    const result = await this.caller.call(
      { source, service: 'cloudwatch', api: 'GetAlarmMuteRule' },
      options,
      ({ cloudwatch }, http) =>
        cloudwatch.send(
          new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: name }),
          http,
        ),
    );
    if (result.ok) {
      return { rule: toMuteRule(name, result.value) };
    }
    // Deleted between the two requests.
    return result.failure.kind === 'not-found'
      ? {}
      : { failure: result.failure };
  }
}

function tooManyRules(alarmName: string, count: number): SourceFailure {
  return {
    kind: 'invalid-request',
    message: `${count} mute rules target ${alarmName}; the first ${MOST_MUTE_RULES} are shown.`,
  };
}
