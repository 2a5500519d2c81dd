import { makeStyles } from '@material-ui/core/styles';
import { quietText, WEIGHT } from '../../theme';

/** Tables of runs and of how they went look alike. */
export const useTableStyles = makeStyles(theme => ({
  scroll: { overflowX: 'auto' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: theme.typography.pxToRem(13),
    '& th, & td': {
      padding: theme.spacing(0.75, 2, 0.75, 0),
      textAlign: 'left',
      verticalAlign: 'top',
    },
    '& thead th': {
      color: quietText(theme),
      fontWeight: WEIGHT.regular,
      whiteSpace: 'nowrap',
    },
    '& tbody tr': { borderTop: `1px solid ${theme.palette.divider}` },
    '& tbody th': { fontWeight: WEIGHT.regular },
  },
}));
