import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { PipelineOpsConfig } from './readPipelineOpsConfig';

/**
 * Every source's account must be listed under `aws.accounts`, so that `aws.accountDefaults` never decides by itself
 * which role is taken in an account.
 *
 * @throws InputError that names the source
 */
export function assertAccountsListed(
  { sources }: Pick<PipelineOpsConfig, 'sources'>,
  rootConfig: Config,
): void {
  const listed = (rootConfig.getOptionalConfigArray('aws.accounts') ?? []).map(
    account => account.getOptionalString('accountId'),
  );
  for (const { id, accountId } of sources.values()) {
    if (!listed.includes(accountId)) {
      throw new InputError(
        `pipelineOps.sources.${id}.accountId: account ${accountId} is not listed under aws.accounts. List it there with the role or key to read it with`,
      );
    }
  }
}
