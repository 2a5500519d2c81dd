import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ChecklistHistoryEntry,
  PeriodSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { momentIn } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { cellState } from '../ChecklistHistory/cellState';
import { ANSWER_WORDS, EvidenceText } from '../ChecklistPanel';

const useStyles = makeStyles({
  period: { marginTop: 16, breakInside: 'avoid-page' },
  title: { margin: '0 0 4px', fontSize: 15 },
});

function Entry(props: { entry: ChecklistHistoryEntry; zone: string }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { entry, zone } = props;
  return (
    <tr>
      <td>{entry.itemText}</td>
      <td>
        {t(ANSWER_WORDS[entry.state])}
        {entry.override && ` (${t('checklists.correction')})`}
      </td>
      <td>{entry.by ?? t('checklists.machine')}</td>
      <td>{momentIn(Date.parse(entry.at), zone)}</td>
      <td>{entry.note}</td>
      <td>
        {entry.evidence && (
          <div>
            <EvidenceText evidence={entry.evidence} />
          </div>
        )}
        {entry.answer && (
          <div>{`${entry.answer.check.title}: ${entry.answer.summary}`}</div>
        )}
      </td>
    </tr>
  );
}

/** One period of the sheet: how it went, and every answer given in it. */
export function SheetPeriod(props: {
  period: PeriodSummary;
  entries: ChecklistHistoryEntry[];
  /** IANA name of the list's time zone. */
  zone: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { period, entries, zone } = props;
  const words = t('history.cell', {
    period: period.title,
    state: t(`history.${cellState(period)}`),
    answered: String(period.answered),
    total: String(period.total),
  });
  return (
    <section className={classes.period}>
      <h2 className={classes.title}>{words}</h2>
      {entries.length === 0 ? (
        <div>{t('sheet.unanswered')}</div>
      ) : (
        <table aria-label={period.title}>
          <thead>
            <tr>
              <th>{t('checklists.item')}</th>
              <th>{t('checklists.answer')}</th>
              <th>{t('checklists.who')}</th>
              <th>{t('checklists.when')}</th>
              <th>{t('checklists.note')}</th>
              <th>{t('history.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(entry => (
              <Entry key={entry.revision} entry={entry} zone={zone} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
