import type {
  Check,
  CheckAnswer,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { CheckService, CheckSubject } from '../../checks/CheckService';

const checkOf = (text: string): Check => ({
  id: text,
  condition: { type: 'alarms', alarmNames: [text] },
  title: `no alarm about ${text}`,
  why: 'the test says so',
  explicit: true,
});

/** Data that answers the items whose text it was told about. */
export class ScriptedChecks implements CheckService {
  readonly #verdicts = new Map<string, CheckAnswer['verdict']>();
  asked = 0;

  /** From now on, data says this about the item with this text. */
  say(text: string, verdict: CheckAnswer['verdict']) {
    this.#verdicts.set(text, verdict);
  }

  bind(_pipeline: unknown, _environment: unknown, subject: CheckSubject) {
    return this.#verdicts.has(subject.text) ? [checkOf(subject.text)] : [];
  }

  /** Texts of the checks for which log queries might run, request by request. */
  readonly queried: string[][] = [];

  async answer(
    _pipeline: unknown,
    _environment: unknown,
    checks: Check[],
    { runLogQueries }: { runLogQueries: boolean },
  ) {
    this.asked += 1;
    if (runLogQueries) this.queried.push(checks.map(({ id }) => id));
    return {
      answers: checks.map(check => answerOf(check, this.#verdicts)),
      sources: [],
    };
  }
}

function answerOf(
  check: Check,
  verdicts: Map<string, CheckAnswer['verdict']>,
): CheckAnswer {
  const verdict = verdicts.get(check.id) ?? 'unknown';
  return {
    check,
    verdict,
    summary: verdict === 'holds' ? '0 alarms' : '1 alarm',
    from: '2026-11-20T08:12:00.000Z',
    to: '2026-11-21T08:12:00.000Z',
    asOf: '2026-11-21T08:12:00.000Z',
  };
}
