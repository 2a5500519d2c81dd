import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  MetricWidget,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette, WEIGHT } from '../../../theme';
import { pipelineOpsTranslationRef } from '../../../translations/ref';

const useStyles = makeStyles(theme => ({
  root: {
    flex: 'none',
    margin: theme.spacing(0.5, 0, 0),
    padding: 0,
    listStyle: 'none',
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
    overflowWrap: 'anywhere',
  },
  failed: {
    color: statusPalette(theme).bad.text,
    fontWeight: WEIGHT.medium,
  },
}));

/** More would push the graph away. */
const SHOWN = 3;
/** Series that share a message, by name. */
const NAMED = 2;

export interface SharedProblem {
  message: string;
  labels: string[];
  failed: boolean;
}

/** What series could not be read, each message once with all that it concerns; failures first. */
export function sharedProblems(
  series: WidgetSeries[],
  unexplained: string,
): SharedProblem[] {
  const shared = new Map<string, SharedProblem>();
  for (const { label, status, message } of series) {
    if (status === 'failed' || message) {
      const words = message ?? unexplained;
      const known = shared.get(words) ?? {
        message: words,
        labels: [],
        failed: false,
      };
      known.labels.push(label);
      known.failed ||= status === 'failed';
      shared.set(words, known);
    }
  }
  return [...shared.values()].sort(
    (a, b) => Number(b.failed) - Number(a.failed),
  );
}

/** What of a metric widget could not be read or understood. */
export function SeriesProblems(props: { widget: MetricWidget }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { series, problems } = props.widget;
  const all = [
    ...sharedProblems(series, t('dashboards.seriesFailed')).map(
      ({ labels, message, failed }) => ({
        failed,
        words: `${labels.slice(0, NAMED).join(', ')}${
          labels.length > NAMED
            ? ` ${t('dashboards.more', { count: labels.length - NAMED })}`
            : ''
        }: ${message}`,
      }),
    ),
    ...problems.map(words => ({ failed: true, words })),
  ];
  if (all.length === 0) {
    return null;
  }
  return (
    <ul className={classes.root} aria-label={t('dashboards.problems')}>
      {all.slice(0, SHOWN).map(({ failed, words }, i) => (
        <li key={i} className={failed ? classes.failed : undefined}>
          {words}
        </li>
      ))}
      {all.length > SHOWN && (
        <li>{t('dashboards.more', { count: all.length - SHOWN })}</li>
      )}
    </ul>
  );
}
