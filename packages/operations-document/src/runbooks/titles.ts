import type { RunbookElement } from '../model';
import { headingPath, type Block, type Section } from '../structure/blocks';
import type { Region } from '../structure/regions';
import { bareTitle, normalise } from '../text/normalise';
import {
  hasPrefix,
  isContainer,
  isIdentifier,
  withoutPrefix,
} from '../words/titles';
import type { Candidate } from './detection';

export function kindOf({ section, around }: Candidate): RunbookElement['kind'] {
  const text = normalise(
    [...headingPath(section)].reverse().slice(0, 3).join(' '),
  );
  const own = normalise(section.title);
  if (/^(?:runbook|playbook)\b/.test(own)) return 'runbook';
  if (/incident response|incident management/.test(own))
    return 'incident-response';
  if (
    /recover|restor|disaster|resync|re sync|rollback|roll back|wiederherstell|復旧|recuper/.test(
      own,
    )
  )
    return 'recovery';
  if (
    /^(?:issue|problem|error)\b/.test(own) ||
    /troubleshoot|common issues|トラブル|fehlerbehebung|dépannage/.test(text)
  )
    return 'troubleshooting';
  if (/recovery|disaster/.test(text)) return 'recovery';
  if (/incident/.test(text)) return 'incident-response';
  if (
    /runbook|playbook|alarm|alert/.test(text) ||
    isContainer(section.title) ||
    around.place === 'strong'
  )
    return 'runbook';
  return 'procedure';
}

export function alarmOf(title: string): string | undefined {
  const name = hasPrefix(title) ? withoutPrefix(title) : bareTitle(title);
  return isIdentifier(name) ? name : undefined;
}

export function asParagraph(region: Region): Block {
  return {
    type: 'paragraph',
    text: [`**${region.label}:** ${region.value}`],
    lines: region.lines,
  };
}

/** A phase with its own numbered list gives that list's items; one without is a step itself. */
export function hasOwnLists(section: Section): boolean {
  if (!/^(?:phase|fase|stage)\b/.test(normalise(bareTitle(section.title))))
    return false;
  return true;
}
