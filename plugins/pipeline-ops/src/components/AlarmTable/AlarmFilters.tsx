import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  AlarmState,
  Severity,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState, type AlarmType } from '../../viewState';
import { Choice } from '../Choice';
import { SearchField } from '../SearchField';

const STATES: AlarmState[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];
const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'warning', 'low'];

export function AlarmFilters() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  return (
    <>
      <Choice<AlarmState | ''>
        label={t('alarms.filterState')}
        value={view.alarmState ?? ''}
        options={[
          { value: '', label: t('alarms.anyState') },
          ...STATES.map(state => ({
            value: state,
            label: t(`alarmState.${state}`),
          })),
        ]}
        onChange={state => change({ alarmState: state || undefined })}
      />
      <Choice<Severity | ''>
        label={t('alarms.filterSeverity')}
        value={view.severity ?? ''}
        options={[
          { value: '', label: t('alarms.anySeverity') },
          ...SEVERITIES.map(severity => ({
            value: severity,
            label: t(`severity.${severity}`),
          })),
        ]}
        onChange={severity => change({ severity: severity || undefined })}
      />
      <Choice<AlarmType | ''>
        label={t('alarms.filterType')}
        value={view.alarmType ?? ''}
        options={[
          { value: '', label: t('alarms.anyType') },
          { value: 'metric', label: t('alarms.metricAlarm') },
          { value: 'composite', label: t('alarms.composite') },
        ]}
        onChange={alarmType => change({ alarmType: alarmType || undefined })}
      />
      <SearchField
        label={t('alarms.filterText')}
        value={view.alarmText ?? ''}
        onChange={alarmText =>
          change({ alarmText: alarmText || undefined }, { replace: true })
        }
      />
    </>
  );
}
