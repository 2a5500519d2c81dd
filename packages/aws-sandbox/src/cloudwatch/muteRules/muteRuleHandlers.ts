import type {
  DeleteAlarmMuteRuleInput,
  GetAlarmMuteRuleInput,
  GetAlarmMuteRuleOutput,
  ListAlarmMuteRulesInput,
  ListAlarmMuteRulesOutput,
  PutAlarmMuteRuleInput,
} from '@aws-sdk/client-cloudwatch';
import type { Handlers, Place, RequestContext } from '../../model';
import { alarmMuteRuleArn } from '../arns';
import {
  invalidNextToken,
  resourceNotFoundException,
  validationError,
} from '../errors';
import { placeKey } from '../metrics/identity';
import { readToken, requestPrint, writeToken } from '../metrics/pageToken';
import type { TagStore } from '../tags';
import { muteRuleOf } from './muteRuleInput';
import { MuteRuleStore, statusOf, type MuteRule } from './muteRuleStore';

/** Rules a page, at most and by default (API_ListAlarmMuteRules). */
const PAGE = 100;

/** The operations on mute rules, and what others may ask of them. */
export interface MuteRuleService {
  handlers: Handlers;
  /** Whether a rule with this ARN exists in the place. */
  exists(arn: string, place: Place): boolean;
  /** Whether the actions of an alarm of the place are held back at a moment, Unix milliseconds. */
  mutes(place: Place, alarmName: string, at: number): boolean;
}

/** The operations on mute rules: schedules that hold the actions of alarms back. */
export function createMuteRuleHandlers(deps: {
  tags: TagStore;
  alarmExists(name: string, place: Place): boolean;
}): MuteRuleService {
  const stores = new Map<string, MuteRuleStore>();
  const storeOf = (place: Place): MuteRuleStore => {
    const store = stores.get(placeKey(place)) ?? MuteRuleStore.create();
    stores.set(placeKey(place), store);
    return store;
  };

  return {
    handlers: {
      PutAlarmMuteRule: (input: PutAlarmMuteRuleInput, context) => {
        const { place, clock } = context;
        const rule = muteRuleOf(input, clock.now());
        const unknown = rule.alarmNames.find(
          name => !deps.alarmExists(name, place),
        );
        if (unknown !== undefined) {
          throw validationError(`The alarm ${unknown} does not exist.`);
        }
        const isNew = !storeOf(place).get(rule.name);
        storeOf(place).put(rule);
        if (isNew && input.Tags) {
          deps.tags.add(place, alarmMuteRuleArn(place, rule.name), input.Tags);
        }
        return {};
      },
      GetAlarmMuteRule: (input: GetAlarmMuteRuleInput, context) =>
        getRule(input, context, storeOf(context.place)),
      ListAlarmMuteRules: (input: ListAlarmMuteRulesInput, context) =>
        listRules(input, context, storeOf(context.place)),
      DeleteAlarmMuteRule: (input: DeleteAlarmMuteRuleInput, { place }) => {
        storeOf(place).delete(input.AlarmMuteRuleName ?? '');
        return {};
      },
    },
    exists: (arn, place) =>
      storeOf(place)
        .list()
        .some(({ name }) => alarmMuteRuleArn(place, name) === arn),
    mutes: (place, alarmName, at) => storeOf(place).mutes(alarmName, at),
  };
}

function getRule(
  input: GetAlarmMuteRuleInput,
  { place, clock }: RequestContext,
  rules: MuteRuleStore,
): GetAlarmMuteRuleOutput {
  const name = input.AlarmMuteRuleName ?? '';
  const rule = rules.get(name);
  if (!rule) throw resourceNotFoundException(alarmMuteRuleArn(place, name));
  return {
    Name: rule.name,
    Description: rule.description,
    Rule: { Schedule: rule.schedule },
    MuteTargets: { AlarmNames: rule.alarmNames },
    StartDate: dateOf(rule.startsAt),
    ...summaryOf(rule, place, clock.now()),
  };
}

function listRules(
  input: ListAlarmMuteRulesInput,
  { place, clock }: RequestContext,
  rules: MuteRuleStore,
): ListAlarmMuteRulesOutput {
  const { AlarmName, Statuses, MaxRecords, NextToken } = input;
  if (MaxRecords !== undefined && (MaxRecords < 1 || MaxRecords > PAGE)) {
    throw validationError(`MaxRecords must be between 1 and ${PAGE}.`);
  }
  const now = clock.now();
  const print = requestPrint({ AlarmName, Statuses, place });
  const offset = readToken(NextToken, print, invalidNextToken);
  const page = MaxRecords ?? PAGE;
  const found = rules
    .list()
    .filter(rule => !AlarmName || rule.alarmNames.includes(AlarmName))
    .filter(
      rule => !Statuses?.length || Statuses.includes(statusOf(rule, now)),
    );
  return {
    AlarmMuteRuleSummaries: found
      .slice(offset, offset + page)
      .map(rule => summaryOf(rule, place, now)),
    ...(offset + page < found.length && {
      NextToken: writeToken(offset + page, print),
    }),
  };
}

function summaryOf(rule: MuteRule, place: Place, now: number) {
  return {
    AlarmMuteRuleArn: alarmMuteRuleArn(place, rule.name),
    ExpireDate: dateOf(rule.expiresAt),
    Status: statusOf(rule, now),
    MuteType: rule.schedule.Expression.startsWith('at(')
      ? 'ONE_TIME'
      : 'RECURRING',
    LastUpdatedTimestamp: new Date(rule.updatedAt),
  };
}

function dateOf(milliseconds: number | undefined): Date | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}
