import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Dashboard,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { followsPage, useDashboard } from '../../queries/dashboards';
import { quietText, WEIGHT } from '../../theme';
import { absoluteRange, formatMoment } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState, type DashboardTime } from '../../viewState';
import { Choice } from '../Choice';
import { Failure } from '../Failure';
import { safeHref } from '../SafeMarkdown';
import { Skeleton } from '../Skeleton';
import { SourceStrip } from '../SourceStrip';
import { DocumentPlace } from './DocumentPlace';
import { VariableChoices } from './VariableChoices';
import { WidgetGrid } from './WidgetGrid';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5), minWidth: 0 },
  earlier: { opacity: 0.5 },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 1.5),
  },
  title: {
    margin: 0,
    fontSize: theme.typography.pxToRem(15),
    lineHeight: theme.typography.pxToRem(24),
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  end: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  },
  problems: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
}));

/** With the page's time, charts of page and dashboard share their cursor; another stretch of time has a cursor of its own. */
const PAGE_CURSOR = 'pipeline-ops';
const OWN_CURSOR = 'pipeline-ops dashboard';

function Drawn(props: { answer: Envelope<Dashboard>; earlier: boolean }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const { answer, earlier } = props;
  const { data: dashboard, sources } = answer;
  const { variables, problems, from, to, widgets, position } = dashboard;
  const consoleUrl = safeHref(dashboard.consoleUrl);
  const onPageTime = followsPage(view);
  const troubled = sources.filter(({ status }) => status !== 'ok');
  const zoom = (start: number, end: number) => {
    const range = absoluteRange(
      Math.round(start) * 1000,
      Math.round(end) * 1000,
    );
    if (range) {
      // A chosen "its own time" would not follow the zoom.
      change({
        range,
        dashboardTime: view.dashboardTime === 'own' ? 'page' : undefined,
      });
    }
  };
  const times: Record<DashboardTime, string> = {
    own: t('dashboards.ownTime'),
    page: t('dashboards.pageTime'),
  };
  return (
    <div className={classes.root} aria-busy={earlier}>
      <div className={classes.bar}>
        <h3 className={classes.title}>{dashboard.title}</h3>
        {dashboard.region && (
          <span className={classes.quiet}>{dashboard.region}</span>
        )}
        {!dashboard.deployed && (
          <span className={classes.quiet}>
            {t('dashboards.notDeployed')}
            {position && (
              <>
                {' · '}
                <DocumentPlace position={position} />
              </>
            )}
          </span>
        )}
        <div className={classes.end}>
          <span className={classes.quiet}>
            {`${formatMoment(from * 1000, view.zone)} – ${formatMoment(to * 1000, view.zone)}`}
          </span>
          <Choice
            label={t('dashboards.time')}
            value={onPageTime ? 'page' : 'own'}
            options={(['own', 'page'] as const).map(value => ({
              value,
              label: times[value],
            }))}
            onChange={dashboardTime => change({ dashboardTime })}
          />
          {consoleUrl && (
            <Link
              to={consoleUrl}
              aria-label={t('chart.console', { title: dashboard.title })}
            >
              AWS
            </Link>
          )}
        </div>
      </div>
      {variables.length > 0 && (
        <VariableChoices
          variables={variables}
          onChange={(id, value) =>
            change({ variables: { ...view.variables, [id]: value } })
          }
        />
      )}
      {troubled.length > 0 && (
        <div role="status">
          <SourceStrip sources={troubled} />
        </div>
      )}
      {problems.length > 0 && (
        <ul
          className={classes.problems}
          aria-label={t('dashboards.bodyProblems')}
        >
          {problems.map((words, i) => (
            <li key={i}>{words}</li>
          ))}
        </ul>
      )}
      {widgets.length === 0 ? (
        <div className={classes.quiet}>{t('dashboards.noWidgets')}</div>
      ) : (
        <div className={earlier ? classes.earlier : undefined}>
          <WidgetGrid
            dashboard={dashboard}
            zone={view.zone}
            syncKey={onPageTime ? PAGE_CURSOR : OWN_CURSOR}
            onZoom={zoom}
          />
        </div>
      )}
    </div>
  );
}

/** One dashboard, drawn here with live data. */
export function DashboardView(props: {
  id: string;
  title: string;
  /** As the address has it; without it the server chooses. */
  sourceId: string | undefined;
}) {
  const { id, title, sourceId } = props;
  const classes = useStyles();
  const dashboard = useDashboard(id, sourceId);
  if (dashboard.data) {
    return (
      <>
        {dashboard.error && (
          <Failure
            what={title}
            error={dashboard.error}
            onRetry={() => dashboard.refetch()}
          />
        )}
        <Drawn
          key={id}
          answer={dashboard.data}
          earlier={dashboard.isPlaceholderData}
        />
      </>
    );
  }
  return dashboard.error ? (
    <Failure
      what={title}
      error={dashboard.error}
      onRetry={() => dashboard.refetch()}
    />
  ) : (
    <div className={classes.root}>
      <Skeleton lines={1} height={28} />
      <Skeleton lines={2} height={240} />
    </div>
  );
}
