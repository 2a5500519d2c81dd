import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatValue } from '../../format';
import { formatMoment, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ScrollArea } from '../ScrollArea';
import { alignSeries } from './alignSeries';
import type { PlottedSeries } from './plotted';

const useStyles = makeStyles(theme => ({
  scroll: {
    maxHeight: 190,
    overflow: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: theme.typography.pxToRem(12.5),
    '& th, & td': { padding: theme.spacing(0.375, 1), textAlign: 'right' },
    '& th:first-child, & td:first-child': { textAlign: 'left' },
    '& thead th': {
      position: 'sticky',
      top: 0,
      backgroundColor: theme.palette.background.paper,
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
  },
}));

/** The chart's data as a table, newest first. */
export function SeriesTable(props: {
  title: string;
  series: PlottedSeries[];
  unit: string;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { title, series, unit, zone } = props;
  const rows = useMemo(() => {
    const [times, ...columns] = alignSeries(series);
    return times
      .map((time, i) => ({ time, values: columns.map(column => column[i]) }))
      .reverse();
  }, [series]);
  return (
    <ScrollArea
      className={classes.scroll}
      label={t('chart.tableLabel', { title })}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {series.map(one => (
              <th key={one.id} scope="col">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.time}>
              <td>{formatMoment(row.time * 1000, zone)}</td>
              {row.values.map((value, i) => (
                <td key={series[i].id}>
                  {formatValue(value, series[i].unit ?? unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
