import { makeStyles } from '@material-ui/core/styles';
import { quietText } from '../../theme';

/** What the tables of a history look like. */
export const useTableStyles = makeStyles(theme => ({
  scroll: {
    maxHeight: 380,
    overflow: 'auto',
    padding: theme.spacing(0, 1, 1),
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: theme.typography.pxToRem(13),
    '& th, & td': {
      padding: theme.spacing(0.625, 1),
      textAlign: 'left',
      verticalAlign: 'top',
      overflowWrap: 'anywhere',
    },
    '& th': { color: quietText(theme) },
    '& td': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  padded: { padding: theme.spacing(0, 2, 2) },
}));
