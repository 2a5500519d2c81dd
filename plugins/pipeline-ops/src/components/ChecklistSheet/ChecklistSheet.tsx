import Dialog from '@material-ui/core/Dialog';
import { makeStyles } from '@material-ui/core/styles';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ChecklistHistory } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineIdsOf } from '../../availability';
import { useChecklistRecord, useMe } from '../../queries';
import { momentIn } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import type { RecordedList } from '../ChecklistExport';
import { personOf } from '../ChecklistPanel';
import { Failure } from '../Failure';
import { Skeleton } from '../Skeleton';
import { SheetFigures } from './SheetFigures';
import { SheetPeriod } from './SheetPeriod';

const TITLE_ID = 'pipeline-ops-sheet-title';

/** Marks the sheet for the global style, which cannot know its class. */
const MARK = { 'data-pipeline-ops-sheet': '' };

const useStyles = makeStyles({
  // While the sheet is open it is all that is printed, on as many pages as it takes.
  '@global': {
    '@media print': {
      'body > :not([data-pipeline-ops-sheet])': { display: 'none !important' },
      'html, body': {
        height: 'auto !important',
        overflow: 'visible !important',
        background: '#fff !important',
      },
    },
  },
  root: {
    '@media print': {
      position: 'static !important' as 'static',
      '& .MuiDialog-container, & .MuiDialog-paper': {
        display: 'block',
        height: 'auto',
        overflow: 'visible',
        boxShadow: 'none',
      },
    },
  },
  // Paper is white whatever the portal's theme, and what is seen is what is printed.
  paper: {
    color: '#111',
    backgroundColor: '#fff',
    fontSize: 13,
    lineHeight: 1.4,
    '& table': { width: '100%', borderCollapse: 'collapse' },
    '& th, & td': {
      padding: '4px 8px 4px 0',
      textAlign: 'left',
      verticalAlign: 'top',
      borderTop: '1px solid #ccc',
      overflowWrap: 'anywhere',
    },
    '& a': { color: '#111' },
  },
  page: { width: '100%', maxWidth: 1000, margin: '0 auto', padding: 24 },
  bar: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: 8,
    '@media print': { display: 'none' },
  },
  title: { margin: '8px 0', fontSize: 20 },
  facts: { margin: '0 0 16px', padding: 0, listStyle: 'none' },
});

/** What an auditor takes along: each period of a range with who answered what, when and on what evidence. */
export function ChecklistSheet(props: {
  checklist: RecordedList;
  history: ChecklistHistory;
  onClose: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { entity } = useEntity();
  const { view } = useViewState();
  const me = useMe();
  const { checklist, history, onClose } = props;
  const zone = history.timeZone;
  const record = useChecklistRecord(history);
  return (
    <Dialog
      {...MARK}
      open
      fullScreen
      transitionDuration={0}
      aria-labelledby={TITLE_ID}
      classes={{ root: classes.root, paper: classes.paper }}
      onClose={onClose}
    >
      <div className={classes.page}>
        <div className={classes.bar}>
          <ActionButton onClick={onClose}>{t('sheet.close')}</ActionButton>
          <ActionButton
            emphasis="main"
            disabled={!record.data}
            onClick={() => window.print()}
          >
            {t('sheet.print')}
          </ActionButton>
        </div>
        <h1 id={TITLE_ID} className={classes.title}>
          {t('sheet.title', { list: checklist.title })}
        </h1>
        <ul className={classes.facts}>
          <li>
            {t('sheet.of', {
              pipeline: view.pipeline ?? pipelineIdsOf(entity)[0],
              entity: stringifyEntityRef(entity),
            })}
          </li>
          <li>
            {t('sheet.range', { from: history.from, to: history.to, zone })}
          </li>
          {checklist.owner && (
            <li>
              {t('checklists.owner', { owner: personOf(checklist.owner) })}
            </li>
          )}
          {me && (
            <li>
              {t('sheet.made', {
                when: momentIn(Date.now(), zone),
                who: personOf(me),
              })}
            </li>
          )}
          <li>{t('sheet.times', { zone })}</li>
        </ul>
        <SheetFigures statistics={history.statistics} />
        {record.isPending && <Skeleton lines={6} />}
        {!record.data && record.error && (
          <Failure
            what={t('history.answers')}
            error={record.error}
            onRetry={() => record.refetch()}
          />
        )}
        {record.data?.map(({ period, entries }) => (
          <SheetPeriod
            key={period.key}
            period={period}
            entries={entries}
            zone={zone}
          />
        ))}
      </div>
    </Dialog>
  );
}
