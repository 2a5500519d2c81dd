import {
  type KnownValue,
  normalisePlaceholder,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedEnvironment } from '@pipeline-ops/plugin-pipeline-ops-node';

/** What placeholders commonly call the only resource of a kind. */
const RESOURCE_PLACEHOLDERS: Record<string, string[]> = {
  lambda: ['function', 'function-name', 'lambda-function', 'lambda-name'],
  states: ['state-machine', 'state-machine-name'],
  dynamodb: ['table', 'table-name'],
  kinesis: ['stream', 'stream-name'],
  s3: ['bucket', 'bucket-name'],
  glue: ['job', 'job-name', 'glue-job'],
  athena: ['workgroup', 'workgroup-name'],
  sqs: ['queue', 'queue-name'],
};

/**
 * Values that placeholders of a pipeline's commands stand for in one environment: its variables, its region, and the
 * names of resources where there is only one of a kind. A variable of the definition wins over what is inferred.
 */
export function knownValues(
  environment: ResolvedEnvironment,
): Map<string, KnownValue> {
  const values = new Map<string, KnownValue>();
  for (const [kind, names] of Object.entries(RESOURCE_PLACEHOLDERS)) {
    const ofKind = environment.resources.filter(
      resource => resource.kind === kind,
    );
    if (ofKind.length === 1) {
      for (const name of names) {
        values.set(name, {
          value: ofKind[0].name,
          from: `the pipeline's only resource of kind ${kind}`,
        });
      }
    }
  }
  const regions = new Set(
    environment.selections.map(selection => selection.source.region),
  );
  if (regions.size === 1) {
    const [region] = regions;
    for (const name of ['region', 'aws-region']) {
      values.set(name, {
        value: region,
        from: 'the source of the environment',
      });
    }
  }
  for (const name of ['env', 'environment']) {
    values.set(name, { value: environment.name, from: 'the environment' });
  }
  for (const [name, value] of Object.entries(environment.variables)) {
    values.set(normalisePlaceholder(name), {
      value,
      from: `variable ${name} of environment ${environment.name}`,
    });
  }
  return values;
}
