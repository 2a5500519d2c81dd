import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { formatDuration, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';
import { DocumentPlace } from './DocumentPlace';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1.25),
    padding: theme.spacing(0.5, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  name: {
    whiteSpace: 'normal',
    textAlign: 'left',
    overflowWrap: 'anywhere',
    padding: theme.spacing(0.5, 0),
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  end: { marginLeft: 'auto' },
}));

/** The pipeline's dashboards by name; the deployed ones first. */
export function DashboardRows(props: {
  dashboards: DashboardSummary[];
  onOpen: (dashboard: DashboardSummary) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  const inOrder = [...props.dashboards].sort(
    (a, b) => Number(b.deployed) - Number(a.deployed),
  );
  return (
    <ul className={classes.list} aria-label={t('dashboards.title')}>
      {inOrder.map(dashboard => {
        const { id, sourceId, title, deployed, region, position } = dashboard;
        const consoleUrl = safeHref(dashboard.consoleUrl);
        const modified = Date.parse(dashboard.modifiedAt ?? '');
        const words = [
          region,
          Number.isFinite(modified) &&
            t('dashboards.changed', { age: formatDuration(now - modified) }),
        ].filter(Boolean);
        return (
          <li key={`${sourceId} ${id}`} className={classes.row}>
            <ActionButton
              emphasis="bare"
              className={classes.name}
              onClick={() => props.onOpen(dashboard)}
            >
              {title}
            </ActionButton>
            {!deployed && (
              <StatusPill tone="warn">{t('dashboards.notDeployed')}</StatusPill>
            )}
            <span className={classes.quiet}>
              {words.join(' · ')}
              {!deployed && position && (
                <>
                  {words.length > 0 && ' · '}
                  <DocumentPlace position={position} />
                </>
              )}
            </span>
            {consoleUrl && (
              <span className={classes.end}>
                <Link
                  to={consoleUrl}
                  aria-label={t('chart.console', { title })}
                >
                  AWS
                </Link>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
