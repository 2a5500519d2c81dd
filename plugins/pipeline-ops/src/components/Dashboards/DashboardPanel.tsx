import { lazy, Suspense } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useDashboards } from '../../queries/dashboards';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';
import { CopyButton } from '../CopyButton';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { Skeleton } from '../Skeleton';
import { SourceStrip } from '../SourceStrip';
import { ensureBrowserLanguage } from '../TimeSeriesChart/browserLanguage';
import { DashboardRows } from './DashboardRows';

// What draws widgets is not needed for the list.
const DashboardView = lazy(() => {
  ensureBrowserLanguage();
  return import('./DashboardView').then(m => ({ default: m.DashboardView }));
});

const useStyles = makeStyles(theme => ({
  padded: { padding: theme.spacing(0, 2, 2) },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  empty: {
    display: 'grid',
    gap: theme.spacing(1),
    padding: theme.spacing(0, 2, 2),
  },
  code: {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
    fontSize: theme.typography.pxToRem(13),
  },
}));

const EXAMPLE = 'dashboards: [my-dashboard]';

/** Unlike the id alone, tells dashboards of one name in two accounts apart. */
const keyOf = (dashboard: { id: string; sourceId?: string }) =>
  JSON.stringify([dashboard.id, dashboard.sourceId ?? '']);

/** The CloudWatch dashboards of the pipeline; the one in the address is drawn. */
export function DashboardPanel() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const dashboards = useDashboards();
  const list = dashboards.data?.data.dashboards ?? [];
  const troubled = (dashboards.data?.sources ?? []).filter(
    ({ status }) => status !== 'ok',
  );
  const { dashboard: openId, dashboardSource } = view;
  // The address may name one that the list does not know (yet): the server says what is wrong with it.
  const opened = openId
    ? (list.find(
        one =>
          one.id === openId &&
          (!dashboardSource || one.sourceId === dashboardSource),
      ) ?? { id: openId, title: openId, sourceId: dashboardSource })
    : undefined;
  const show = (next?: Pick<DashboardSummary, 'id' | 'sourceId'>) =>
    change({
      dashboard: next?.id,
      dashboardSource: next?.sourceId,
      dashboardTime: undefined,
      variables: undefined,
    });

  return (
    <Panel
      title={t('dashboards.title')}
      flush
      aside={
        dashboards.data && (
          <span className={classes.quiet}>
            {t('dashboards.count', { count: list.length })}
          </span>
        )
      }
      actions={
        opened && (
          <>
            {list.length > 1 && (
              <Choice
                label={t('dashboards.choose')}
                value={keyOf(opened)}
                options={list.map(one => ({
                  value: keyOf(one),
                  label: one.deployed
                    ? one.title
                    : t('dashboards.notDeployedOption', { title: one.title }),
                }))}
                onChange={key => show(list.find(one => keyOf(one) === key))}
              />
            )}
            <ActionButton onClick={() => show(undefined)}>
              {t('dashboards.close')}
            </ActionButton>
          </>
        )
      }
    >
      {dashboards.error && !opened && (
        <Failure
          what={t('dashboards.title')}
          error={dashboards.error}
          onRetry={() => dashboards.refetch()}
        />
      )}
      {troubled.length > 0 && !opened && (
        <div className={classes.padded} role="status">
          <SourceStrip sources={troubled} />
        </div>
      )}
      {!opened && dashboards.isPending && (
        <div className={classes.padded}>
          <Skeleton lines={2} height={34} />
        </div>
      )}
      {!opened && list.length > 0 && (
        <DashboardRows dashboards={list} onOpen={show} />
      )}
      {!opened && dashboards.data && list.length === 0 && (
        <div className={classes.empty}>
          <div>{t('dashboards.none')}</div>
          <div className={classes.quiet}>{t('dashboards.noneHow')}</div>
          <div>
            <code className={classes.code}>{EXAMPLE}</code>{' '}
            <CopyButton text={EXAMPLE} label={EXAMPLE} />
          </div>
        </div>
      )}
      {opened && (
        <div className={classes.padded}>
          <Suspense fallback={<Skeleton lines={2} height={240} />}>
            <DashboardView
              id={opened.id}
              title={opened.title}
              sourceId={dashboardSource}
            />
          </Suspense>
        </div>
      )}
    </Panel>
  );
}
