import { useMemo } from 'react';
import { useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ChartThreshold,
  MetricWidget,
  WidgetAnnotation,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Zone } from '../../../time';
import { pipelineOpsTranslationRef } from '../../../translations/ref';
import { TimeSeriesChart } from '../../TimeSeriesChart';
import { colorsOf, givenColor } from '../widgetColors';
import { unitOf } from '../widgetUnit';

const NO_THRESHOLDS: ChartThreshold[] = [];

/** Lines or stacked areas over time, with the dashboard's axes, annotations and colours. */
export function TimeSeriesWidget(props: {
  title: string;
  widget: MetricWidget;
  /** Unix seconds. */
  from: number;
  to: number;
  zone: Zone;
  syncKey: string;
  /** Unix seconds. */
  onZoom: (from: number, to: number) => void;
}) {
  const theme = useTheme();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { title, widget, from, to, zone, syncKey, onZoom } = props;
  const { series, left, right, horizontal, vertical } = widget;
  const coloured = useMemo(() => {
    const colors = colorsOf(series, theme);
    // Which figures a line has to be read against, where there are two axes.
    const twoAxes = series.some(({ axis }) => axis !== series[0].axis);
    return series.map((one, i) => ({
      ...one,
      color: colors[i],
      label:
        twoAxes && one.axis === 'right'
          ? t('dashboards.onRightAxis', { label: one.label })
          : one.label,
    }));
  }, [series, theme, t]);
  const annotations = useMemo(() => {
    const checked = (list: WidgetAnnotation[]) =>
      list.map(one => ({
        ...one,
        color: givenColor(one.color, theme, 'words'),
      }));
    return { horizontal: checked(horizontal), vertical: checked(vertical) };
  }, [horizontal, vertical, theme]);
  const axes = useMemo(() => ({ left, right }), [left, right]);
  return (
    <TimeSeriesChart
      title={title}
      series={coloured}
      unit={unitOf(series)}
      from={from}
      to={to}
      thresholds={NO_THRESHOLDS}
      bands={widget.bands}
      marks={widget.marks}
      zone={zone}
      syncKey={syncKey}
      onZoom={onZoom}
      drawing={widget.stacked ? 'stacked' : 'lines'}
      axes={axes}
      annotations={annotations}
      legend={widget.legend}
      filling
    />
  );
}
