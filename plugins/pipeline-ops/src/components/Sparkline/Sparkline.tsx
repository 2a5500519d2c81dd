import { makeStyles, useTheme } from '@material-ui/core/styles';
import { statusPalette, type Tone } from '../../theme';
import { sparklineShape } from './sparklineShape';

const useStyles = makeStyles({
  root: { display: 'block', overflow: 'visible' },
});

const WIDTH = 120;
const HEIGHT = 24;

/** The shape of a series without axes. Decoration: the figures beside it say what it shows. */
export function Sparkline(props: {
  values: (number | null)[];
  /** Drawn as a dashed line over the values. */
  limit?: number;
  tone?: Tone;
  className?: string;
}) {
  const classes = useStyles();
  const theme = useTheme();
  const palette = statusPalette(theme);
  const { path, limitAt } = sparklineShape(
    props.values,
    props.limit,
    WIDTH,
    HEIGHT,
  );
  return (
    <svg
      aria-hidden="true"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={props.className ?? classes.root}
    >
      {limitAt !== undefined && (
        <line
          x1={0}
          x2={WIDTH}
          y1={limitAt}
          y2={limitAt}
          stroke={palette.bad.main}
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <path
        d={path}
        fill="none"
        stroke={palette[props.tone ?? 'info'].main}
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
