import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelineOpsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1) },
  line: {
    borderRadius: 6,
    backgroundColor: theme.palette.action.hover,
    '@media (prefers-reduced-motion: no-preference)': {
      animation: '$breathe 1.6s ease-in-out infinite',
    },
  },
  '@keyframes breathe': { '50%': { opacity: 0.45 } },
}));

/** Holds the place of what is being read, at the size it will have. */
export function Skeleton(props: { lines?: number; height?: number }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { lines = 1, height = 20 } = props;
  return (
    <div className={classes.root} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} className={classes.line} style={{ height }} />
      ))}
    </div>
  );
}
