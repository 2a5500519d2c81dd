import type { RunbookElement, RunbookStepElement } from '../model';
import type { ReadingContext } from '../elements/document';
import { regionsOf } from '../elements/document';
import { isRunnable } from '../elements/commands';
import { headingPath, type Block, type Section } from '../structure/blocks';
import type { Region } from '../structure/regions';
import { plainText } from '../text/inline';
import { facetOf, isAction, type FacetKind } from '../words/facets';
import { isImperative, titleKind } from '../words/titles';
import { alarmOf, asParagraph, hasOwnLists, kindOf } from './titles';
import { contentOf } from './candidates';
import { detectRunbooks, type Candidate } from './detection';
import { isStepSection } from './numbering';
import { countNamedSteps } from './ownership';
import { alarmsNamedIn, factsInTables } from './namedFacts';
import { isReview } from './reviews';
import { countsOrdered, facetOfHeading, StepReader } from './steps';

class RunbookReader {
  private readonly steps: RunbookStepElement[] = [];
  private readonly intro: string[] = [];
  private readonly runbook: RunbookElement;
  /** Bullets count as steps outside of labels only where there is no other sign of what to do. */
  private readonly looseBullets: RunbookStepElement[] = [];
  /** The same as written, for where they are none. */
  private readonly looseText: string[] = [];
  private labelled = false;
  private snippets = 0;
  /** Where the steps are headings ("Step 1", "Step 2"), lists beside them are something else. */
  private readonly stepsAreHeadings: boolean;

  private constructor(
    private readonly candidate: Candidate,
    private readonly reader: StepReader,
    context: ReadingContext,
  ) {
    const { section } = candidate;
    this.stepsAreHeadings = countNamedSteps(section) >= 2;
    const path = headingPath(section).slice(0, -1);
    this.runbook = {
      id: context.ids.take('runbook', path, section.title, section.explicitId),
      headingPath: path,
      lines: section.lines,
      title: section.title,
      kind: kindOf(candidate),
      form: 'prose',
      symptoms: [],
      causes: [],
      prerequisites: [],
      steps: [],
      commands: [],
      verification: [],
      rollback: [],
      escalation: [],
      prevention: [],
      alarmNames: [],
      metricNames: [],
    };
  }

  static create(context: ReadingContext, candidate: Candidate): RunbookReader {
    return new RunbookReader(
      candidate,
      StepReader.create(context, candidate.section),
      context,
    );
  }

  read(): RunbookElement {
    const { runbook } = this;
    const { section } = this.candidate;
    this.section(section, undefined, true);
    runbook.steps =
      this.steps.length > 0 || this.labelled ? this.steps : this.looseBullets;
    if (runbook.steps !== this.looseBullets) {
      this.intro.push(...this.looseText);
    }
    const intro = this.intro.filter(part => part.trim() !== '').join('\n\n');
    if (intro !== '') runbook.intro = intro;
    runbook.form = this.form();
    const named = alarmOf(section.title);
    if (named) runbook.alarmNames.unshift(named);
    runbook.alarmNames = [...new Set(runbook.alarmNames)];
    if (runbook.alarmNames.length > 0) runbook.answers = runbook.alarmNames;
    return runbook;
  }

  private form(): RunbookElement['form'] {
    if (this.runbook.steps.length > 0) return 'steps';
    if (this.runbook.commands.length > 0) return 'commands';
    return this.snippets > 0 ? 'snippet' : 'prose';
  }

  private section(
    section: Section,
    inherited: FacetKind | undefined,
    top: boolean,
  ): void {
    const stepped = section.children.filter(
      child => isStepSection(child) && !this.candidate.nested.includes(child),
    );
    const children = section.children.filter(
      child => !this.candidate.nested.includes(child),
    );
    // Unlabelled sub-headings of a situation are its steps, as "Check the shard count" is.
    const plain = top
      ? children.filter(
          child => !facetOf(child.title)?.pure && !isStepSection(child),
        )
      : [];
    const tasks = plain.filter(
      child =>
        isImperative(child.title) && titleKind(child.title) !== 'reference',
    );
    this.regions(regionsOf(section), inherited);
    for (const child of children) {
      const facet = facetOfHeading(child, inherited);
      if (facetOf(child.title)?.pure) this.labelled = true;
      const isPhase =
        facetOf(child.title)?.kind === 'phase' && hasOwnLists(child);
      if (stepped.includes(child) && countsOrdered(facet) && !isPhase) {
        this.steps.push(this.reader.fromHeading(child));
      } else if (
        tasks.includes(child) &&
        // One task with a numbered list is the procedure itself: its items are the steps.
        !(
          tasks.length === 1 &&
          stepped.length === 0 &&
          contentOf(child, false).orderedItems >= 2
        )
      ) {
        this.steps.push(this.reader.fromHeading(child));
      } else {
        this.section(child, facet, false);
      }
    }
  }

  private regions(
    regions: readonly Region[],
    inherited: FacetKind | undefined,
  ): void {
    let stepLabels = false;
    for (const region of regions) {
      const facet = region.facet ?? inherited;
      if (region.stepTitle !== undefined && countsOrdered(facet)) {
        this.steps.push(this.reader.fromLabel(region));
        stepLabels = true;
        continue;
      }
      if (
        region.facet &&
        region.facet !== 'severity' &&
        region.facet !== 'estimated-time'
      )
        this.labelled = true;
      // A known label ends the step that stood above it.
      if (region.facet) stepLabels = false;
      const last = this.steps[this.steps.length - 1];
      if (stepLabels && last && region.label !== undefined) {
        if (region.value) this.reader.attach(last, asParagraph(region));
        for (const block of region.blocks) this.reader.attach(last, block);
        continue;
      }
      this.region(region, facet);
    }
  }

  private region(region: Region, facet: FacetKind | undefined): void {
    const { runbook } = this;
    const value = plainText(region.value);
    runbook.alarmNames.push(...alarmsNamedIn(region));
    if (region.facet === undefined) {
      const facts = factsInTables(region.blocks);
      runbook.severity ??= facts.severity;
      runbook.estimatedTime ??= facts.estimatedTime;
      runbook.alarmNames.push(...facts.alarmNames);
    }
    switch (facet) {
      case 'severity':
        if (value) runbook.severity ??= value;
        this.doing(region, undefined);
        return;
      case 'estimated-time':
        if (value && region.facet) runbook.estimatedTime ??= value;
        this.doing(region, undefined);
        return;
      case 'symptoms':
      case 'causes':
      case 'prerequisites':
      case 'verification':
      case 'rollback':
      case 'escalation':
      case 'prevention':
        runbook[facet].push(...this.texts(region, value));
        this.commandsOf(region.blocks);
        return;
      case 'description':
      case 'measure':
        // A label that said its value on its own line has nothing to do with the list below.
        if (value) this.doing(region, undefined);
        else this.prose(region);
        return;
      case 'impact':
      case 'notes':
      case 'aftermath':
        this.prose(region);
        return;
      default:
        this.doing(region, facet);
    }
  }

  /** Lists are steps, fences commands, the rest is text. */
  private doing(region: Region, facet: FacetKind | undefined): void {
    if (
      region.label !== undefined &&
      region.value &&
      region.facet !== 'severity' &&
      region.facet !== 'estimated-time' &&
      !isReview(region.label, region.value)
    ) {
      this.intro.push(`**${region.label}:** ${region.value}`);
    }
    let current: RunbookStepElement | undefined;
    for (const block of region.blocks) {
      if (block.type === 'list') {
        const steps = this.reader.fromList(block);
        if (facet === undefined && this.stepsAreHeadings) {
          this.intro.push(this.reader.markdown(block));
        } else if (block.ordered || isAction(facet)) {
          this.steps.push(...steps);
          current = block.ordered
            ? (steps[steps.length - 1] ?? current)
            : undefined;
        } else if (current) {
          this.reader.attach(current, block);
        } else if (region.facet === undefined && region.label === undefined) {
          this.looseBullets.push(...steps);
          this.looseText.push(this.reader.markdown(block));
        } else {
          this.intro.push(this.reader.markdown(block));
        }
      } else if (block.type === 'code') {
        const fenced = this.reader.fromFence(block);
        if (fenced) this.steps.push(...fenced);
        else if (current) this.reader.attach(current, block);
        else this.code(block);
      } else if (current && block.type === 'paragraph') {
        this.reader.attach(current, block);
      } else if (block.type !== 'html') {
        this.intro.push(this.reader.markdown(block));
      }
    }
  }

  private prose(region: Region): void {
    if (region.label !== undefined)
      this.intro.push(`**${region.label}:** ${region.value}`.trim());
    for (const block of region.blocks) {
      if (block.type === 'code') this.code(block);
      else if (block.type !== 'html')
        this.intro.push(this.reader.markdown(block));
    }
  }

  private code(block: Block): void {
    if (block.type !== 'code') return;
    if (isRunnable(block)) {
      this.runbook.commands.push(this.reader.command(block));
    } else {
      this.snippets += 1;
      this.intro.push(this.reader.markdown(block));
    }
  }

  private commandsOf(blocks: readonly Block[]): void {
    for (const block of blocks) {
      if (block.type === 'code') this.code(block);
      else if (block.type === 'list')
        for (const item of block.items) this.commandsOf(item.rest);
    }
  }

  private texts(region: Region, value: string): string[] {
    const texts = value === '' ? [] : [value];
    for (const block of region.blocks) {
      if (block.type === 'list')
        texts.push(...block.items.map(item => plainText(item.text)));
      else if (block.type === 'paragraph')
        texts.push(plainText(block.text.join(' ')));
      else if (block.type === 'table')
        texts.push(...block.rows.map(row => plainText(row.cells[0] ?? '')));
    }
    return texts.filter(text => text !== '');
  }
}

/** Runbooks, troubleshooting sections and procedures. */
export function readRunbooks(context: ReadingContext): RunbookElement[] {
  const { found, near } = detectRunbooks(context.root);
  for (const { section, reason } of near) {
    context.nearMisses.push({
      lines: section.lines,
      kind: 'runbook',
      reason: `"${section.title}": ${reason}`,
    });
  }
  return found
    .sort((a, b) => a.section.lines.startLine - b.section.lines.startLine)
    .map(candidate => RunbookReader.create(context, candidate).read());
}
