import type {
  Cadence,
  CheckCondition,
  EvidenceRequest,
  PeriodCalendar,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** When a period of the list should be answered. */
export interface DueRule {
  /** Wall-clock time on the period's last day, `HH:MM`; the period's end when absent. */
  time?: string;
  /** Day of a week that it counts for instead of the last one, 1 Monday to 7 Sunday. */
  weekday?: number;
  /** How long after that an answer is not late yet. */
  graceSeconds: number;
}

export interface FrozenItem {
  id: string;
  text: string;
  group?: string;
  details: string[];
  evidence?: EvidenceRequest;
  /** What the definition says about how data can answer it. */
  condition?: CheckCondition;
}

/** What a period keeps of its list, whatever becomes of document and definition. */
export interface FrozenList {
  title: string;
  calendar: PeriodCalendar;
  due: DueRule;
  items: FrozenItem[];
}

const CADENCE_OF_KEY: Record<string, Cadence> = {
  S: 'shift',
  D: 'daily',
  W: 'weekly',
  M: 'monthly',
  Q: 'quarterly',
  Y: 'yearly',
};

/** Stored before lists had a calendar of their own. */
interface FormerList {
  title: string;
  timeZone: string;
  items: FrozenItem[];
}

/** Text that is equal for equal lists. */
export function listText({ title, calendar, due, items }: FrozenList): string {
  return JSON.stringify({ title, calendar, due, items });
}

/** A stored list, of any age. */
export function parseList(text: string, periodKey: string): FrozenList {
  const stored: FrozenList | FormerList = JSON.parse(text);
  return 'calendar' in stored
    ? stored
    : {
        title: stored.title,
        calendar: {
          cadence: CADENCE_OF_KEY[periodKey.charAt(0)] ?? 'daily',
          timeZone: stored.timeZone,
        },
        due: { graceSeconds: 0 },
        items: stored.items,
      };
}
