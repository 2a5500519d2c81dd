import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { blend, statusPalette } from '../../theme';
import type { CellState } from './cellState';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  const { paper } = theme.palette.background;
  return {
    cell: {
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      width: 16,
      height: 16,
      borderRadius: 4,
      fontSize: 12,
      lineHeight: 1,
      fontWeight: 700,
      color: paper,
      border: '1px solid transparent',
      userSelect: 'none',
    },
    onTime: { backgroundColor: palette.ok.main },
    late: {
      backgroundColor: blend(palette.ok.main, paper, 0.35),
      color: theme.palette.text.primary,
    },
    notDone: { backgroundColor: palette.warn.main },
    missed: { backgroundColor: palette.bad.main },
    excused: {
      backgroundImage: `repeating-linear-gradient(45deg, ${palette.idle.main} 0 2px, transparent 2px 5px)`,
      borderColor: palette.idle.main,
    },
    running: { borderColor: palette.idle.main },
  };
});

/** Told apart without colour as well. */
const SIGNS: Record<CellState, string> = {
  onTime: '',
  late: '+',
  notDone: '–',
  missed: '×',
  excused: '',
  running: '',
};

/** One period as a small square; the words for it are with whoever shows it. */
export function HeatCell(props: { state: CellState }) {
  const classes = useStyles();
  return (
    <span
      aria-hidden="true"
      className={clsx(classes.cell, classes[props.state])}
    >
      {SIGNS[props.state]}
    </span>
  );
}
