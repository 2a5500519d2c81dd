import type { LineRange } from '@pipeline-ops/operations-document';
import type { DocumentPosition } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { PipelineDocument } from '@pipeline-ops/plugin-pipeline-ops-node';

/** How repository hosts address lines of a file, shown as text and not as a page made from it. */
const LINES: Record<
  string,
  (lines: LineRange) => { query?: Record<string, string>; hash?: string }
> = {
  github: ({ startLine, endLine }) => ({
    query: { plain: '1' },
    hash: `L${startLine}-L${endLine}`,
  }),
  gitlab: ({ startLine, endLine }) => ({
    query: { plain: '1' },
    hash: `L${startLine}-${endLine}`,
  }),
  gitea: ({ startLine, endLine }) => ({
    query: { display: 'source' },
    hash: `L${startLine}-L${endLine}`,
  }),
  bitbucketCloud: ({ startLine, endLine }) => ({
    hash: `lines-${startLine}:${endLine}`,
  }),
  bitbucketServer: ({ startLine, endLine }) => ({
    hash: `${startLine}-${endLine}`,
  }),
  azure: ({ startLine, endLine }) => ({
    query: {
      line: String(startLine),
      lineEnd: String(endLine + 1),
      lineStartColumn: '1',
      lineEndColumn: '1',
    },
  }),
};

/** Link to lines of a document: to the file as a whole where the host's addresses are not known, absent without a host. */
export function lineAddress(
  { viewUrl, host = '' }: Pick<PipelineDocument, 'viewUrl' | 'host'>,
  lines: LineRange,
): string | undefined {
  const address = LINES[host]?.(lines);
  if (!viewUrl || !address || !URL.canParse(viewUrl)) {
    return viewUrl;
  }
  const url = new URL(viewUrl);
  for (const [name, value] of Object.entries(address.query ?? {})) {
    url.searchParams.set(name, value);
  }
  url.hash = address.hash ?? '';
  return url.href;
}

/** Lines of a document, with links where its host is known. */
export function positionIn(
  document: Pick<PipelineDocument, 'path' | 'viewUrl' | 'editUrl' | 'host'>,
  { startLine, endLine }: LineRange,
): DocumentPosition {
  return {
    path: document.path,
    url: lineAddress(document, { startLine, endLine }),
    editUrl: document.editUrl,
    startLine,
    endLine,
  };
}
