import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PeriodSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Tone } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { ScrollArea } from '../ScrollArea';
import { StatusPill } from '../StatusPill';
import { cellState, type CellState } from './cellState';
import { useTableStyles } from './tableStyles';

export const CELL_TONES: Record<CellState, Tone> = {
  onTime: 'ok',
  late: 'warn',
  notDone: 'warn',
  missed: 'bad',
  excused: 'idle',
  running: 'idle',
};

/** The calendar in words, newest first. */
export function PeriodTable(props: {
  label: string;
  /** Oldest first. */
  periods: PeriodSummary[];
  onOpen: (period: PeriodSummary) => void;
}) {
  const classes = useTableStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (
    <ScrollArea className={classes.scroll} label={props.label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('checklists.period')}</th>
            <th>{t('history.status')}</th>
            <th>{t('history.answered')}</th>
            <th>{t('answer.notDone')}</th>
            <th>{t('answer.notApplicable')}</th>
          </tr>
        </thead>
        <tbody>
          {[...props.periods].reverse().map(period => {
            const state = cellState(period);
            return (
              <tr key={period.key}>
                <td>
                  <ActionButton
                    emphasis="bare"
                    aria-label={t('history.open', { period: period.title })}
                    onClick={() => props.onOpen(period)}
                  >
                    {period.title}
                  </ActionButton>
                </td>
                <td>
                  <StatusPill tone={CELL_TONES[state]}>
                    {t(`history.${state}`)}
                  </StatusPill>
                </td>
                <td>{`${period.answered}/${period.total}`}</td>
                <td>{period.notDone}</td>
                <td>{period.notApplicable}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollArea>
  );
}
