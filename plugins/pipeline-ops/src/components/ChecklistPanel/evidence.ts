import type { EvidenceRequest } from '@pipeline-ops/plugin-pipeline-ops-common';

export type EvidenceProblem = 'needed' | 'badNumber' | 'badLink';

function isWebLink(text: string): boolean {
  if (!/^https?:\/\/\S+$/i.test(text)) {
    return false;
  }
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
}

/** What keeps a text from being the evidence that an item asks for; undefined when nothing does. */
export function evidenceProblem(
  request: EvidenceRequest,
  given: string,
): EvidenceProblem | undefined {
  const text = given.trim();
  if (!text) {
    return request.required ? 'needed' : undefined;
  }
  switch (request.kind) {
    // A comma would be a thousand for one reader and a tenth for another.
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? undefined : 'badNumber';
    case 'link':
      return isWebLink(text) ? undefined : 'badLink';
    case 'choice':
      return request.choices?.includes(text) ? undefined : 'needed';
    default:
      return undefined;
  }
}
