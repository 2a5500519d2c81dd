import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import type { PipelineScope } from '../api';
import { useViewState } from '../viewState';

/** The entity of the page, with the pipeline and the environment of the address. */
export function useScope(): PipelineScope {
  const { entity } = useEntity();
  const { view } = useViewState();
  const entityRef = stringifyEntityRef(entity);
  const { pipeline, env } = view;
  return useMemo(
    () => ({ entityRef, pipeline, env }),
    [entityRef, pipeline, env],
  );
}
