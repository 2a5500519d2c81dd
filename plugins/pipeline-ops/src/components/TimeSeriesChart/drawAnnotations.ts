import UPlot from 'uplot';
import { alpha } from '@material-ui/core/styles';
import type { WidgetAnnotation } from '@pipeline-ops/plugin-pipeline-ops-common';
import { LEFT_SCALE, RIGHT_SCALE } from './chartAxes';
import type { Annotations } from './plotted';

export interface AnnotationLook {
  /** Of annotations without a colour of their own. */
  color: string;
  paper: string;
  font: string;
}

const FILL_OPACITY = 0.12;

function scaleOf(annotation: WidgetAnnotation): string {
  return annotation.axis === 'right' ? RIGHT_SCALE : LEFT_SCALE;
}

/** Start and end of what is shaded, in canvas pixels within the plot; undefined when nothing is. */
export function shadedSpan(
  annotation: WidgetAnnotation,
  toPixel: (value: number) => number,
  start: number,
  length: number,
): [number, number] | undefined {
  const inside = (pixel: number) =>
    Math.min(Math.max(pixel, start), start + length);
  const first = inside(toPixel(annotation.value));
  if (annotation.until !== undefined) {
    const second = inside(toPixel(annotation.until));
    return [Math.min(first, second), Math.max(first, second)];
  }
  switch (annotation.fill) {
    // Pixels grow downwards and to the right.
    case 'above':
    case 'before':
      return [start, first];
    case 'below':
    case 'after':
      return [first, start + length];
    default:
      return undefined;
  }
}

/** Shades what annotations ask for; below the data. */
export function fillAnnotations(
  u: UPlot,
  annotations: Annotations,
  look: AnnotationLook,
) {
  const { ctx, bbox } = u;
  ctx.save();
  for (const one of annotations.horizontal) {
    const span =
      u.scales[scaleOf(one)] &&
      shadedSpan(
        one,
        value => u.valToPos(value, scaleOf(one), true),
        bbox.top,
        bbox.height,
      );
    if (span) {
      ctx.fillStyle = alpha(one.color ?? look.color, FILL_OPACITY);
      ctx.fillRect(bbox.left, span[0], bbox.width, span[1] - span[0]);
    }
  }
  for (const one of annotations.vertical) {
    const span = shadedSpan(
      one,
      value => u.valToPos(value, 'x', true),
      bbox.left,
      bbox.width,
    );
    if (span) {
      ctx.fillStyle = alpha(one.color ?? look.color, FILL_OPACITY);
      ctx.fillRect(span[0], bbox.top, span[1] - span[0], bbox.height);
    }
  }
  ctx.restore();
}

function write(
  u: UPlot,
  text: string,
  x: number,
  y: number,
  color: string,
  paper: string,
) {
  const { ctx } = u;
  // A ground of paper keeps the words readable over the data.
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3 * UPlot.pxRatio;
  ctx.strokeStyle = paper;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}

/** Lines and words of annotations; above the data. What lies outside the plot is left out. */
export function drawAnnotations(
  u: UPlot,
  annotations: Annotations,
  look: AnnotationLook,
) {
  const { ctx, bbox } = u;
  const ratio = UPlot.pxRatio;
  const right = bbox.left + bbox.width;
  const bottom = bbox.top + bbox.height;
  const line = (color: string, path: () => void) => {
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.25 * ratio;
    ctx.beginPath();
    path();
    ctx.stroke();
  };
  ctx.save();
  ctx.font = look.font;
  for (const one of annotations.horizontal) {
    const color = one.color ?? look.color;
    const scale = scaleOf(one);
    const heights = [one.value, one.until ?? one.value]
      .filter(() => u.scales[scale])
      .map(value => Math.round(u.valToPos(value, scale, true)));
    for (const y of new Set(heights)) {
      if (y >= bbox.top && y <= bottom) {
        line(color, () => {
          ctx.moveTo(bbox.left, y);
          ctx.lineTo(right, y);
        });
      }
    }
    const y = Math.min(...heights);
    if (one.label && y >= bbox.top && y <= bottom) {
      const above = y - bbox.top > 16 * ratio;
      ctx.textAlign = scale === RIGHT_SCALE ? 'right' : 'left';
      ctx.textBaseline = above ? 'bottom' : 'top';
      const x =
        scale === RIGHT_SCALE ? right - 4 * ratio : bbox.left + 4 * ratio;
      write(u, one.label, x, y + (above ? -2 : 3) * ratio, color, look.paper);
    }
  }
  for (const one of annotations.vertical) {
    const color = one.color ?? look.color;
    const places = [one.value, one.until ?? one.value].map(value =>
      Math.round(u.valToPos(value, 'x', true)),
    );
    for (const x of new Set(places)) {
      if (x >= bbox.left && x <= right) {
        line(color, () => {
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bottom);
        });
      }
    }
    const [x] = places;
    if (one.label && x >= bbox.left && x <= right) {
      // Towards the side that has more room.
      const after = x < bbox.left + bbox.width / 2;
      ctx.textAlign = after ? 'left' : 'right';
      ctx.textBaseline = 'top';
      write(
        u,
        one.label,
        x + (after ? 4 : -4) * ratio,
        bbox.top + 2 * ratio,
        color,
        look.paper,
      );
    }
  }
  ctx.restore();
}
