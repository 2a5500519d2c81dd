import UPlot from 'uplot';
import type { ChartMark } from '@pipeline-ops/plugin-pipeline-ops-common';

/** Half the width of the mark's foot on the time axis, in CSS pixels. */
const FOOT = 4;

/** Changes of an alarm's state as thin lines that stand on the time axis. */
export function drawMarks(
  u: UPlot,
  marks: readonly ChartMark[],
  colors: Record<ChartMark['kind'], string>,
): void {
  if (marks.length === 0) {
    return;
  }
  const { ctx, bbox } = u;
  const { min, max } = u.scales.x;
  const scale = UPlot.pxRatio;
  const bottom = bbox.top + bbox.height;
  ctx.save();
  for (const mark of marks) {
    if (mark.at < (min ?? -Infinity) || mark.at > (max ?? Infinity)) {
      continue;
    }
    const x = Math.round(u.valToPos(mark.at, 'x', true));
    ctx.strokeStyle = colors[mark.kind];
    ctx.fillStyle = colors[mark.kind];
    ctx.lineWidth = scale;
    ctx.globalAlpha = 0.6;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.moveTo(x, bottom - FOOT * 1.5 * scale);
    ctx.lineTo(x + FOOT * scale, bottom);
    ctx.lineTo(x - FOOT * scale, bottom);
    ctx.closePath();
    ctx.fill();
  }
  ctx.restore();
}
