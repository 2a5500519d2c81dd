import {
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DeleteRetentionPolicyRequest,
  DescribeLogGroupsRequest,
  PutRetentionPolicyRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { Handlers, Place, RequestContext } from '../../model';
import * as constraint from '../constraints';
import { alreadyExists, invalidParameter } from '../errors';
import { groupArn, groupNameOf } from '../arns';
import { LogGroup } from '../groups';
import { LogStore } from '../store';
import { pageByName } from '../tokens';
import { checkTags } from './tags';

/** The days that PutRetentionPolicy accepts. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
  2192, 2557, 2922, 3288, 3653,
];

const CLASSES = ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'];

/** CreateLogGroup, DeleteLogGroup, DescribeLogGroups, PutRetentionPolicy and DeleteRetentionPolicy. */
export function createGroupHandlers(store: LogStore): Handlers {
  return {
    CreateLogGroup(input: CreateLogGroupRequest, { place, clock }) {
      const name = input.logGroupName;
      constraint.groupName(name, 'logGroupName');
      constraint.oneOf(input.logGroupClass, 'logGroupClass', CLASSES);
      if (/^aws\//i.test(name!)) {
        throw invalidParameter('Log groups starting with AWS/ are reserved');
      }
      if (input.tags) checkTags(input.tags);
      if (store.find(place, name!)) {
        throw alreadyExists('The specified log group already exists');
      }
      const group = store.add(place, name!, clock.now());
      group.kmsKeyId = input.kmsKeyId;
      group.groupClass = input.logGroupClass ?? 'STANDARD';
      group.deletionProtection = input.deletionProtectionEnabled ?? false;
      for (const [key, value] of Object.entries(input.tags ?? {})) {
        group.tags.set(key, value);
      }
      return {};
    },

    DeleteLogGroup(input: DeleteLogGroupRequest, { place }) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      const group = store.get(place, input.logGroupName!);
      if (group.deletionProtection) {
        throw invalidParameter(
          'The log group has deletion protection. Switch it off before deleting the log group.',
        );
      }
      store.delete(place, group.name);
      return {};
    },

    DescribeLogGroups: (input: DescribeLogGroupsRequest, context) =>
      describe(store, input, context),

    PutRetentionPolicy(input: PutRetentionPolicyRequest, { place }) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      constraint.required(input.retentionInDays, 'retentionInDays');
      if (!RETENTION_DAYS.includes(input.retentionInDays)) {
        throw invalidParameter(
          `Invalid retentionInDays ${input.retentionInDays}. Valid values are: ${RETENTION_DAYS.join(', ')}.`,
        );
      }
      store.get(place, input.logGroupName!).retentionDays =
        input.retentionInDays;
      return {};
    },

    DeleteRetentionPolicy(input: DeleteRetentionPolicyRequest, { place }) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      store.get(place, input.logGroupName!).retentionDays = undefined;
      return {};
    },
  };
}

function describe(
  store: LogStore,
  input: DescribeLogGroupsRequest,
  { place }: RequestContext,
) {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = input;
  constraint.inRange(input.limit, 'limit', 1, 50);
  if (prefix !== undefined && pattern !== undefined) {
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  }
  if (prefix !== undefined) constraint.groupName(prefix, 'logGroupNamePrefix');
  constraint.hasLength(pattern, 'logGroupNamePattern', 0, 512);
  constraint.hasLength(input.logGroupIdentifiers, 'logGroupIdentifiers', 1, 50);
  constraint.oneOf(input.logGroupClass, 'logGroupClass', CLASSES);
  const named = input.logGroupIdentifiers?.map(identifier =>
    groupNameOf(place, identifier),
  );
  const groups = store
    .groups(place)
    .filter(
      group =>
        (prefix === undefined || group.name.startsWith(prefix)) &&
        (pattern === undefined || group.name.includes(pattern)) &&
        (named === undefined || named.includes(group.name)) &&
        (input.logGroupClass === undefined ||
          group.groupClass === input.logGroupClass),
    );
  const { page, nextToken } = pageByName(groups, group => group.name, {
    request: [place, prefix, pattern, named, input.logGroupClass],
    nextToken: input.nextToken,
    limit: input.limit ?? 50,
  });
  return {
    logGroups: page.map(group => toOutput(place, group, pattern !== undefined)),
    nextToken,
  };
}

/** A search by pattern answers without the members that need a look at the data. */
function toOutput(place: Place, group: LogGroup, brief: boolean) {
  const arn = groupArn(place, group.name);
  return {
    logGroupName: group.name,
    creationTime: group.creationTime,
    retentionInDays: group.retentionDays,
    metricFilterCount: group.metricFilters.size,
    arn: `${arn}:*`,
    logGroupArn: arn,
    logGroupClass: group.groupClass,
    kmsKeyId: group.kmsKeyId,
    ...(brief
      ? {}
      : {
          storedBytes: group.storedBytes,
          deletionProtectionEnabled: group.deletionProtection,
        }),
  };
}
