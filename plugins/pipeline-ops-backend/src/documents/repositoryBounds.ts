import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';

/** Where files of an entity may be read, and what their paths are relative to. */
export interface RepositoryBounds {
  /** Paths are resolved against this address; ends in `/` or in the name of a file. */
  base: string;
  /** Addresses must begin with this. */
  root: string;
  /** True when the host is one that Backstage has an integration for. */
  knownHost: boolean;
}

/** How many parts of an address's path name repository and branch, by what follows the repository's name. */
const REPOSITORY_PATHS: Record<string, RegExp> = {
  github: /^\/[^/]+\/[^/]+\/(?:blob|tree|raw)\/[^/]+\//,
  gitlab: /^\/(?:[^/]+\/)+?(?:-\/)?(?:blob|tree|raw)\/[^/]+\//,
  gitea: /^\/[^/]+\/[^/]+\/(?:src|raw)\/branch\/[^/]+\//,
  bitbucketCloud: /^\/[^/]+\/[^/]+\/(?:src|raw)\/[^/]+\//,
  bitbucketServer:
    /^\/(?:projects|users)\/[^/]+\/repos\/[^/]+\/(?:browse|raw)\//,
};

/**
 * The bounds of an entity's own repository. They come from the location that the catalog read the entity from, which
 * no author can write; the entity's source location only counts within them.
 *
 * @throws InputError when the entity does not come from an address that files can be read beside
 */
export function repositoryBounds(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): RepositoryBounds {
  const location = addressOf(
    entity.metadata.annotations?.[ANNOTATION_LOCATION],
  );
  if (!location) {
    throw new InputError(
      'the entity was not registered from an http(s) address, so there is no repository to read files from. Register its catalog-info.yaml as a location of type url',
    );
  }
  const type = integrations.byUrl(location.href)?.type;
  const root = rootOf(location, REPOSITORY_PATHS[type ?? '']);
  const source = addressOf(
    entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION],
  );
  const base =
    source && isWithin(withSlash(source.href), root)
      ? withSlash(source.href)
      : location.href;
  return { base, root, knownHost: type !== undefined };
}

/**
 * The address of a file of the repository.
 *
 * @param path - Relative to the folder of `catalog-info.yaml`
 * @throws InputError when the path leads out of the repository
 */
export function addressWithin(
  bounds: RepositoryBounds,
  path: string,
  integrations: ScmIntegrationRegistry,
): string {
  const outside = () =>
    new InputError(
      `${path} lies outside of ${bounds.knownHost ? "the entity's repository" : 'the folder of its catalog-info.yaml'}. Files are only read from within it`,
    );
  if (/^[a-z][a-z0-9+.-]*:|^\/|\\|[?#%\p{C}]/iu.test(path)) {
    throw outside();
  }
  const url = integrations.resolveUrl({ url: path, base: bounds.base });
  if (!isWithin(url, bounds.root)) {
    throw outside();
  }
  return url;
}

function addressOf(locationRef: string | undefined): URL | undefined {
  if (!locationRef) {
    return undefined;
  }
  try {
    const { type, target } = parseLocationRef(locationRef);
    const url = new URL(target);
    return type === 'url' && /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Repository and branch on known hosts; the folder of the file on others. */
function rootOf(location: URL, repositoryPath: RegExp | undefined): string {
  const [repository] = repositoryPath?.exec(location.pathname) ?? [];
  if (repository) {
    return `${location.origin}${repository}`;
  }
  return new URL('.', location).href;
}

/** Compares as parsed addresses, so that dots and encodings are resolved. `blob`, `tree` and `raw` are one place. */
function isWithin(address: string, root: string): boolean {
  const plain = (text: string) =>
    new URL(text).href.replace(/\/(?:blob|tree|raw)\//, '/blob/');
  return plain(address).startsWith(plain(root));
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}
