import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import { downloadText } from '../../format';
import { useRunExport, useRunStatistics } from '../../queries';
import { quietText, statusPalette } from '../../theme';
import { formatRecent, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { messageOf } from '../Failure';
import { Panel } from '../Panel';
import { useRunSession } from '../RunSession';
import { personOf, useEventWords } from '../RunWords';
import { timelineEntries } from './timelineEntries';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    borderLeft: `2px solid ${theme.palette.divider}`,
    marginLeft: 4,
  },
  entry: {
    position: 'relative',
    padding: theme.spacing(0.375, 0, 0.375, 1.5),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
    '&::before': {
      content: '""',
      position: 'absolute',
      left: -5,
      top: 9,
      width: 8,
      height: 8,
      borderRadius: 4,
      backgroundColor: statusPalette(theme).info.main,
    },
  },
  who: { color: quietText(theme) },
  words: {
    color: quietText(theme),
    display: '-webkit-box',
    WebkitLineClamp: 3,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
  },
  ways: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 1),
    marginTop: theme.spacing(1),
  },
  problem: {
    color: statusPalette(theme).bad.text,
    overflowWrap: 'anywhere',
  },
  more: { fontSize: theme.typography.pxToRem(13) },
}));

function textOf(event: RunEvent): string | undefined {
  if (event.type === 'output') {
    return event.output;
  }
  return 'note' in event ? event.note : undefined;
}

const TYPES = { md: 'text/markdown', json: 'application/json' };

/** Everything that happened in a run, and the ways to take it along. */
export function RunTimeline() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, searchWith } = useViewState();
  const now = useNow(60_000);
  const { run } = useRunSession();
  const eventWords = useEventWords(run);
  const exportRun = useRunExport(run.id);
  const runs = useRunStatistics().data?.data.total.runs;
  const [error, setError] = useState<unknown>();
  const save = async (format: 'md' | 'json') => {
    setError(undefined);
    try {
      const name = `${run.startedAt.slice(0, 10)}-${run.runbookId}.${format}`;
      downloadText(name, await exportRun(format), TYPES[format]);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Panel title={t('runs.timeline')}>
      <ol className={classes.list}>
        {timelineEntries(run).map((entry, i) => {
          const time = formatRecent(Date.parse(entry.at), view.zone, now);
          if (entry.type === 'alarm') {
            return (
              <li key={i} className={classes.entry}>
                {time} {t('runs.event.alarm', { name: entry.name })}
              </li>
            );
          }
          const { event } = entry;
          const words = textOf(event);
          return (
            <li key={i} className={classes.entry}>
              {time}{' '}
              <span className={classes.who} title={event.by}>
                {event.type === 'checked' ? t('runs.data') : personOf(event.by)}
              </span>{' '}
              {eventWords(event)}
              {words && <span className={classes.words}>{words}</span>}
            </li>
          );
        })}
      </ol>
      <div className={classes.ways}>
        <span>
          <ActionButton emphasis="bare" onClick={() => save('md')}>
            {t('runs.exportMarkdown')}
          </ActionButton>
          <ActionButton emphasis="bare" onClick={() => save('json')}>
            {t('runs.exportJson')}
          </ActionButton>
        </span>
        <Link
          className={classes.more}
          to={searchWith({
            run: undefined,
            step: undefined,
            runs: 'all',
            procedure: undefined,
          })}
        >
          {runs === undefined
            ? t('runs.all')
            : t('runs.allCount', { number: String(runs) })}
        </Link>
      </div>
      {error !== undefined && (
        <div role="alert" className={classes.problem}>
          {t('runs.exportFailed')}: {messageOf(error)}
        </div>
      )}
    </Panel>
  );
}
