import { makeStyles } from '@material-ui/core/styles';
import { quietText, WEIGHT } from '../../theme';

/** What the widgets that are drawn without a chart have in common. */
export const useWidgetStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    alignContent: 'start',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    minWidth: 0,
  },
  label: {
    display: 'inline-flex',
    alignItems: 'center',
    minWidth: 0,
    fontSize: theme.typography.pxToRem(12.5),
    lineHeight: theme.typography.pxToRem(18),
    color: quietText(theme),
    overflowWrap: 'anywhere',
  },
  swatch: {
    flex: 'none',
    width: 10,
    height: 10,
    borderRadius: 3,
    marginRight: theme.spacing(0.75),
  },
  value: {
    fontWeight: WEIGHT.bold,
    color: theme.palette.text.primary,
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: theme.typography.pxToRem(12.5),
    '& th, & td': {
      padding: theme.spacing(0.5, 1),
      textAlign: 'right',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    '& thead th': {
      color: quietText(theme),
      fontWeight: WEIGHT.medium,
      whiteSpace: 'nowrap',
    },
    '& tbody th': {
      fontWeight: WEIGHT.regular,
      overflowWrap: 'anywhere',
      // A narrow widget scrolls rather than breaking names into letters.
      minWidth: 96,
    },
    '& th:first-child, & td:first-child': { textAlign: 'left' },
    '& tr:last-child > *': { borderBottom: 'none' },
  },
}));
