import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogPeople } from './People';

const user = (name: string, ...groups: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {},
  relations: groups.map(group => ({ type: 'memberOf', targetRef: group })),
});

const LOADERS = 'group:default/loaders';
const people = CatalogPeople.create({
  catalog: catalogServiceMock({
    entities: [
      user('ada', LOADERS),
      user('eve', 'group:default/others'),
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'loaders', namespace: 'default' },
        spec: {},
      },
    ],
  }),
});
const assert = (userRef: string, owner?: string) =>
  people.assertMember(userRef, owner, mockCredentials.user());

it('takes members of the owning group, the owner, and anybody where nobody owns the list', async () => {
  for (const [userRef, owner] of [
    ['user:default/ada', LOADERS],
    ['user:ada', LOADERS],
    ['user:default/eve', 'user:default/eve'],
    ['user:default/eve', undefined],
  ] as const) {
    await expect(assert(userRef, owner)).resolves.toBeUndefined();
  }
});

it.each([
  ['user:default/eve', LOADERS, 'is no member of group:default/loaders'],
  ['user:default/nobody', LOADERS, 'There is no user user:default/nobody'],
  ['user:default/nobody', undefined, 'There is no user'],
  [LOADERS, LOADERS, 'There is no user group:default/loaders'],
  ['ada', LOADERS, 'There is no user ada'],
  ['user:default/ada?x=/..', LOADERS, 'There is no user'],
  ['', LOADERS, 'There is no user'],
])('refuses %p of %p', async (userRef, owner, reason) => {
  await expect(assert(userRef, owner)).rejects.toThrow(reason);
});
