import { useEffect, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LogGroup } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../format';
import { useLogEvents, useLogGroups } from '../../queries';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { safeHref } from '../SafeMarkdown';
import { SearchField } from '../SearchField';
import { Skeleton } from '../Skeleton';
import { SourceStrip } from '../SourceStrip';
import { LogEventList } from './LogEventList';

const useStyles = makeStyles(theme => ({
  padded: { padding: theme.spacing(0, 2, 2) },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  more: { padding: theme.spacing(1, 2, 1.5) },
}));

function Retention(props: { group: LogGroup }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { retentionDays, documentedRetentionDays, storedBytes, exists } =
    props.group;
  if (!exists) {
    return <span className={classes.quiet}>{t('logs.groupMissing')}</span>;
  }
  const words = [
    retentionDays === undefined
      ? t('logs.keepsForever')
      : t('logs.keeps', { days: String(retentionDays) }),
    documentedRetentionDays !== undefined &&
      t('logs.guideAsks', {
        days: String(documentedRetentionDays),
        sign: documentedRetentionDays === retentionDays ? '✓' : '≠',
      }),
    storedBytes !== undefined && formatValue(storedBytes, 'Bytes'),
  ];
  return (
    <span className={classes.quiet}>{words.filter(Boolean).join(' · ')}</span>
  );
}

function Events(props: { group: LogGroup; pattern: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const events = useLogEvents(props.group.name, props.pattern);
  if (events.error) {
    return (
      <Failure
        what={t('logs.events')}
        error={events.error}
        onRetry={() => events.refetch()}
      />
    );
  }
  if (!events.data) {
    return (
      <div className={classes.padded}>
        <Skeleton lines={6} height={22} />
      </div>
    );
  }
  const lines = events.data.pages.flatMap(page => page.data.events);
  const last = events.data.pages.at(-1);
  const troubled = (last?.sources ?? []).filter(
    ({ status }) => status !== 'ok',
  );
  return (
    <>
      {troubled.length > 0 && (
        <div className={classes.padded} role="status">
          <SourceStrip sources={troubled} />
        </div>
      )}
      {lines.length === 0 ? (
        troubled.length === 0 && (
          <div className={classes.padded}>
            {events.hasNextPage ? t('logs.noneYet') : t('logs.none')}
          </div>
        )
      ) : (
        <LogEventList events={lines} zone={view.zone} />
      )}
      <div className={classes.more}>
        {events.hasNextPage ? (
          <ActionButton
            disabled={events.isFetchingNextPage}
            onClick={() => events.fetchNextPage()}
          >
            {events.isFetchingNextPage ? t('loading') : t('logs.more')}
          </ActionButton>
        ) : (
          <span className={classes.quiet}>
            {last?.data.complete ? t('logs.end') : t('logs.incomplete')}
          </span>
        )}
      </div>
    </>
  );
}

/** The pipeline's log groups, and the events of one of them. */
export function LogPanel() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const groups = useLogGroups();
  const [draft, setDraft] = useState(view.logPattern ?? '');
  useEffect(() => setDraft(view.logPattern ?? ''), [view.logPattern]);
  const list = groups.data?.data.groups ?? [];
  const group =
    list.find(({ name }) => name === view.logGroup) ??
    list.find(({ exists }) => exists) ??
    list[0];
  const consoleUrl = safeHref(group?.consoleUrl);
  const search = () => change({ logPattern: draft.trim() || undefined });

  return (
    <Panel
      id="logs"
      title={t('logs.title')}
      flush
      aside={
        group && (
          <>
            <Choice
              label={t('logs.group')}
              value={group.name}
              options={list.map(({ name, exists }) => ({
                value: name,
                label: exists ? name : t('logs.missingOption', { name }),
              }))}
              onChange={logGroup => change({ logGroup })}
            />
            <Retention group={group} />
            {consoleUrl && <Link to={consoleUrl}>AWS</Link>}
          </>
        )
      }
      actions={
        group?.exists && (
          <>
            <SearchField
              label={t('logs.pattern')}
              value={draft}
              maxLength={1024}
              onChange={setDraft}
              onSubmit={search}
            />
            <ActionButton onClick={search}>{t('logs.search')}</ActionButton>
          </>
        )
      }
    >
      {groups.error && (
        <Failure
          what={t('logs.groups')}
          error={groups.error}
          onRetry={() => groups.refetch()}
        />
      )}
      {groups.isPending && (
        <div className={classes.padded}>
          <Skeleton lines={6} height={22} />
        </div>
      )}
      {groups.data && !group && (
        <div className={classes.padded}>{t('logs.noGroups')}</div>
      )}
      {group?.exists && (
        <Events group={group} pattern={view.logPattern ?? ''} />
      )}
    </Panel>
  );
}
