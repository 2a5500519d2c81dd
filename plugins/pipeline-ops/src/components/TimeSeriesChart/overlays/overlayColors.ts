import { alpha, type Theme } from '@material-ui/core/styles';
import { quietText, seriesColors, statusPalette } from '../../../theme';
import type { OverlayColors } from './overlayPlugin';

/** Quiet enough that lines and words over them stay readable. */
const AREA_OPACITY = { light: 0.14, dark: 0.22 };

export function overlayColors(theme: Theme): OverlayColors {
  const palette = statusPalette(theme);
  const opacity = AREA_OPACITY[theme.palette.type];
  return {
    baseline: alpha(seriesColors(theme)[0], opacity),
    band: alpha(palette.idle.main, opacity),
    marks: {
      alarm: palette.bad.main,
      ok: palette.ok.main,
      'no-data': palette.idle.main,
      annotation: quietText(theme),
    },
  };
}
