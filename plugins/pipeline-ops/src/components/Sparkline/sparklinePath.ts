/** SVG path of the values from left to right; a missing value breaks the line. Zero is the floor unless values go below it. */
export function sparklinePath(
  values: (number | null)[],
  width: number,
  height: number,
): string {
  const known = values.filter((v): v is number => v !== null);
  if (known.length === 0) {
    return '';
  }
  const low = known.reduce((a, b) => Math.min(a, b), 0);
  const high = known.reduce((a, b) => Math.max(a, b), low);
  const span = high - low || 1;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let drawing = false;
  return values
    .map((value, i) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const x = (i * step).toFixed(1);
      const y = (height - 1 - ((value - low) / span) * (height - 2)).toFixed(1);
      const command = drawing ? 'L' : 'M';
      drawing = true;
      return `${command}${x} ${y}`;
    })
    .join('');
}
