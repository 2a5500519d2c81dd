import { lazy, Suspense, useEffect, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LogGroup } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useLogGroups, useSavedQueries } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { safeHref } from '../SafeMarkdown';
import { SearchField } from '../SearchField';
import { Skeleton } from '../Skeleton';
import { LogEvents } from './LogEvents';
import { LogGroupFacts, useLogGroupFilterView } from './LogGroupFacts';

// Queries are for those who look for something; the events are for everybody.
const LogQueries = lazy(() =>
  import('../LogQueries').then(m => ({ default: m.LogQueries })),
);

const useStyles = makeStyles(theme => ({
  padded: { padding: theme.spacing(0, 2, 2) },
}));

/** Switches between the events of a group and the queries over groups. */
function ViewSwitch() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const saved = useSavedQueries();
  const count = saved.data?.data.queries.length;
  return (
    <Choice
      label={t('logs.views')}
      value={view.logView ?? 'events'}
      options={[
        { value: 'events', label: t('logs.viewEvents') },
        {
          value: 'queries',
          label: count ? t('logs.viewQueries', { count }) : t('logs.noQueries'),
        },
      ]}
      onChange={next =>
        change({ logView: next === 'queries' ? 'queries' : undefined })
      }
    />
  );
}

function EventControls(props: {
  following: boolean;
  onFollow: (following: boolean) => void;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const [draft, setDraft] = useState(view.logPattern ?? '');
  useEffect(() => setDraft(view.logPattern ?? ''), [view.logPattern]);
  const search = () => change({ logPattern: draft.trim() || undefined });
  const { following, onFollow } = props;
  return (
    <>
      <SearchField
        label={t('logs.pattern')}
        value={draft}
        maxLength={1024}
        onChange={setDraft}
        onSubmit={search}
      />
      <ActionButton onClick={search}>{t('logs.search')}</ActionButton>
      {view.range.type === 'relative' && (
        <ActionButton
          aria-pressed={following}
          emphasis={following ? 'main' : 'quiet'}
          onClick={() => onFollow(!following)}
        >
          {following ? t('logs.following') : t('logs.follow')}
        </ActionButton>
      )}
    </>
  );
}

function chosenGroup(
  list: LogGroup[],
  name: string | undefined,
): LogGroup | undefined {
  return (
    list.find(group => group.name === name) ??
    list.find(({ exists }) => exists) ??
    list[0]
  );
}

/** The pipeline's log groups with their events, and the queries over them. */
export function LogPanel() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const groups = useLogGroups();
  const [following, setFollowing] = useState(false);
  const list = groups.data?.data.groups ?? [];
  const group = chosenGroup(list, view.logGroup);
  const filters = useLogGroupFilterView(group);
  const consoleUrl = safeHref(group?.consoleUrl);
  // What lies in the past gets no new lines.
  const follows = following && view.range.type === 'relative';
  const querying = view.logView === 'queries';

  return (
    <Panel
      id="logs"
      title={t('logs.title')}
      flush
      aside={
        group && (
          <>
            <ViewSwitch />
            {!querying && (
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
                <LogGroupFacts group={group} />
                {filters.toggle}
                {consoleUrl && <Link to={consoleUrl}>AWS</Link>}
              </>
            )}
          </>
        )
      }
      actions={
        group?.exists &&
        !querying && (
          <EventControls following={follows} onFollow={setFollowing} />
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
      {querying && group && (
        <Suspense fallback={<Skeleton lines={4} height={22} />}>
          <LogQueries />
        </Suspense>
      )}
      {!querying && filters.details}
      {!querying && group?.exists && (
        <LogEvents
          group={group}
          pattern={view.logPattern ?? ''}
          following={follows}
        />
      )}
    </Panel>
  );
}
