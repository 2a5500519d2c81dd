import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MetricWidget } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Zone } from '../../../time';
import { pipelineOpsTranslationRef } from '../../../translations/ref';
import { SeriesTable } from '../../TimeSeriesChart';
import { isSilent } from '../seriesValues';
import { useWidgetStyles } from '../widgetStyles';
import { annotationWords, unitOf } from '../widgetUnit';
import { BarWidget } from './BarWidget';
import { GaugeWidget } from './GaugeWidget';
import { NumberWidget } from './NumberWidget';
import { PieWidget } from './PieWidget';
import { SeriesProblems } from './SeriesProblems';
import { SummaryTable } from './SummaryTable';
import { TimeSeriesWidget } from './TimeSeriesWidget';

const useStyles = makeStyles({
  onlyHeard: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

export interface MetricWidgetProps {
  title: string;
  widget: MetricWidget;
  /** The series' values as a table instead of the dashboard's view. */
  asTable: boolean;
  /** Unix seconds. */
  from: number;
  to: number;
  zone: Zone;
  syncKey: string;
  /** Unix seconds. */
  onZoom: (from: number, to: number) => void;
}

function View(props: MetricWidgetProps) {
  const { title, widget, asTable, zone } = props;
  if (asTable) {
    return (
      <SeriesTable
        title={title}
        series={widget.series}
        unit={unitOf(widget.series)}
        zone={zone}
      />
    );
  }
  switch (widget.view) {
    case 'bar':
      return <BarWidget widget={widget} />;
    case 'pie':
      return <PieWidget widget={widget} />;
    case 'singleValue':
      return <NumberWidget widget={widget} />;
    case 'gauge':
      return <GaugeWidget widget={widget} />;
    case 'table':
      return <SummaryTable title={title} widget={widget} />;
    default:
      return <TimeSeriesWidget {...props} />;
  }
}

/** A metric widget in its view; without data it says so, and what could not be read stands below. */
export function MetricWidgetBody(props: MetricWidgetProps) {
  const shared = useWidgetStyles();
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { widget } = props;
  const words = annotationWords(widget);
  const silent = widget.series.every(isSilent);
  const failed = widget.series.some(({ status }) => status === 'failed');
  return (
    <>
      {silent ? (
        !failed && <div className={shared.quiet}>{t('dashboards.noData')}</div>
      ) : (
        <View {...props} />
      )}
      {words.length > 0 && (
        <div className={classes.onlyHeard}>
          {t('dashboards.annotations', { labels: words.join('; ') })}
        </div>
      )}
      <SeriesProblems widget={widget} />
    </>
  );
}
