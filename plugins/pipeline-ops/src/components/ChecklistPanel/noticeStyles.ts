import { makeStyles } from '@material-ui/core/styles';
import { statusPalette, WEIGHT } from '../../theme';

/** What a line above the items looks like. */
export const useNoticeStyles = makeStyles(theme => {
  const { warn } = statusPalette(theme);
  return {
    notice: {
      display: 'flex',
      alignItems: 'baseline',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 1),
      padding: theme.spacing(1, 2),
      overflowWrap: 'anywhere',
      fontSize: theme.typography.pxToRem(13),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    warn: { color: warn.text, backgroundColor: warn.soft },
    words: { flex: '1 1 240px', minWidth: 0 },
    difference: {
      flexBasis: '100%',
      '& summary': { cursor: 'pointer' },
      '& ul': { margin: theme.spacing(0.25, 0, 0.5), paddingLeft: 20 },
    },
    kind: { fontWeight: WEIGHT.bold },
  };
});
