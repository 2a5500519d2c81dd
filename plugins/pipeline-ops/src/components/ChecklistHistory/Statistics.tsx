import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ChecklistHistory,
  ChecklistStatistics,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatRatio } from '../../format';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { personOf } from '../ChecklistPanel';
import { Sparkline } from '../Sparkline';
import { useTableStyles } from './tableStyles';

const useStyles = makeStyles(theme => ({
  figures: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1.5, 4),
    margin: 0,
    padding: theme.spacing(0, 2, 1.5),
  },
  name: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  figure: {
    margin: 0,
    fontSize: theme.typography.pxToRem(20),
    lineHeight: 1.3,
    fontWeight: WEIGHT.bold,
  },
  small: {
    display: 'block',
    fontSize: theme.typography.pxToRem(12.5),
    fontWeight: WEIGHT.regular,
    color: quietText(theme),
  },
  heading: {
    margin: theme.spacing(1, 2, 0.5),
    fontSize: theme.typography.pxToRem(14),
    fontWeight: WEIGHT.bold,
  },
  table: {
    padding: theme.spacing(0, 1, 1),
    overflowX: 'auto',
    // Names to the left, and figures that can be read down their column.
    '& th:not(:first-child), & td:not(:first-child)': {
      width: 96,
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
    },
  },
}));

/** `+4` of 0.04: percentage points. */
function pointsOf(trend: number): string {
  const points = Math.round(trend * 100);
  return points > 0 ? `+${points}` : String(points).replace('-', '−');
}

function Figures(props: { statistics: ChecklistStatistics }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { statistics: s } = props;
  const share = (count: number) =>
    s.periods > 0 ? formatRatio(count / s.periods) : '–';
  const of = (count: number) =>
    t('figures.ofPeriods', { some: String(count), total: String(s.periods) });
  const figures: [name: string, value: string, words?: string][] = [
    [t('figures.complete'), share(s.complete), of(s.complete)],
    [t('figures.onTime'), share(s.onTime), of(s.onTime)],
    [t('figures.missed'), String(s.missed)],
    [t('figures.excused'), String(s.excused)],
    [t('figures.streak'), String(s.streak)],
    [t('figures.longest'), String(s.longestStreak)],
  ];
  if (s.trend !== undefined) {
    figures.push([
      t('figures.trend'),
      t('figures.points', { points: pointsOf(s.trend) }),
      t('figures.trendWhat'),
    ]);
  }
  return (
    <dl className={classes.figures}>
      {figures.map(([name, value, words]) => (
        <div key={name}>
          <dt className={classes.name}>{name}</dt>
          <dd className={classes.figure}>
            {value}
            {words && <span className={classes.small}>{words}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How a list went in a range: as a whole, by item, by person. */
export function Statistics(props: { history: ChecklistHistory }) {
  const classes = useStyles();
  const tables = useTableStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { statistics, periods } = props.history;
  const over = periods.filter(
    ({ status }) => status === 'complete' || status === 'missed',
  );
  return (
    <>
      <Figures statistics={statistics} />
      {over.length > 1 && (
        <div className={tables.padded}>
          <Sparkline
            values={over.map(({ answered, total }) =>
              total > 0 ? answered / total : null,
            )}
          />
          <span className={classes.name}>{t('figures.share')}</span>
        </div>
      )}
      <h3 className={classes.heading}>{t('figures.byItem')}</h3>
      {statistics.items.length === 0 ? (
        <div className={tables.padded}>{t('figures.nothing')}</div>
      ) : (
        <div className={classes.table}>
          <table className={tables.table} aria-label={t('figures.byItem')}>
            <thead>
              <tr>
                <th>{t('checklists.item')}</th>
                <th>{t('figures.due')}</th>
                <th>{t('answer.done')}</th>
                <th>{t('answer.notDone')}</th>
                <th>{t('answer.notApplicable')}</th>
                <th>{t('figures.missed')}</th>
              </tr>
            </thead>
            <tbody>
              {statistics.items.map(item => (
                <tr key={item.itemId}>
                  <td>{item.text}</td>
                  <td>{item.due}</td>
                  <td>{item.done}</td>
                  <td>{item.notDone}</td>
                  <td>{item.notApplicable}</td>
                  <td>{item.missed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h3 className={classes.heading}>{t('figures.byPerson')}</h3>
      {statistics.people.length === 0 ? (
        <div className={tables.padded}>{t('figures.nobody')}</div>
      ) : (
        <div className={classes.table}>
          <table className={tables.table} aria-label={t('figures.byPerson')}>
            <thead>
              <tr>
                <th>{t('figures.person')}</th>
                <th>{t('figures.answers')}</th>
                <th>{t('figures.onTime')}</th>
              </tr>
            </thead>
            <tbody>
              {statistics.people.map(({ by, answers, onTime }) => (
                <tr key={by}>
                  <td title={by}>{personOf(by)}</td>
                  <td>{answers}</td>
                  <td>{answers > 0 ? formatRatio(onTime / answers) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
