import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { downloadText } from '../../format';
import { useChecklistExport, type DayRange } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { Failure } from '../Failure';

/** What has to be known of a list to show what was recorded of it, also when it is gone. */
export type RecordedList = Pick<
  Checklist,
  'id' | 'title' | 'cadence' | 'owner'
>;

/** Hands every answer of a range of days to the browser as a CSV file. */
export function ExportButton(props: {
  checklist: Pick<RecordedList, 'id' | 'title'>;
  range: DayRange;
  emphasis?: 'quiet' | 'bare';
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { checklist, range, emphasis = 'bare' } = props;
  const { mutate, isPending, error } = useChecklistExport(checklist.id);
  const download = () =>
    mutate(range, {
      onSuccess: csv =>
        downloadText(`${checklist.title}-${range.from}-${range.to}.csv`, csv),
    });
  return (
    <>
      {error && (
        <Failure what={t('onTime.csv')} error={error} onRetry={download} />
      )}
      <ActionButton
        emphasis={emphasis}
        disabled={isPending}
        aria-label={t('onTime.csvOf', { list: checklist.title })}
        onClick={download}
      >
        {t('onTime.csv')}
      </ActionButton>
    </>
  );
}
