import type { ReactNode } from 'react';
import type { Check, RunStep } from '@pipeline-ops/plugin-pipeline-ops-common';

/** Anything of a procedure that can be done and ticked off. */
export interface Point {
  /** Id of the step; `command-1`, `verification-1`, `rollback-1` for what has none of its own. */
  id: string;
  section: RunStep['section'];
  /** As the page numbers it within its section, such as `2` or `2.1`. */
  number: string;
  title: string;
  /** Nested steps are drawn quieter. 0 is the first level. */
  depth: number;
  /** How data can answer it, best first. */
  checks: Check[];
}

/** What a run adds to each point of the procedure that it follows. */
export interface StepSlots {
  /** Instead of the number's circle; `numberLink` is the number as a link to the point. */
  marker?: (point: Point, numberLink: ReactNode) => ReactNode;
  /** Beside the title: buttons. */
  heading?: (point: Point) => ReactNode;
  /** Under the title, before text and commands: who answered it, when. */
  state?: (point: Point) => ReactNode;
  /** Under text, commands and what data says: notes, outputs, evidence. */
  below?: (point: Point) => ReactNode;
  /** Instead of what data says now, for a point with checks: kept evidence, or the answer with ways to confirm it. */
  answers?: (point: Point) => ReactNode;
  /** True for the point that is next. */
  isCurrent?: (point: Point) => boolean;
}
