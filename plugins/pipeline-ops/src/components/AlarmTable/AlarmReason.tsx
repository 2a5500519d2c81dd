import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatNumber } from '../../format';
import { formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { evidencePoints, limitInWords } from './evidencePoints';

/** Why an alarm has its state: in few words where the data behind it is known, else as CloudWatch puts it. */
export function AlarmReason(props: { alarm: Alarm; zone: Zone }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  const { alarm, zone } = props;
  const triggers = alarm.evidence?.triggeredBy ?? [];
  if (alarm.state === 'ALARM' && triggers.length > 0) {
    const names = triggers.map(({ alarmName }) => alarmName).join(', ');
    return <>{t('alarms.because', { names })}</>;
  }
  const [newest] = evidencePoints(alarm);
  if (alarm.state !== 'ALARM' || !newest?.breaching || newest.value === null) {
    return <>{alarm.stateReason}</>;
  }
  const value = formatNumber(newest.value);
  const limit = limitInWords(newest.limit, 'None');
  return (
    <>
      {newest.at === undefined
        ? t('alarms.valueIs', { value, limit })
        : t('alarms.valueAt', {
            value,
            time: formatRecent(newest.at, zone, now),
            limit,
          })}
    </>
  );
}
