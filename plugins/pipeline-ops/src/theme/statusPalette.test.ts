import { getContrastRatio, type Theme } from '@material-ui/core/styles';
import { themes } from '@backstage/theme';
import {
  quietText,
  seriesColors,
  statusPalette,
  type Tone,
} from './statusPalette';

describe.each(['light', 'dark'] as const)('in the %s theme', name => {
  const theme = themes[name].getTheme('v4') as Theme;
  const { paper, default: page } = theme.palette.background;

  it.each<Tone>(['bad', 'warn', 'ok', 'idle', 'info'])(
    'words in %s can be read on every ground',
    tone => {
      const { text, soft, main } = statusPalette(theme)[tone];
      for (const ground of [paper, page, soft]) {
        expect(getContrastRatio(text, ground)).toBeGreaterThanOrEqual(4.5);
      }
      expect(getContrastRatio(main, paper)).toBeGreaterThanOrEqual(3);
    },
  );

  it('words that stand back can be read', () => {
    for (const ground of [paper, page]) {
      expect(getContrastRatio(quietText(theme), ground)).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });

  it('lines of one chart differ and can be seen', () => {
    const colors = seriesColors(theme);
    expect(new Set(colors).size).toBe(colors.length);
    for (const color of colors) {
      expect(getContrastRatio(color, paper)).toBeGreaterThanOrEqual(3);
    }
  });
});
