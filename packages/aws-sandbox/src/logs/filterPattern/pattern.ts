/** A compiled filter pattern. */
export interface FilterPattern {
  readonly kind: 'terms' | 'json' | 'delimited';
  matches(message: string): boolean;
  /**
   * The text of a selector (`$.a.b` of a JSON pattern, `$name` of a space-delimited one) in a message that matches, or
   * undefined where the message does not have it.
   */
  select(message: string, selector: string): string | undefined;
  /** What TestMetricFilter lists as extracted: selectors with their values. */
  extract(message: string): Record<string, string>;
}
