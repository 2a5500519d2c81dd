import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FindingList } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useFindings } from '../../queries';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { Skeleton } from '../Skeleton';
import { StatusPill } from '../StatusPill';
import { FindingRow } from './FindingRow';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  padded: { padding: theme.spacing(0, 2, 1.75) },
  more: { padding: theme.spacing(1, 2, 1.5) },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  unchecked: {
    padding: theme.spacing(1, 2, 1.5),
    borderTop: `1px solid ${theme.palette.divider}`,
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    '& ul': {
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: theme.spacing(2.5),
    },
  },
}));

/** More would push the rest of the page away; the worst come first. */
const SHOWN = 5;

function Coverage(props: { list: FindingList }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { answered, alarms } = props.list.coverage;
  return alarms > 0 ? (
    <span className={classes.quiet}>
      {t('findings.coverage', {
        answered: String(answered),
        alarms: String(alarms),
      })}
    </span>
  ) : null;
}

function Findings(props: { list: FindingList }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [all, setAll] = useState(false);
  const { findings, unchecked } = props.list;
  const shown = all ? findings : findings.slice(0, SHOWN);
  const hidden = findings.length - SHOWN;
  return (
    <>
      {findings.length === 0 ? (
        <div className={classes.padded}>{t('findings.agree')}</div>
      ) : (
        <ul className={classes.list}>
          {shown.map(finding => (
            <FindingRow key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <div className={classes.more}>
          <ActionButton
            emphasis="bare"
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? t('findings.fewer') : t('findings.more', { count: hidden })}
          </ActionButton>
        </div>
      )}
      {unchecked.length > 0 && (
        <div className={classes.unchecked}>
          {t('findings.unchecked')}
          <ul>
            {unchecked.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Where the team's guide, the definition and AWS disagree: what was expected, what is there, and what to do. */
export function FindingsPanel() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const findings = useFindings();
  const list = findings.data?.data;
  return (
    <Panel
      title={t('findings.title')}
      flush
      aside={
        list && (
          <>
            {list.findings.length > 0 && (
              <StatusPill tone="warn">{list.findings.length}</StatusPill>
            )}
            <Coverage list={list} />
          </>
        )
      }
    >
      {findings.error && !list && (
        <Failure
          what={t('findings.title')}
          error={findings.error}
          onRetry={() => findings.refetch()}
        />
      )}
      {findings.isPending && <Skeleton lines={3} height={40} />}
      {list && <Findings list={list} />}
    </Panel>
  );
}
