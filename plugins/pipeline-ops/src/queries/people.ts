import { useQuery } from '@tanstack/react-query';
import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type UserEntity,
} from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';

export interface Person {
  /** Entity ref. */
  ref: string;
  name: string;
}

/** More than this many people are not one team. */
const MOST_PEOPLE = 200;

/** Entity ref of the reader; undefined until it is known. */
export function useMe(): string | undefined {
  const identity = useApi(identityApiRef);
  const me = useQuery({
    queryKey: ['pipeline-ops', 'me'],
    staleTime: Infinity,
    queryFn: async () => {
      const { userEntityRef } = await identity.getBackstageIdentity();
      return userEntityRef;
    },
  });
  return me.data;
}

/** Entity ref of who owns the entity of the page, where the catalog knows. */
export function useEntityOwner(): string | undefined {
  const { entity } = useEntity();
  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY);
  return owner && stringifyEntityRef(owner);
}

/** Members of a group, or the user it names, by name. */
export function useMembers(owner: string | undefined) {
  const catalog = useApi(catalogApiRef);
  return useQuery<Person[]>({
    queryKey: ['pipeline-ops', 'members', owner],
    enabled: owner !== undefined,
    staleTime: 5 * 60_000,
    queryFn: async () => {
      const { kind, name } = parseEntityRef(owner!, { defaultKind: 'Group' });
      if (kind.toLocaleLowerCase('en-US') === 'user') {
        return [{ ref: owner!, name }];
      }
      const { items } = await catalog.getEntities({
        filter: { kind: 'User', 'relations.memberOf': owner! },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'spec.profile.displayName',
        ],
        limit: MOST_PEOPLE,
      });
      return items
        .map(entity => ({
          ref: stringifyEntityRef(getCompoundEntityRef(entity)),
          name:
            (entity as Partial<UserEntity>).spec?.profile?.displayName ??
            entity.metadata.name,
        }))
        .sort((a, b) => a.name.localeCompare(b.name));
    },
  });
}
