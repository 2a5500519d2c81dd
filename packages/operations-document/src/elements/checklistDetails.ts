import type { ChecklistElement } from '../model';
import type { Block, Section } from '../structure/blocks';
import { plainText } from '../text/inline';
import { normalise } from '../text/normalise';
import { timeOfDayOf, timeZoneOf, weekdayOf } from '../words/cadence';
import { regionsOf } from './document';

export function schedule(
  text: string,
): Pick<ChecklistElement, 'timeOfDay' | 'weekday' | 'timeZone'> {
  const plain = plainText(text);
  return {
    timeOfDay: timeOfDayOf(plain),
    weekday: weekdayOf(plain),
    timeZone: timeZoneOf(plain),
  };
}

/** Text between a heading and its first list: it may state a time and a weekday. */
export function leadOf(section: Section): string {
  const first = section.blocks[0];
  return first?.type === 'paragraph' ? first.text.join(' ').slice(0, 300) : '';
}

export function ownerOf(section: Section): { owner?: string } {
  for (const region of regionsOf(section)) {
    const label = region.label ? normalise(region.label) : '';
    if (
      /^(?:owners?|responsible|assignee|done by|verantwortlich|zuständig|responsable|responsável|担当(?:者)?)$/.test(
        label,
      ) &&
      region.value
    ) {
      return { owner: plainText(region.value) };
    }
  }
  return {};
}

export function detailsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap(block => {
    if (block.type === 'paragraph') return [plainText(block.text.join(' '))];
    if (block.type === 'list') {
      return block.items.flatMap(item => [
        plainText(item.text),
        ...detailsOf(item.rest),
      ]);
    }
    return block.type === 'code' ? [block.text] : [];
  });
}

export function groupOf(section: Section, title: string): string | undefined {
  return section.title !== title && section.level > 0
    ? section.title
    : undefined;
}
