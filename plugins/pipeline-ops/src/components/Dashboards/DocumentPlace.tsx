import { Link } from '@backstage/core-components';
import type { DocumentPosition } from '@pipeline-ops/plugin-pipeline-ops-common';
import { safeHref } from '../SafeMarkdown';

/** File and line in the guide, as a link where its repository has a web page. */
export function DocumentPlace(props: { position: DocumentPosition }) {
  const { path, startLine, url } = props.position;
  const href = safeHref(url);
  const words = `${path}:${startLine}`;
  return href ? <Link to={href}>{words}</Link> : <>{words}</>;
}
