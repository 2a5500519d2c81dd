import type { Figure } from '../report';
import type { Stage } from '../stage/Stage';

/** One measurement of the table; it may give several figures. */
export interface Row {
  name: string;
  /** What is done, in a sentence. */
  title: string;
  measure(context: RowContext): Promise<Figure[]>;
}

export interface RowContext {
  /** The cloud and a portal, shared by the rows. */
  stage: Stage;
  /** Fewer repetitions, for a first look. */
  quick: boolean;
  /** Tells whoever watches; never part of the result. */
  say(text: string): void;
}
