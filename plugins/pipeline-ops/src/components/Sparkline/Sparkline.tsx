import { makeStyles, useTheme } from '@material-ui/core/styles';
import { statusPalette, type Tone } from '../../theme';
import { sparklinePath } from './sparklinePath';

const useStyles = makeStyles({
  root: { display: 'block', overflow: 'visible' },
});

const WIDTH = 120;
const HEIGHT = 24;

/** The shape of a series without axes. Decoration: the figures beside it say what it shows. */
export function Sparkline(props: {
  values: (number | null)[];
  tone?: Tone;
  className?: string;
}) {
  const classes = useStyles();
  const theme = useTheme();
  const palette = statusPalette(theme);
  return (
    <svg
      aria-hidden="true"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={props.className ?? classes.root}
    >
      <path
        d={sparklinePath(props.values, WIDTH, HEIGHT)}
        fill="none"
        stroke={palette[props.tone ?? 'info'].main}
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
