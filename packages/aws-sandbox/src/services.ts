import { Handlers } from './model';

/** The services that the sandbox speaks for, by the names that requests are signed with. */
export const SERVICE_NAMES = ['monitoring', 'logs', 'sts'] as const;

export type ServiceName = (typeof SERVICE_NAMES)[number];

/** The operations of each service. */
export type ServiceHandlers = Record<ServiceName, Handlers>;

/** One operation of one service. */
export interface OperationName {
  service: ServiceName;
  operation: string;
}

/** `monitoring:GetMetricData`; but for the service's IAM prefix `cloudwatch`, what policies call the action. */
export function operationKey({ service, operation }: OperationName): string {
  return `${service}:${operation}`;
}

/** The action that a policy must allow for the operation: `cloudwatch:GetMetricData`, `logs:FilterLogEvents`. */
export function iamAction({ service, operation }: OperationName): string {
  return `${service === 'monitoring' ? 'cloudwatch' : service}:${operation}`;
}
