import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MetricWidget } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../../format';
import { pipelineOpsTranslationRef } from '../../../translations/ref';
import { summaryOf } from '../seriesValues';
import { useWidgetColors } from '../widgetColors';
import { useWidgetStyles } from '../widgetStyles';

const COLUMNS = ['latest', 'min', 'average', 'max', 'sum'] as const;

/** What each metric was over the shown time, one row each. */
export function SummaryTable(props: { title: string; widget: MetricWidget }) {
  const classes = useWidgetStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { title, widget } = props;
  const colors = useWidgetColors(widget.series);
  return (
    <table
      className={classes.table}
      aria-label={t('dashboards.summaryLabel', { title })}
    >
      <thead>
        <tr>
          <th scope="col">{t('dashboards.metric')}</th>
          {COLUMNS.map(column => (
            <th key={column} scope="col">
              {t(`dashboards.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {widget.series.map((one, i) => {
          const summary = summaryOf(one);
          return (
            <tr key={one.id}>
              <th scope="row">
                <span className={classes.label}>
                  <span
                    className={classes.swatch}
                    style={{ backgroundColor: colors[i] }}
                  />
                  {one.label}
                </span>
              </th>
              {COLUMNS.map(column => (
                <td key={column}>
                  {formatValue(summary[column], one.unit ?? '')}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
