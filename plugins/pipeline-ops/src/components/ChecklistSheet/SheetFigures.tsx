import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChecklistStatistics } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';

/** The range in one table of figures. */
export function SheetFigures(props: { statistics: ChecklistStatistics }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { periods, complete, onTime, missed, excused } = props.statistics;
  const of = (count: number) =>
    t('figures.ofPeriods', { some: String(count), total: String(periods) });
  return (
    <table>
      <tbody>
        <tr>
          <th scope="row">{t('figures.complete')}</th>
          <td>{of(complete)}</td>
          <th scope="row">{t('figures.onTime')}</th>
          <td>{of(onTime)}</td>
        </tr>
        <tr>
          <th scope="row">{t('figures.missed')}</th>
          <td>{missed}</td>
          <th scope="row">{t('figures.excused')}</th>
          <td>{excused}</td>
        </tr>
      </tbody>
    </table>
  );
}
