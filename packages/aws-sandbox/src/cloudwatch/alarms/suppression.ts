import type { CompositeAlarmRecord, StateValue, Suppression } from './model';

/** What a composite alarm with a suppressor does when it, or its suppressor, changed or a period ended. */
export interface SuppressionStep {
  suppression?: Suppression;
  /** Whether the actions of ALARM, held back so far, are taken now. */
  act: boolean;
}

/**
 * The next step of a composite alarm that is in ALARM and has a suppressor (AWS: "Alarm suppression"). Its actions wait for
 * the suppressor for the wait period, stay suppressed while the suppressor is in ALARM, and for the extension period after
 * it left.
 *
 * @param entered whether the composite alarm went into ALARM just now
 * @param at Unix milliseconds
 */
export function nextSuppression(
  alarm: CompositeAlarmRecord,
  suppressorState: StateValue | undefined,
  entered: boolean,
  at: number,
): SuppressionStep {
  const { suppression, config } = alarm;
  const waiting = (by: Suppression['by'], seconds = 0): SuppressionStep =>
    seconds > 0
      ? { suppression: { by, until: at + seconds * 1000 }, act: false }
      : { act: true };

  if (!entered && !suppression) return { act: false };
  if (suppressorState === 'ALARM') {
    return { suppression: { by: 'Alarm' }, act: false };
  }
  if (entered) {
    return waiting('WaitPeriod', config.ActionsSuppressorWaitPeriod);
  }
  if (suppression!.by === 'Alarm') {
    return waiting('ExtensionPeriod', config.ActionsSuppressorExtensionPeriod);
  }
  return suppression!.until! <= at
    ? { act: true }
    : { suppression, act: false };
}
