/** Whether a number compares so. */
export function compares(
  observed: number,
  comparison: '>' | '>=' | '<' | '<=' | '==',
  value: number,
): boolean {
  switch (comparison) {
    case '>':
      return observed > value;
    case '>=':
      return observed >= value;
    case '<':
      return observed < value;
    case '<=':
      return observed <= value;
    default:
      return observed === value;
  }
}
