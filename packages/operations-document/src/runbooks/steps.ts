import type { CommandBlock, RunbookStepElement } from '../model';
import { regionsOf, sourceOf, type ReadingContext } from '../elements/document';
import { isRunnable, toCommand } from '../elements/commands';
import {
  headingPath,
  type Block,
  type Code,
  type List,
  type ListItem,
  type Section,
} from '../structure/blocks';
import type { Region } from '../structure/regions';
import { isOnlyLinks, plainText } from '../text/inline';
import { bareTitle } from '../text/normalise';
import { facetOf, isAction, type FacetKind } from '../words/facets';
import { stepsInFence } from './candidates';

const MAX_TITLE = 200;
const BOLD_LEAD = /^(\*\*|__)([^*_\n]{2,160}?)\1(?:\s*[:：]|(?=\s|$))\s*(.*)$/;

/** Turns lists, step headings and bold "Step N:" labels into steps. */
export class StepReader {
  private constructor(
    private readonly context: ReadingContext,
    /** Heading path of the runbook: commands and steps are known by it. */
    private readonly path: string[],
  ) {}

  static create(context: ReadingContext, section: Section): StepReader {
    return new StepReader(context, headingPath(section));
  }

  /** A step for each top-level item. */
  fromList(list: List): RunbookStepElement[] {
    return list.items
      .filter(item => !isOnlyLinks(item.text))
      .map(item => this.fromItem(item));
  }

  /** A step for each line of a fence that holds nothing but a numbered list. */
  fromFence(code: Code): RunbookStepElement[] | undefined {
    return stepsInFence(code)?.map(item => ({
      ...this.base(item.text, { startLine: item.line, endLine: item.line }),
      title: plainText(item.text),
      commands: [],
      steps: [],
    }));
  }

  /** A sub-heading as one step, with everything below it. */
  fromHeading(section: Section): RunbookStepElement {
    const step: RunbookStepElement = {
      ...this.base(section.title, section.lines, section.explicitId),
      title: stepName(section.title),
      commands: [],
      steps: [],
    };
    const body: string[] = [];
    for (const region of regionsOf(section)) this.addRegion(step, region, body);
    for (const child of section.children)
      step.steps.push(this.fromHeading(child));
    return withBody(step, body);
  }

  /** A bold "Step N: …" label as one step. */
  fromLabel(region: Region): RunbookStepElement {
    const title = plainText(region.stepTitle ?? region.label ?? '');
    const step: RunbookStepElement = {
      ...this.base(title, region.lines),
      title: title.slice(0, MAX_TITLE),
      commands: [],
      steps: [],
    };
    const body: string[] =
      region.value && region.value !== region.stepTitle ? [region.value] : [];
    for (const block of region.blocks) this.addBlock(step, block, body);
    return withBody(step, body);
  }

  command(code: Code): CommandBlock {
    return toCommand(code, this.path, this.context.ids);
  }

  /** Adds what follows a list to its last item, when the writer did not indent it. */
  attach(step: RunbookStepElement, block: Block): void {
    const body: string[] = [];
    this.addBlock(step, block, body);
    step.lines = {
      ...step.lines,
      endLine: Math.max(step.lines.endLine, block.lines.endLine),
    };
    // Appended, not joined anew: a step may have thousands of blocks.
    for (const part of body)
      step.body = step.body ? `${step.body}\n\n${part}` : part;
  }

  private fromItem(item: ListItem): RunbookStepElement {
    const { title, rest } = splitLead(item.text);
    const step: RunbookStepElement = {
      ...this.base(item.text, item.lines, item.explicitId),
      title,
      commands: [],
      steps: [],
    };
    const body = rest === '' ? [] : [rest];
    for (const block of item.rest) this.addBlock(step, block, body);
    return withBody(step, body);
  }

  private addRegion(
    step: RunbookStepElement,
    region: Region,
    body: string[],
  ): void {
    if (region.stepTitle !== undefined) {
      step.steps.push(this.fromLabel(region));
      return;
    }
    if (region.label !== undefined)
      body.push(`**${region.label}:** ${region.value}`.trim());
    for (const block of region.blocks) this.addBlock(step, block, body);
  }

  private addBlock(
    step: RunbookStepElement,
    block: Block,
    body: string[],
  ): void {
    if (block.type === 'code' && isRunnable(block)) {
      step.commands.push(this.command(block));
    } else if (block.type === 'list') {
      step.steps.push(...this.fromList(block));
    } else {
      body.push(this.markdown(block));
    }
  }

  markdown(block: Block): string {
    if (block.type === 'paragraph') return block.text.join('\n');
    return dedent(
      sourceOf(this.context.source, block.lines.startLine, block.lines.endLine),
    );
  }

  private base(
    text: string,
    lines: { startLine: number; endLine: number },
    explicit?: string,
  ) {
    return {
      id: this.context.ids.take('step', this.path, text, explicit),
      headingPath: this.path,
      lines: { ...lines },
    };
  }
}

/** Whether a region's lists are things to do. */
export function countsOrdered(facet: FacetKind | undefined): boolean {
  return facet === undefined || isAction(facet);
}

function stepName(title: string): string {
  const bare = bareTitle(title);
  const named =
    /^(?:step|schritt|étape|paso|passo|ステップ|手順)\s*\d{1,2}\s*[:：.\-–—]\s*(\S.*)$/iu.exec(
      bare,
    );
  return (named?.[1] ?? bare).slice(0, MAX_TITLE);
}

/** `**Check the queue:** it should be empty` as title and rest; else the first sentence-sized piece is the title. */
function splitLead(text: string): { title: string; rest: string } {
  const bold = BOLD_LEAD.exec(text);
  if (bold) {
    return {
      title: plainText(bold[2]).replace(/[:：]$/, ''),
      rest: bold[3].trim(),
    };
  }
  const plain = plainText(text);
  if (plain.length <= MAX_TITLE)
    return { title: plain.replace(/[:：]$/, ''), rest: '' };
  return { title: `${plain.slice(0, MAX_TITLE - 1).trimEnd()}…`, rest: text };
}

function withBody(
  step: RunbookStepElement,
  body: string[],
): RunbookStepElement {
  const text = body.filter(part => part.trim() !== '').join('\n\n');
  return text === '' ? step : { ...step, body: text };
}

function dedent(text: string): string {
  const lines = text.split('\n');
  const indents = lines
    .filter(line => line.trim() !== '')
    .map(line => line.length - line.trimStart().length);
  const indent =
    indents.length > 0 ? indents.reduce((a, b) => Math.min(a, b)) : 0;
  return lines.map(line => line.slice(indent)).join('\n');
}

/** Facet that a sub-heading gives to what stands below it; unknown headings go on with their parent's. */
export function facetOfHeading(
  section: Section,
  inherited: FacetKind | undefined,
): FacetKind | undefined {
  const facet = facetOf(section.title);
  // "Immediate (0-2 hours)" below "Post-recovery actions" is still about afterwards.
  if (inherited === 'aftermath') return inherited;
  if (facet?.pure)
    return facet.kind === 'phase' ? (inherited ?? 'phase') : facet.kind;
  return inherited;
}
