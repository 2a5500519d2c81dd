import { lineAddress } from './position';

const lines = { startLine: 12, endLine: 14 };

it.each([
  [
    'github',
    'https://github.com/acme/orders/blob/main/docs/operations.md',
    'https://github.com/acme/orders/blob/main/docs/operations.md?plain=1#L12-L14',
  ],
  [
    'gitlab',
    'https://gitlab.com/acme/orders/-/blob/main/docs/operations.md',
    'https://gitlab.com/acme/orders/-/blob/main/docs/operations.md?plain=1#L12-14',
  ],
  [
    'gitea',
    'https://git.acme.com/acme/orders/src/branch/main/a.md',
    'https://git.acme.com/acme/orders/src/branch/main/a.md?display=source#L12-L14',
  ],
  [
    'bitbucketCloud',
    'https://bitbucket.org/acme/orders/src/main/a.md',
    'https://bitbucket.org/acme/orders/src/main/a.md#lines-12:14',
  ],
  [
    'bitbucketServer',
    'https://git.acme.com/projects/ACME/repos/orders/browse/a.md?at=main',
    'https://git.acme.com/projects/ACME/repos/orders/browse/a.md?at=main#12-14',
  ],
  [
    'azure',
    'https://dev.azure.com/acme/p/_git/orders?path=%2Fa.md&version=GBmain',
    'https://dev.azure.com/acme/p/_git/orders?path=%2Fa.md&version=GBmain&line=12&lineEnd=15&lineStartColumn=1&lineEndColumn=1',
  ],
])('leads to the lines on %s', (host, viewUrl, address) => {
  expect(lineAddress({ host, viewUrl }, lines)).toBe(address);
});

it('leads to the file on other hosts, and nowhere without one', () => {
  const viewUrl = 'https://host/a.md';
  expect(lineAddress({ host: 'gerrit', viewUrl }, lines)).toBe(viewUrl);
  expect(lineAddress({ viewUrl }, lines)).toBe(viewUrl);
  expect(lineAddress({ host: 'github' }, lines)).toBeUndefined();
});
