import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Who may take care of a list. */
export interface People {
  /** @throws InputError unless the user is the owner, or a member of the group that is */
  assertMember(
    userRef: string,
    owner: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<void>;
}

/** {@link People} of the catalog, as the caller sees it. */
export class CatalogPeople implements People {
  static create(options: { catalog: CatalogService }): CatalogPeople {
    return new CatalogPeople(options.catalog);
  }

  readonly #catalog: CatalogService;

  private constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  async assertMember(
    userRef: string,
    owner: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const ref = fullRef(userRef);
    const user = ref
      ? await this.#catalog.getEntityByRef(ref, { credentials })
      : undefined;
    if (!user || user.kind !== 'User') {
      throw new InputError(
        `There is no user ${userRef}, or you may not see it. Give a full reference such as user:default/ada`,
      );
    }
    const belongs =
      owner === undefined ||
      stringifyEntityRef(user) === owner ||
      user.relations?.some(
        ({ type, targetRef }) =>
          type === RELATION_MEMBER_OF && targetRef === owner,
      );
    if (!belongs) {
      throw new InputError(
        `${userRef} is no member of ${owner}, who owns the list. Assign it to a member`,
      );
    }
  }
}

function fullRef(userRef: string): string | undefined {
  try {
    const ref = parseEntityRef(userRef);
    return ref.kind.toLowerCase() === 'user'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
