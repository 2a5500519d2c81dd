import type { RunbookElement } from '@pipeline-ops/operations-document';
import type {
  PipelineDocument,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { titleOf } from './toRunbook';

/** CloudWatch keeps 1,024 characters of a description, and 256 of a tag. */
const LONGEST = 2_048;

const ADDRESS = /https?:\/\/[^\s"'<>()[\]{}|\\^`]{1,1024}/gi;
const FILE_ANCHOR =
  /(?<![\w/.%-])([\w./%-]{1,300}\.md)#([^\s"'<>()[\]{}|\\^`]{1,300})/gi;
const HASHED_ID = /\brunbook-[a-z0-9]{6,16}(?:-\d+)?\b/g;
const TITLED =
  /\b(?:runbook|procedure|playbook)\s*[:=]\s*["'“]?([^"'”\n]{3,200})/gi;

/** Where a text of an alarm points to. */
export interface AlarmLink {
  /** Id of a procedure. */
  id?: string;
  /** Id of one of its steps. */
  step?: string;
  /** Heading's anchor in a document. */
  anchor?: string;
  /** Whether the anchor is one in this document. */
  isIn?(document: PipelineDocument, pipeline: ResolvedPipeline): boolean;
  /** Title of a procedure, and what else stands behind it. */
  title?: string;
}

/** The link that leads to the procedure, if one does. */
export function linkTo(
  links: readonly AlarmLink[],
  runbook: RunbookElement,
  document: PipelineDocument,
  pipeline: ResolvedPipeline,
): AlarmLink | undefined {
  return links.find(
    ({ id, anchor, isIn, title }) =>
      id === runbook.id ||
      (anchor !== undefined &&
        runbook.anchor !== undefined &&
        plainAnchor(anchor) === plainAnchor(runbook.anchor) &&
        isIn?.(document, pipeline) === true) ||
      (title !== undefined &&
        [runbook.title, titleOf(runbook)].some(own => begins(title, own))),
  );
}

/**
 * Where a text that somebody wrote at an alarm (its description, or a `runbook_url` tag) leads: to the address of a
 * procedure's page (`?procedure=`), to a heading of a document (`operations.md#high-iterator-age`, as GitHub, GitLab,
 * Bitbucket and TechDocs make anchors), to an id, or, by `Runbook: `, to a title.
 */
export function linksIn(text: string): AlarmLink[] {
  const short = text.slice(0, LONGEST);
  const links: AlarmLink[] = [];
  for (const [address] of short.matchAll(ADDRESS)) {
    const url = parseUrl(address.replace(/[.,;:!?]+$/, ''));
    if (!url) continue;
    const id =
      url.searchParams.get('procedure') ?? url.searchParams.get('runbook');
    const step = url.searchParams.get('step');
    if (id) links.push({ id, ...(step ? { step } : {}) });
    const anchor = url.hash.slice(1);
    if (anchor) {
      links.push({
        anchor,
        isIn: (document, pipeline) =>
          isOfRepository(url, document) || isTechDocs(url, pipeline),
      });
    }
  }
  for (const [, path, anchor] of short
    .replace(ADDRESS, ' ')
    .matchAll(FILE_ANCHOR)) {
    links.push({
      anchor: anchor.replace(/[.,;:!?]+$/, ''),
      isIn: document => isPathOf(document.path, path.replace(/^\.?\//, '')),
    });
  }
  for (const [id] of short.matchAll(HASHED_ID)) links.push({ id });
  for (const [, title] of short.matchAll(TITLED)) links.push({ title });
  return links;
}

/** Hosts differ in prefixes, and in whether a character that was left out leaves its hyphens. */
function plainAnchor(anchor: string): string {
  return decoded(anchor)
    .toLowerCase()
    .replace(/^(?:user-content-|markdown-header-)/, '')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Whether an address is of the document in its repository, on whatever branch. */
function isOfRepository(url: URL, document: PipelineDocument): boolean {
  const own = parseUrl(document.viewUrl ?? document.url);
  if (!own || own.host !== url.host) return false;
  const path = decoded(url.pathname);
  const [repository] = decoded(own.pathname).split(
    /\/(?:-|blob|raw|tree|src)\//,
  );
  return (
    path.endsWith(`/${document.path}`) &&
    (repository.endsWith(document.path) || path.startsWith(`${repository}/`))
  );
}

function isTechDocs(url: URL, pipeline: ResolvedPipeline): boolean {
  const { kind, metadata } = pipeline.entity;
  const place = `/docs/${metadata.namespace ?? 'default'}/${kind}/${metadata.name}/`;
  return decoded(url.pathname).toLowerCase().includes(place.toLowerCase());
}

function isPathOf(path: string, written: string): boolean {
  return path === written || path.endsWith(`/${written}`);
}

/** `High iterator age (see also …)` begins with `High iterator age`, `High iterator ages` does not. */
function begins(text: string, title: string): boolean {
  const [whole, own] = [text.toLowerCase(), title.toLowerCase()];
  return (
    whole.startsWith(own) && !/^[\p{L}\p{N}]/u.test(whole.slice(own.length))
  );
}

function parseUrl(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
