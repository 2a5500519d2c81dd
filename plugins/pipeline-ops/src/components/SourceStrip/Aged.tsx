import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { formatDuration, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  note: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  grey: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    filter: 'grayscale(1)',
    opacity: 0.7,
  },
}));

/** The last good data of sources that cannot be read just now: said with its age, greyed when nothing of it is new. */
export function Aged(props: { sources: SourceState[]; children: ReactNode }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow();
  const { sources, children } = props;
  const stale = sources.filter(({ status }) => status === 'stale');
  if (stale.length === 0) {
    return <>{children}</>;
  }
  const note = t('sources.earlier', {
    sources: [...new Set(stale.map(({ region }) => region))].join(', '),
    age: formatDuration(
      now - Math.min(...stale.map(({ asOf }) => Date.parse(asOf))),
    ),
  });
  return (
    <>
      <div className={classes.note}>{note}</div>
      {stale.length === sources.length ? (
        <div className={classes.grey}>{children}</div>
      ) : (
        children
      )}
    </>
  );
}
