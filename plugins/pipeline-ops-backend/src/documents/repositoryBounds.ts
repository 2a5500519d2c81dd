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
  /** Addresses must lie below this one. */
  root: string;
  /** Backstage's integration for the host, such as `github`; absent for other hosts. */
  host?: string;
}

/** Repository, form of the address (`blob` for a file, `tree` for a folder) and branch in the path of an address. */
const REPOSITORY_PATHS: Record<string, RegExp> = {
  github: /^(\/[^/]+\/[^/]+)\/(blob|tree|raw|edit)\/([^/]+)\//,
  gitlab: /^((?:\/[^/]+){2,20}?\/-)\/(blob|tree|raw|edit)\/([^/]+)\//,
  gitea: /^(\/[^/]+\/[^/]+)\/(src|raw|_edit)\/(branch\/[^/]+)\//,
  bitbucketCloud: /^(\/[^/]+\/[^/]+)\/(src|raw)\/([^/]+)\//,
  bitbucketServer:
    /^(\/(?:projects|users)\/[^/]+\/repos\/[^/]+)\/(browse|raw)()\//,
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
  const host = integrations.byUrl(location.href)?.type;
  const root = rootOf(location, host);
  const source = addressOf(
    entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION],
  );
  const base =
    source && isWithin(withSlash(source.href), { root, host })
      ? withSlash(source.href)
      : location.href;
  return { base, root, host };
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
      `it lies outside of ${bounds.host ? "the entity's repository" : 'the folder of its catalog-info.yaml'}. Files are only read from within it`,
    );
  if (/^[a-z][a-z0-9+.-]*:|^\/|\\|[?#%\p{C}]/iu.test(path)) {
    throw outside();
  }
  const url = integrations.resolveUrl({ url: path, base: bounds.base });
  if (!isWithin(url, bounds)) {
    throw outside();
  }
  return fileAddress(url, bounds.host);
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
function rootOf(location: URL, host: string | undefined): string {
  const [repository] = repositoryIn(location, host) ?? [];
  return repository
    ? `${location.origin}${repository}`
    : new URL('.', location).href;
}

function repositoryIn(address: URL, host: string | undefined) {
  return REPOSITORY_PATHS[host ?? '']?.exec(address.pathname);
}

/** Compares as parsed addresses, so that dots are resolved, and whatever the form of the address. */
function isWithin(
  address: string,
  { root, host }: Pick<RepositoryBounds, 'root' | 'host'>,
): boolean {
  return withoutForm(address, host).startsWith(withoutForm(root, host));
}

function withoutForm(address: string, host: string | undefined): string {
  const url = new URL(address);
  const match = repositoryIn(url, host);
  if (!match) {
    return url.href;
  }
  const [all, repository, , branch] = match;
  return `${url.origin}${repository}//${branch}/${url.pathname.slice(all.length)}${url.search}`;
}

/** GitHub gives the address of a folder for a file; people and readers want that of a file. */
function fileAddress(address: string, host: string | undefined): string {
  if (host !== 'github' && host !== 'gitlab') {
    return address;
  }
  const url = new URL(address);
  const match = repositoryIn(url, host);
  if (match) {
    const [all, repository, , branch] = match;
    url.pathname = `${repository}/blob/${branch}/${url.pathname.slice(all.length)}`;
  }
  return url.href;
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}
