import { useMemo } from 'react';
import {
  darken,
  lighten,
  useTheme,
  type Theme,
} from '@material-ui/core/styles';
import { readable, seriesColors } from '../../theme';

/** CloudWatch's colours are hex codes; anything else is not drawn. */
const HEX = /^#(?:[\da-f]{3}|[\da-f]{6})$/i;

/** Of lines and fills against the page, and of words (WCAG AA). */
const SEEN = 3;
const READ = 4.5;

/** The dashboard's colour, as near to it as can be seen on the page, or read when it is for words too; undefined when it is none. */
export function givenColor(
  color: string | undefined,
  theme: Theme,
  use: 'lines' | 'words' = 'lines',
): string | undefined {
  return color && HEX.test(color)
    ? readable(
        color,
        [theme.palette.background.paper],
        use === 'words' ? READ : SEEN,
        theme.palette.type === 'dark',
      )
    : undefined;
}

/** A colour for each of any number of series: the dashboard's, else the theme's in turn, each round in another shade. */
export function colorsOf(series: { color?: string }[], theme: Theme): string[] {
  const base = seriesColors(theme);
  const dark = theme.palette.type === 'dark';
  return series.map(({ color }, i) => {
    const round = Math.floor(i / base.length);
    const own = base[i % base.length];
    // Away from the page's ground, so that contrast only grows.
    const shade = dark ? lighten : darken;
    return (
      givenColor(color, theme) ??
      (round === 0 ? own : shade(own, Math.min(0.7, round * 0.25)))
    );
  });
}

export function useWidgetColors(series: { color?: string }[]): string[] {
  const theme = useTheme();
  return useMemo(() => colorsOf(series, theme), [series, theme]);
}
