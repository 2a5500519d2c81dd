import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LogGroup } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  MOST_FOLLOWED,
  useFollowedLogs,
  useLogEvents,
  windowOf,
  withNewer,
} from '../../queries';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { Failure } from '../Failure';
import { Skeleton } from '../Skeleton';
import { SourceStrip } from '../SourceStrip';
import { StatusPill } from '../StatusPill';
import { LogEventList } from './LogEventList';

const useStyles = makeStyles(theme => ({
  padded: { padding: theme.spacing(0, 2, 2) },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  more: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 2, 1.5),
  },
}));

/** Events of one group that match, newest first; those that come in while the reader follows are marked. */
export function LogEvents(props: {
  group: LogGroup;
  pattern: string;
  following: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const { group, pattern, following } = props;
  const events = useLogEvents(group.name, pattern);
  const searched = useMemo(
    () => events.data?.pages.flatMap(page => page.data.events) ?? [],
    [events.data],
  );
  const followed = useFollowedLogs({
    group: group.name,
    pattern,
    window: windowOf(view.range),
    mark: events.data?.pages[0].data.newest,
    following: following && events.data !== undefined,
  });
  const lines = useMemo(
    () => withNewer(searched, followed.lines),
    [searched, followed.lines],
  );
  const fresh = useMemo(
    () => new Set(followed.lines.map(({ id }) => id)),
    [followed.lines],
  );
  const error = events.error ?? followed.error;
  if (error) {
    return (
      <Failure
        what={t('logs.events')}
        error={error}
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
        <LogEventList events={lines} zone={view.zone} fresh={fresh} />
      )}
      <div className={classes.more}>
        {following && (
          <span role="status">
            <StatusPill tone="info">
              {followed.lines.length >= MOST_FOLLOWED
                ? t('logs.followPaused', { lines: String(MOST_FOLLOWED) })
                : t('logs.newLines', { count: fresh.size })}
            </StatusPill>
          </span>
        )}
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
