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

const member = (name: string, displayName: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { profile: { displayName } },
  relations: [{ type: 'memberOf', targetRef: 'group:default/commerce-data' }],
});

/** Who takes care of the orders. */
export const team: Entity[] = [member('ben', 'Ben'), member('ana', 'Ana')];
