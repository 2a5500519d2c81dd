import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Checklist,
  CompletionState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useChecklistHistory } from '../../queries';
import type { Tone } from '../../theme';
import { formatMoment, type Zone } from '../../time';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { personOf } from '../ChecklistPanel';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { ScrollArea } from '../ScrollArea';
import { Skeleton } from '../Skeleton';
import { StatusPill } from '../StatusPill';

const useStyles = makeStyles(theme => ({
  scroll: {
    maxHeight: 360,
    overflow: 'auto',
    padding: theme.spacing(0, 1, 1),
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: theme.typography.pxToRem(13),
    '& th, & td': {
      padding: theme.spacing(0.625, 1),
      textAlign: 'left',
      verticalAlign: 'top',
      overflowWrap: 'anywhere',
    },
    '& th': { color: quietText(theme) },
    '& td': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  padded: { padding: theme.spacing(0, 2, 2) },
}));

const ANSWER_TONES: Record<CompletionState, Tone> = {
  done: 'ok',
  'not-done': 'bad',
  'not-applicable': 'idle',
  undone: 'idle',
};

const ANSWER_WORDS = {
  done: 'answer.done',
  'not-done': 'answer.notDone',
  'not-applicable': 'answer.notApplicable',
  undone: 'answer.undone',
} as const satisfies Record<CompletionState, string>;

function Entries(props: { checklistId: string; zone: Zone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const history = useChecklistHistory(props.checklistId, true);
  if (history.error) {
    return (
      <Failure
        what={t('checklists.history')}
        error={history.error}
        onRetry={() => history.refetch()}
      />
    );
  }
  if (!history.data) {
    return (
      <div className={classes.padded}>
        <Skeleton lines={4} />
      </div>
    );
  }
  const { entries } = history.data.data;
  if (entries.length === 0) {
    return <div className={classes.padded}>{t('checklists.noHistory')}</div>;
  }
  return (
    <ScrollArea className={classes.scroll} label={t('checklists.history')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('checklists.when')}</th>
            <th>{t('checklists.period')}</th>
            <th>{t('checklists.item')}</th>
            <th>{t('checklists.answer')}</th>
            <th>{t('checklists.who')}</th>
            <th>{t('checklists.note')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(entry => (
            <tr key={`${entry.periodKey} ${entry.revision} ${entry.itemId}`}>
              <td>{formatMoment(Date.parse(entry.at), props.zone)}</td>
              <td>{entry.periodKey}</td>
              <td>{entry.itemText}</td>
              <td>
                <StatusPill tone={ANSWER_TONES[entry.state]}>
                  {t(ANSWER_WORDS[entry.state])}
                </StatusPill>
              </td>
              <td title={entry.by}>{personOf(entry.by)}</td>
              <td>{entry.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

/** Every answer ever given to a list, undone ones included. Read when it is opened. */
export function ChecklistHistory(props: { checklist: Checklist; zone: Zone }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [open, setOpen] = useState(false);
  return (
    <Panel
      flush
      title={t('checklists.historyOf', { list: props.checklist.title })}
      actions={
        <ActionButton aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('checklists.hide') : t('checklists.show')}
        </ActionButton>
      }
    >
      {open && <Entries checklistId={props.checklist.id} zone={props.zone} />}
    </Panel>
  );
}
