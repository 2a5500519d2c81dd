import { placeholderName } from '@pipeline-ops/operations-document';
import {
  type Alarm,
  type KnownValue,
  normalisePlaceholder,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedEnvironment } from '@pipeline-ops/plugin-pipeline-ops-node';
import { alarmValues } from './alarmValues';
import { NAMED_KINDS, namesOfKind } from './resourceNames';

/**
 * Values that placeholders of a pipeline's commands stand for in one environment: its variables, its account and region,
 * the names of resources where there is only one of a kind, and what the alarm that led here tells. The alarm wins over
 * what is inferred, a variable of the definition over both.
 */
export function knownValues(
  environment: ResolvedEnvironment,
  alarm?: Alarm,
): Map<string, KnownValue> {
  const values = new Map<string, KnownValue>();
  for (const kind of NAMED_KINDS) {
    const ofKind = environment.resources.filter(
      resource => resource.kind === kind,
    );
    if (ofKind.length === 1) {
      for (const name of namesOfKind(kind)) {
        values.set(name, {
          value: ofKind[0].name,
          from: `the pipeline's only resource of kind ${kind}`,
        });
      }
    }
  }
  const sources = environment.selections.map(({ source }) => source);
  const add = (names: string[], given: Set<string>) => {
    if (given.size !== 1) return;
    const [value] = given;
    for (const name of names)
      values.set(name, { value, from: 'the source of the environment' });
  };
  add(['region', 'aws-region'], new Set(sources.map(({ region }) => region)));
  add(
    ['account', 'account-id', 'aws-account', 'aws-account-id'],
    new Set(sources.map(({ accountId }) => accountId)),
  );
  if (alarm) {
    for (const [name, value] of alarmValues(alarm, environment))
      values.set(name, value);
  }
  for (const name of ['env', 'environment']) {
    values.set(name, { value: environment.name, from: 'the environment' });
  }
  for (const [name, value] of Object.entries(environment.variables)) {
    for (const spelling of [name, placeholderName(name)]) {
      values.set(normalisePlaceholder(spelling), {
        value,
        from: `variable ${name} of environment ${environment.name}`,
      });
    }
  }
  return values;
}
