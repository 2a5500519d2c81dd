import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, SEVERITY_TONES, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { CopyButton } from '../CopyButton';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';
import { usePointLinks } from './pointLink';
import { Reviewed } from './Reviewed';

const useStyles = makeStyles(theme => ({
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
  words: { flex: '1 1 260px', minWidth: 0 },
  titleRow: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.25),
  },
  title: {
    margin: 0,
    fontSize: theme.typography.pxToRem(20),
    lineHeight: 1.3,
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  quiet: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1.25),
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
  },
}));

/** What the procedure is called, how grave and how long, where it stands in the repository, and what can be done with it. */
export function RunbookHeader(props: {
  runbook: RunbookSummary;
  actions: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const links = usePointLinks();
  const { runbook, actions } = props;
  const { path, startLine, endLine, url, editUrl } = runbook.position;
  const lines = t('runbooks.lines', {
    path,
    from: String(startLine),
    to: String(endLine),
  });
  const view = safeHref(url);
  const edit = safeHref(editUrl);
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        <div className={classes.titleRow}>
          <h2 className={classes.title}>{runbook.title}</h2>
          {runbook.severity && (
            <StatusPill tone={SEVERITY_TONES[runbook.severity]}>
              {t(`severity.${runbook.severity}`)}
            </StatusPill>
          )}
        </div>
        <div className={classes.quiet}>
          {runbook.estimatedTime && <span>{runbook.estimatedTime}</span>}
          {view ? <Link to={view}>{lines}</Link> : <span>{lines}</span>}
          {edit && <Link to={edit}>{t('runbooks.edit')}</Link>}
          <CopyButton
            text={links.stable()}
            words={t('runbooks.copyLink')}
            label={t('runbooks.linkOf', { point: runbook.title })}
          />
          {runbook.reviewedOn && <Reviewed on={runbook.reviewedOn} />}
        </div>
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
