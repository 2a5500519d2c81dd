import { useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineIdsOf } from '../../availability';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { Choice } from '../Choice';

/** Pipeline, when the entity names several, and environment, when there are several. */
export function ScopeChoice(props: {
  environments: EnvironmentSummary[];
  /** The environment that is shown. */
  environment: string | undefined;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { entity } = useEntity();
  const { view, change } = useViewState();
  const ids = pipelineIdsOf(entity);
  const { environments, environment } = props;
  return (
    <>
      {ids.length > 1 && (
        <Choice
          label={t('toolbar.pipeline')}
          value={view.pipeline ?? ids[0]}
          options={ids.map(id => ({ value: id, label: id }))}
          onChange={pipeline => change({ pipeline, env: undefined })}
        />
      )}
      {environment && environments.length > 0 && (
        <Choice
          label={t('toolbar.environment')}
          value={environment}
          options={environments.map(({ name }) => ({
            value: name,
            label: name,
          }))}
          onChange={env => change({ env })}
        />
      )}
    </>
  );
}
