/** A shape to be drawn, in pixels from the top left. */
export interface SparklineShape {
  /** SVG path of the values; a missing value breaks the line. Empty when there is none. */
  path: string;
  /** Height of the limit's line. */
  limitAt?: number;
}

/** The values from left to right, and the limit in the same scale. Zero is the floor unless something lies below it. */
export function sparklineShape(
  values: (number | null)[],
  limit: number | undefined,
  width: number,
  height: number,
): SparklineShape {
  const known = values.filter((v): v is number => v !== null);
  if (known.length === 0) {
    return { path: '' };
  }
  const shown = limit === undefined ? known : [...known, limit];
  const low = shown.reduce((a, b) => Math.min(a, b), 0);
  const high = shown.reduce((a, b) => Math.max(a, b), low);
  const span = high - low || 1;
  const heightOf = (value: number) =>
    height - 1 - ((value - low) / span) * (height - 2);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let drawing = false;
  const path = values
    .map((value, i) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const command = drawing ? 'L' : 'M';
      drawing = true;
      return `${command}${(i * step).toFixed(1)} ${heightOf(value).toFixed(1)}`;
    })
    .join('');
  return {
    path,
    ...(limit !== undefined && { limitAt: heightOf(limit) }),
  };
}
