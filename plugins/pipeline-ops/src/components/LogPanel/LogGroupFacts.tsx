import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  LogGroup,
  LogGroupFilters,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../format';
import { useLogGroupFilters } from '../../queries';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { Failure } from '../Failure';
import { Skeleton } from '../Skeleton';

const useStyles = makeStyles(theme => ({
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  root: {
    padding: theme.spacing(0, 2, 1.25),
    fontSize: theme.typography.pxToRem(13),
  },
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(0.5),
    '& li': { overflowWrap: 'anywhere' },
  },
  pattern: { color: quietText(theme) },
}));

/** How long a log group keeps its events, against what the guide asks, its size and class. */
function useFacts({ group }: { group: LogGroup }): string {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { retentionDays, documentedRetentionDays, storedBytes } = group;
  const { logGroupClass } = group;
  if (!group.exists) {
    return t('logs.groupMissing');
  }
  return [
    retentionDays === undefined
      ? t('logs.keepsForever')
      : t('logs.keeps', { days: String(retentionDays) }),
    documentedRetentionDays !== undefined &&
      t('logs.guideAsks', {
        days: String(documentedRetentionDays),
        sign: documentedRetentionDays === retentionDays ? '✓' : '≠',
      }),
    storedBytes !== undefined && formatValue(storedBytes, 'Bytes'),
    (logGroupClass === 'INFREQUENT_ACCESS' || logGroupClass === 'DELIVERY') &&
      t(`logs.class.${logGroupClass}`),
  ]
    .filter(Boolean)
    .join(' · ');
}

export function LogGroupFacts(props: { group: LogGroup }) {
  const classes = useStyles();
  return <span className={classes.quiet}>{useFacts(props)}</span>;
}

function FilterList(props: { filters: LogGroupFilters }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { metricFilters, subscriptions } = props.filters;
  if (metricFilters.length + subscriptions.length === 0) {
    return <div>{t('logs.noFilters')}</div>;
  }
  const pattern = (text: string) => (
    <code className={classes.pattern}>{text || t('logs.everything')}</code>
  );
  return (
    <ul className={classes.list}>
      {metricFilters.map(filter => (
        <li key={`metric ${filter.name}`}>
          {t('logs.metricFilter', { name: filter.name })}:{' '}
          {pattern(filter.pattern)}{' '}
          {t('logs.feeds', {
            metric: filter.metrics
              .map(({ namespace, metricName }) => `${namespace} ${metricName}`)
              .join(', '),
          })}
        </li>
      ))}
      {subscriptions.map(filter => (
        <li key={`subscription ${filter.name}`}>
          {t('logs.subscriptionFilter', { name: filter.name })}:{' '}
          {pattern(filter.pattern)}{' '}
          {t('logs.sendsTo', { destination: filter.destination })}
        </li>
      ))}
    </ul>
  );
}

function Filters(props: { group: LogGroup }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { name, sourceId } = props.group;
  const filters = useLogGroupFilters(name, sourceId);
  if (filters.error) {
    return (
      <Failure
        what={t('logs.filters')}
        error={filters.error}
        onRetry={() => filters.refetch()}
      />
    );
  }
  return (
    <div className={classes.root}>
      {filters.data ? (
        <FilterList filters={filters.data.data} />
      ) : (
        <Skeleton lines={2} />
      )}
    </div>
  );
}

/** What is done with the lines of a group besides keeping them; read when somebody wants to know. */
export function useLogGroupFilterView(group: LogGroup | undefined) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [open, setOpen] = useState(false);
  if (!group?.exists) {
    return {};
  }
  return {
    toggle: (
      <ActionButton
        emphasis="bare"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('logs.filters')}
      </ActionButton>
    ),
    details: open && <Filters group={group} />,
  };
}
