/** Most that one run takes. Lengths in UTF-16 code units. */
export const RUN_LIMITS = {
  note: 10_000,
  output: 65_536,
  /** Value of a placeholder. */
  value: 2_000,
  variables: 100,
  events: 5_000,
  /** Notes and outputs together: the whole run is read at once. */
  text: 4_000_000,
} as const;
