import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChecklistHistory } from '@pipeline-ops/plugin-pipeline-ops-common';
import { MOST_ENTRIES } from '../../queries';
import { formatMoment, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import {
  ANSWER_TONES,
  ANSWER_WORDS,
  EvidenceText,
  personOf,
} from '../ChecklistPanel';
import { ScrollArea } from '../ScrollArea';
import { StatusPill } from '../StatusPill';
import { useTableStyles } from './tableStyles';

/** Every answer that was given in the range, undone ones included, newest first. */
export function Entries(props: { history: ChecklistHistory; zone: Zone }) {
  const classes = useTableStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { entries, periods } = props.history;
  const titles = new Map(periods.map(({ key, title }) => [key, title]));
  if (entries.length === 0) {
    return <div className={classes.padded}>{t('history.none')}</div>;
  }
  return (
    <>
      {entries.length >= MOST_ENTRIES && (
        <div className={classes.padded}>
          {t('history.newestOnly', { most: String(MOST_ENTRIES) })}
        </div>
      )}
      <ScrollArea className={classes.scroll} label={t('history.answers')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('checklists.when')}</th>
              <th>{t('checklists.period')}</th>
              <th>{t('checklists.item')}</th>
              <th>{t('checklists.answer')}</th>
              <th>{t('checklists.who')}</th>
              <th>{t('checklists.note')}</th>
              <th>{t('history.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(entry => (
              <tr key={`${entry.periodKey} ${entry.revision}`}>
                <td>{formatMoment(Date.parse(entry.at), props.zone)}</td>
                <td>{titles.get(entry.periodKey) ?? entry.periodKey}</td>
                <td>{entry.itemText}</td>
                <td>
                  <StatusPill tone={ANSWER_TONES[entry.state]}>
                    {t(ANSWER_WORDS[entry.state])}
                  </StatusPill>
                  {entry.override && (
                    <StatusPill tone="warn">
                      {t('checklists.correction')}
                    </StatusPill>
                  )}
                </td>
                <td title={entry.by}>
                  {entry.by ? personOf(entry.by) : t('checklists.machine')}
                </td>
                <td>{entry.note}</td>
                <td>
                  {entry.evidence && (
                    <div>
                      <EvidenceText evidence={entry.evidence} />
                    </div>
                  )}
                  {entry.answer?.summary}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </>
  );
}
