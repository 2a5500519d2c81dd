import os from 'node:os';

/** One measured value beside what it has to reach. */
export interface Figure {
  /** Stable, such as `stampede-calls`. */
  name: string;
  value: number;
  /** `x` for a ratio. */
  unit: string;
  target: { atLeast: number } | { atMost: number } | { exactly: number };
  /** What it was made from, in a line. */
  note?: string;
}

export interface ReportedFigure {
  name: string;
  value: number;
  unit: string;
  /** Such as `>= 300`. */
  target: string;
  reached: boolean;
}

export function reported({ name, value, unit, target }: Figure) {
  const figure: ReportedFigure = {
    name,
    value: rounded(value),
    unit,
    target: targetText(target),
    reached: isReached(value, target),
  };
  return figure;
}

/** The figures as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(figure => {
    const { name, value, unit, target, reached } = reported(figure);
    return [
      name,
      `${value} ${unit}`,
      target,
      reached ? 'yes' : 'no',
      figure.note ?? '',
    ];
  });
  const head = ['measurement', 'value', 'target', 'reached', 'made from'];
  const widths = head.map((word, column) =>
    Math.max(word.length, ...rows.map(row => row[column].length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [
    line(head),
    `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map(line),
  ].join('\n');
}

export function machineFacts(): string {
  const [cpu] = os.cpus();
  return `${os.cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.platform()} ${os.arch()}, Node ${process.versions.node}`;
}

function isReached(value: number, target: Figure['target']): boolean {
  if ('atLeast' in target) {
    return value >= target.atLeast;
  }
  return 'atMost' in target
    ? value <= target.atMost
    : rounded(value) === target.exactly;
}

function targetText(target: Figure['target']): string {
  if ('atLeast' in target) {
    return `>= ${target.atLeast}`;
  }
  return 'atMost' in target ? `<= ${target.atMost}` : `= ${target.exactly}`;
}

/** Two decimals below ten, else whole numbers and one decimal below a hundred. */
function rounded(value: number): number {
  if (Math.abs(value) < 10) {
    return Math.round(value * 100) / 100;
  }
  return Math.abs(value) < 100
    ? Math.round(value * 10) / 10
    : Math.round(value);
}
