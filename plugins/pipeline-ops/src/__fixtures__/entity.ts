import type { Entity } from '@backstage/catalog-model';

/** A pipeline that takes orders from a queue to the warehouse. */
export const ordersEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders-feed',
    namespace: 'default',
    annotations: { 'pipeline-ops/pipeline-id': 'orders-feed' },
  },
  spec: {
    type: 'data-pipeline',
    lifecycle: 'production',
    owner: 'group:default/commerce-data',
  },
};

/** The same pipeline before anybody annotated it. */
export const bareEntity: Entity = {
  ...ordersEntity,
  metadata: { name: 'orders-feed', namespace: 'default' },
};
