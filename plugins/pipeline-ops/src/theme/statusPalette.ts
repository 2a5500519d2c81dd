import {
  darken,
  getContrastRatio,
  lighten,
  type Theme,
} from '@material-ui/core/styles';

/** What a colour says, whatever the theme: `bad` is red, `idle` grey. */
export type Tone = 'bad' | 'warn' | 'ok' | 'idle' | 'info';

export interface ToneColors {
  /** For lines and fills; contrast of at least 3 against the page. */
  main: string;
  /** For words, on paper as well as on `soft`; contrast of at least 4.5 (WCAG AA). */
  text: string;
  /** Quiet background behind `text`. */
  soft: string;
}

export type StatusPalette = Record<Tone, ToneColors>;

function channels(color: string): number[] {
  if (color.startsWith('#')) {
    const hex = color.slice(1);
    const full =
      hex.length === 3 ? [...hex].map(digit => digit + digit).join('') : hex;
    return [0, 2, 4].map(i => parseInt(full.slice(i, i + 2), 16));
  }
  return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

/** `color` laid over `background` with the given opacity, as an opaque colour. */
export function blend(color: string, background: string, opacity: number) {
  const back = channels(background);
  const mixed = channels(color).map((value, i) =>
    Math.round(value * opacity + back[i] * (1 - opacity)),
  );
  return `rgb(${mixed.join(', ')})`;
}

/** The nearest shade of `color` that reaches the contrast on every background. */
export function readable(
  color: string,
  backgrounds: string[],
  contrast: number,
  dark: boolean,
): string {
  const shift = dark ? lighten : darken;
  const enough = (shade: string) =>
    backgrounds.every(b => getContrastRatio(shade, b) >= contrast);
  let shade = color;
  for (let step = 0; step < 40 && !enough(shade); step++) {
    shade = shift(shade, 0.06);
  }
  return shade;
}

function derive(theme: Theme): StatusPalette {
  const dark = theme.palette.type === 'dark';
  const { paper, default: page } = theme.palette.background;
  const tone = (color: string): ToneColors => {
    const soft = blend(color, paper, dark ? 0.16 : 0.1);
    return {
      main: readable(color, [paper, page], 3, dark),
      text: readable(color, [paper, page, soft], 4.6, dark),
      soft,
    };
  };
  const { status } = theme.palette;
  return {
    bad: tone(status.error),
    warn: tone(status.warning),
    ok: tone(status.ok),
    idle: tone(status.aborted),
    info: tone(status.running),
  };
}

const derived = new WeakMap<Theme, StatusPalette>();

/** The one place where status colours come from: the Backstage theme's own, made readable on its backgrounds. */
export function statusPalette(theme: Theme): StatusPalette {
  let palette = derived.get(theme);
  if (!palette) {
    palette = derive(theme);
    derived.set(theme, palette);
  }
  return palette;
}

/** Colour of words that stand back, readable on paper, page and a row under the cursor. */
export function quietText(theme: Theme): string {
  const dark = theme.palette.type === 'dark';
  const { paper, default: page } = theme.palette.background;
  const row = dark
    ? blend(theme.palette.common.white, paper, 0.1)
    : blend(theme.palette.common.black, paper, 0.06);
  return readable(theme.palette.textSubtle, [paper, page, row], 4.6, dark);
}

/** Colours of the lines of one chart, told apart also in grey. */
export function seriesColors(theme: Theme): string[] {
  const palette = statusPalette(theme);
  const dark = theme.palette.type === 'dark';
  const { paper } = theme.palette.background;
  const line = (color: string) => readable(color, [paper], 3, dark);
  return [
    palette.info.main,
    line(theme.palette.status.warning),
    line(theme.palette.bursts.backgroundColor.default),
    palette.ok.main,
    palette.idle.main,
  ];
}
