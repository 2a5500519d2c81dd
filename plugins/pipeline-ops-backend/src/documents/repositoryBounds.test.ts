import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import fc from 'fast-check';
import { addressWithin, repositoryBounds } from './repositoryBounds';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'github.com' }],
      gitlab: [{ host: 'gitlab.com' }],
      gitea: [{ host: 'gitea.example' }],
      bitbucketServer: [
        { host: 'bb.example', apiBaseUrl: 'https://bb.example/rest' },
      ],
      azure: [{ host: 'dev.azure.com' }],
    },
  }),
);

function addressOf(location: string, path: string, source?: string): string {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'orders',
      annotations: {
        'backstage.io/managed-by-location': location,
        ...(source ? { 'backstage.io/source-location': source } : {}),
      },
    },
  };
  const bounds = repositoryBounds(entity, integrations);
  return addressWithin(bounds, path, integrations);
}

describe('where files of an entity are read', () => {
  it.each([
    [
      'GitHub',
      'url:https://github.com/acme/orders/blob/main/svc/catalog-info.yaml',
      'docs/operations.md',
      'https://github.com/acme/orders/blob/main/svc/docs/operations.md',
    ],
    [
      'elsewhere in the repository',
      'url:https://github.com/acme/orders/blob/main/svc/catalog-info.yaml',
      '../guides/operations.md',
      'https://github.com/acme/orders/blob/main/guides/operations.md',
    ],
    [
      'a repository that is called like a form of address',
      'url:https://github.com/acme/tree/blob/main/catalog-info.yaml',
      'docs/operations.md',
      'https://github.com/acme/tree/blob/main/docs/operations.md',
    ],
    [
      'GitLab with subgroups',
      'url:https://gitlab.com/acme/data/orders/-/blob/main/catalog-info.yaml',
      'docs/operations.md',
      'https://gitlab.com/acme/data/orders/-/blob/main/docs/operations.md',
    ],
    [
      'Gitea',
      'url:https://gitea.example/acme/orders/src/branch/main/catalog-info.yaml',
      'docs/operations.md',
      'https://gitea.example/acme/orders/src/branch/main/docs/operations.md',
    ],
    [
      'Bitbucket Server',
      'url:https://bb.example/projects/ACME/repos/orders/browse/catalog-info.yaml',
      'docs/operations.md',
      'https://bb.example/projects/ACME/repos/orders/browse/docs/operations.md',
    ],
    [
      'a plain web server',
      'url:http://localhost:7011/orders/catalog-info.yaml',
      'docs/operations.md',
      'http://localhost:7011/orders/docs/operations.md',
    ],
  ])('reads beside catalog-info.yaml: %s', (_, location, path, address) => {
    expect(addressOf(location, path)).toBe(address);
  });

  it('follows the source location within the same repository', () => {
    expect(
      addressOf(
        'url:https://github.com/acme/orders/blob/main/catalog-info.yaml',
        'operations.md',
        'url:https://github.com/acme/orders/tree/main/svc',
      ),
    ).toBe('https://github.com/acme/orders/blob/main/svc/operations.md');
  });

  it.each([
    'url:https://github.com/acme/secrets/tree/main/',
    'url:https://github.com/acme/orders/tree/private/',
    'url:https://evil.example/acme/orders/tree/main/',
    'file:/etc',
    'nonsense',
  ])('does not follow an author to another place: %s', source => {
    expect(
      addressOf(
        'url:https://github.com/acme/orders/blob/main/catalog-info.yaml',
        'operations.md',
        source,
      ),
    ).toBe('https://github.com/acme/orders/blob/main/operations.md');
  });

  it.each([
    [
      'url:https://github.com/acme/orders/blob/main/catalog-info.yaml',
      '../private/operations.md',
    ],
    [
      'url:https://github.com/acme/orders/blob/main/catalog-info.yaml',
      '../../../secrets/blob/main/operations.md',
    ],
    [
      'url:https://github.com/acme/raw/blob/main/catalog-info.yaml',
      '../../../tree/blob/main/operations.md',
    ],
    [
      'url:http://localhost:7011/orders/catalog-info.yaml',
      '../payments/docs/operations.md',
    ],
    [
      'url:https://github.com/acme/orders/blob/main/catalog-info.yaml',
      'https://evil.example/operations.md',
    ],
    [
      'url:https://github.com/acme/orders/blob/main/catalog-info.yaml',
      '//evil.example/operations.md',
    ],
    [
      'url:https://github.com/acme/orders/blob/main/catalog-info.yaml',
      '%2e%2e/%2e%2e/private/operations.md',
    ],
    [
      'url:https://github.com/acme/orders/blob/main/catalog-info.yaml',
      '..\\..\\private\\operations.md',
    ],
  ])('refuses a path that leads out: %s %s', (location, path) => {
    expect(() => addressOf(location, path)).toThrow('lies outside of');
  });

  it('says that an entity without an address has no repository', () => {
    expect(() =>
      addressOf('file:/srv/catalog-info.yaml', 'operations.md'),
    ).toThrow('Register its catalog-info.yaml as a location of type url');
  });

  it('never leaves repository and branch, whatever the path', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', 'blob', 'tree', 'main', 'acme', 'orders'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        let address: string;
        try {
          address = addressOf(
            'url:https://github.com/acme/orders/blob/main/svc/catalog-info.yaml',
            parts.join('/'),
          );
        } catch {
          return;
        }
        expect(new URL(address).href).toMatch(
          /^https:\/\/github\.com\/acme\/orders\/blob\/main\//,
        );
      }),
    );
  });
});
