import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ChecklistHistory as History,
  PeriodSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useChecklistHistory } from '../../queries';
import { quietText } from '../../theme';
import type { Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { ExportButton, type RecordedList } from '../ChecklistExport';
import { ChecklistSheet } from '../ChecklistSheet';
import { Choice } from '../Choice';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { Skeleton } from '../Skeleton';
import { Entries } from './Entries';
import { heatLayout } from './heatLayout';
import { HeatMap } from './HeatMap';
import { PeriodTable } from './PeriodTable';
import { RangeFields } from './RangeFields';
import { Statistics } from './Statistics';

const useStyles = makeStyles(theme => ({
  padded: { padding: theme.spacing(0, 2, 2) },
  table: { padding: theme.spacing(0, 2, 1), color: quietText(theme) },
}));

/** Key of the period that an instant lies in; of the newest when there is none. */
function openKey(periods: PeriodSummary[], at?: string): string | undefined {
  const instant = at ? Date.parse(at) : Date.now();
  return periods.find(
    ({ start, end }) =>
      Date.parse(start) <= instant && instant < Date.parse(end),
  )?.key;
}

function Calendar(props: { checklist: RecordedList; history: History }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const [asTable, setAsTable] = useState(false);
  const { checklist, history } = props;
  const { periods, timeZone } = history;
  const label = t('history.of', { list: checklist.title });
  const open = (period: PeriodSummary) =>
    change({
      at: Date.parse(period.end) > Date.now() ? undefined : period.start,
    });
  if (periods.length === 0) {
    return <div className={classes.padded}>{t('history.none')}</div>;
  }
  return (
    <>
      {asTable ? (
        <PeriodTable label={t('history.map')} periods={periods} onOpen={open} />
      ) : (
        <HeatMap
          label={label}
          layout={heatLayout(
            checklist.cadence,
            periods,
            timeZone,
            history.from,
          )}
          openKey={openKey(periods, view.at)}
          onOpen={open}
        />
      )}
      <div className={classes.table}>
        <ActionButton emphasis="bare" onClick={() => setAsTable(!asTable)}>
          {asTable ? t('history.asMap') : t('history.asTable')}
        </ActionButton>
      </div>
    </>
  );
}

/** How a list went: its periods as a calendar, figures, every answer, and what an auditor takes along. */
export function ChecklistHistory(props: {
  checklist: RecordedList;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const { checklist, zone } = props;
  const { firstDay, lastDay } = view;
  const chosen =
    firstDay && lastDay && firstDay <= lastDay
      ? { from: firstDay, to: lastDay }
      : undefined;
  const answer = useChecklistHistory(checklist.id, chosen);
  const history = answer.data?.data;
  const range = chosen ?? (history && { from: history.from, to: history.to });
  const shown = view.history === 'sheet' ? undefined : view.history;
  return (
    <Panel
      flush
      title={t('history.of', { list: checklist.title })}
      actions={
        <>
          <RangeFields range={range} />
          <Choice
            label={t('history.show')}
            value={shown ?? 'map'}
            options={[
              { value: 'map', label: t('history.map') },
              { value: 'statistics', label: t('history.statistics') },
              { value: 'answers', label: t('history.answers') },
            ]}
            onChange={next =>
              change({ history: next === 'map' ? undefined : next })
            }
          />
          {range && (
            <ExportButton
              checklist={checklist}
              range={range}
              emphasis="quiet"
            />
          )}
          <ActionButton onClick={() => change({ history: 'sheet' })}>
            {t('history.sheet')}
          </ActionButton>
        </>
      }
    >
      {!history && answer.error && (
        <Failure
          what={t('history.title')}
          error={answer.error}
          onRetry={() => answer.refetch()}
        />
      )}
      {answer.isPending && (
        <div className={classes.padded}>
          <Skeleton lines={4} />
        </div>
      )}
      {history && !shown && (
        <Calendar checklist={checklist} history={history} />
      )}
      {history && shown === 'statistics' && <Statistics history={history} />}
      {history && shown === 'answers' && (
        <Entries history={history} zone={zone} />
      )}
      {history && view.history === 'sheet' && (
        <ChecklistSheet
          checklist={checklist}
          history={history}
          onClose={() => change({ history: undefined })}
        />
      )}
    </Panel>
  );
}
