import { Link } from '@backstage/core-components';
import type { EvidenceRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import { evidenceProblem } from './evidence';

/** Evidence as it was given: a link can be followed, a number has its unit. */
export function EvidenceText(props: {
  evidence: string;
  request?: EvidenceRequest;
}) {
  const { evidence, request } = props;
  const isLink = !evidenceProblem({ kind: 'link', required: true }, evidence);
  if (isLink) {
    return <Link to={evidence}>{evidence}</Link>;
  }
  const label = request?.label ? `${request.label}: ` : '';
  const unit = request?.unit ? ` ${request.unit}` : '';
  return <>{`${label}${evidence}${unit}`}</>;
}
