import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useSnooze } from '../../queries';
import { formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { Choice, type ChoiceOption } from '../Choice';
import { Failure } from '../Failure';

const HOUR_MS = 3_600_000;
const HOURS = { one: 1, four: 4 } as const;

type Held = 'on' | 'held' | 'end' | keyof typeof HOURS;

/** Holds the reminders of the current period back. */
export function Reminders(props: { checklist: Checklist; zone: Zone }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  const { checklist, zone } = props;
  const { mutate, error } = useSnooze(checklist);
  const until = Date.parse(checklist.snoozedUntil ?? '');
  const held = until > now;
  const hold = (choice: Held) => {
    if (choice === 'on') {
      mutate(new Date().toISOString());
    } else if (choice === 'end') {
      mutate(checklist.period.end);
    } else if (choice === 'one' || choice === 'four') {
      mutate(new Date(Date.now() + HOURS[choice] * HOUR_MS).toISOString());
    }
  };
  const options: ChoiceOption<Held>[] = [
    ...(held
      ? [
          {
            value: 'held' as const,
            label: t('reminders.held', {
              when: formatRecent(until, zone, now),
            }),
          },
        ]
      : []),
    { value: 'on', label: t('reminders.on') },
    { value: 'one', label: t('reminders.hours', { count: HOURS.one }) },
    { value: 'four', label: t('reminders.hours', { count: HOURS.four }) },
    { value: 'end', label: t('reminders.end') },
  ];
  return (
    <>
      {error && <Failure what={t('reminders.title')} error={error} />}
      <Choice
        label={t('reminders.title')}
        value={held ? 'held' : 'on'}
        options={options}
        onChange={hold}
      />
    </>
  );
}
