import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  LogWidget,
  MetricWidget,
  QueryRun,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useQueryRun, useSavedQueries } from '../../../queries';
import { formatMoment } from '../../../time';
import { pipelineOpsTranslationRef } from '../../../translations/ref';
import { useViewState } from '../../../viewState';
import { ActionButton } from '../../ActionButton';
import { Failure } from '../../Failure';
import { QueryResults } from '../../LogQueries/QueryResults';
import { QueryText } from '../../LogQueries/QueryText';
import { SourceStrip } from '../../SourceStrip';
import { rowSeries } from '../rowSeries';
import { useWidgetStyles } from '../widgetStyles';
import { BarWidget } from './BarWidget';
import { PieWidget } from './PieWidget';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75, 1.25),
  },
}));

/** More bars or slices than these tell nothing. */
const MOST_COMPARED = 20;

/** The rows as bars or as a pie, where the widget compares and the rows hold figures. */
function Comparison(props: { run: QueryRun; view: LogWidget['view'] }) {
  const { run, view } = props;
  const series = rowSeries(run).slice(0, MOST_COMPARED);
  if (run.series?.length || series.length === 0) {
    return null;
  }
  const widget: MetricWidget = {
    type: 'metric',
    view: view === 'pie' ? 'pie' : 'bar',
    stacked: false,
    sparkline: false,
    legend: 'bottom',
    liveData: false,
    period: run.to - run.from,
    series,
    bands: [],
    marks: [],
    left: { showUnits: false },
    right: { showUnits: false },
    horizontal: [],
    vertical: [],
    problems: [],
  };
  return view === 'pie' ? (
    <PieWidget widget={widget} />
  ) : (
    <BarWidget widget={widget} />
  );
}

/** A Logs Insights query over the dashboard's time. It runs on request, since AWS bills what it scans. */
export function LogQueryWidget(props: {
  title: string;
  content: LogWidget;
  /** Unix seconds. */
  from: number;
  to: number;
}) {
  const shared = useWidgetStyles();
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const { title, content, from, to } = props;
  const run = useQueryRun();
  const longest = useSavedQueries().data?.data.longestSeconds ?? Infinity;
  const [asked, setAsked] = useState(false);
  const capped = to - from > longest;
  const start = () => {
    setAsked(true);
    run.start({
      window: {
        from: new Date((capped ? to - longest : from) * 1000).toISOString(),
        to: new Date(to * 1000).toISOString(),
      },
      run: { queryId: content.queryId },
    });
  };
  const answer = run.answer?.data;
  const troubled = (run.answer?.sources ?? []).filter(
    ({ status }) => status !== 'ok',
  );
  const compares = content.view === 'bar' || content.view === 'pie';
  return (
    <div className={shared.list}>
      {content.queryId ? (
        <div className={classes.bar}>
          {run.isRunning ? (
            <ActionButton onClick={run.stop}>{t('queries.stop')}</ActionButton>
          ) : (
            <ActionButton emphasis={asked ? 'quiet' : 'main'} onClick={start}>
              {t('queries.run')}
            </ActionButton>
          )}
          <span className={shared.quiet}>
            {capped
              ? t('queries.capped', {
                  hours: String(Math.round(longest / 3600)),
                })
              : t('queries.cost')}
          </span>
        </div>
      ) : (
        <div className={shared.quiet}>
          {content.refusal ?? t('dashboards.queryRefused')}
        </div>
      )}
      {content.logGroups.length > 0 && (
        <span className={shared.quiet}>
          {t('queries.searches', {
            count: content.logGroups.length,
            groups: content.logGroups.join(', '),
          })}
        </span>
      )}
      {!answer && (
        <QueryText
          query={content.query}
          label={t('dashboards.queryOf', { title })}
        />
      )}
      {run.error && <Failure what={t('queries.results')} error={run.error} />}
      {troubled.length > 0 && (
        <div role="status">
          <SourceStrip sources={troubled} />
        </div>
      )}
      {answer && (
        <span className={shared.quiet}>
          {t('dashboards.searched', {
            range: `${formatMoment(answer.from * 1000, view.zone)} – ${formatMoment(answer.to * 1000, view.zone)}`,
          })}
        </span>
      )}
      {answer && compares && <Comparison run={answer} view={content.view} />}
      {answer && <QueryResults run={answer} zone={view.zone} />}
    </div>
  );
}
