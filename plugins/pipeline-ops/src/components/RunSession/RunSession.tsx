import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useState,
  type PropsWithChildren,
} from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run, RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  newKey,
  useMe,
  useRunEvents,
  type ActOutcome,
  type RunAct,
} from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';

/** Something that was asked for and is not recorded, until somebody has seen it. */
export interface RunTrouble {
  key: string;
  act: RunAct;
  /** Who decided it first. */
  takenBy?: RunEvent;
  error?: unknown;
}

export interface RunSessionValue {
  /** With what is on its way. */
  run: Run;
  /** Entity ref of who reads. */
  me: string | undefined;
  /** Why nothing may be added at all; undefined when it may. */
  closed: string | undefined;
  /** Why no step may be answered; undefined when it may. */
  locked: string | undefined;
  /** Adds and says how it went: for forms, which keep their text until it is recorded. */
  add: (act: RunAct, key?: string) => Promise<ActOutcome>;
  /** Adds; what goes wrong is among `troubles`. */
  act: (act: RunAct) => void;
  troubles: RunTrouble[];
  retry: (trouble: RunTrouble) => void;
  dismiss: (trouble: RunTrouble) => void;
}

const SessionContext = createContext<RunSessionValue | undefined>(undefined);

/** One reader in one run: what they see of it, and how they add to it. */
export function RunSession(props: PropsWithChildren<{ run: Run }>) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const me = useMe();
  const { run, add } = useRunEvents(props.run, me);
  const [troubles, setTroubles] = useState<RunTrouble[]>([]);

  const attempt = useCallback(
    async (act: RunAct, key: string) => {
      const outcome = await add(act, key);
      if (outcome.went === 'taken') {
        const { by } = outcome;
        setTroubles(current => [...current, { key, act, takenBy: by }]);
      } else if (outcome.went === 'failed') {
        const { error } = outcome;
        setTroubles(current => [...current, { key, act, error }]);
      }
    },
    [add],
  );
  const dismiss = useCallback(
    ({ key }: RunTrouble) =>
      setTroubles(current => current.filter(other => other.key !== key)),
    [],
  );
  const act = useCallback(
    (one: RunAct) => void attempt(one, newKey()),
    [attempt],
  );
  const retry = useCallback(
    (trouble: RunTrouble) => {
      dismiss(trouble);
      void attempt(trouble.act, trouble.key);
    },
    [attempt, dismiss],
  );

  const { editable, state } = run;
  const closed = editable ? undefined : t('runs.notAllowed');
  const locked =
    closed ?? (state === 'ended' ? t('runs.endedLocked') : undefined);
  const value = useMemo(
    () => ({ run, me, closed, locked, add, act, troubles, retry, dismiss }),
    [run, me, closed, locked, add, act, troubles, retry, dismiss],
  );
  return (
    <SessionContext.Provider value={value}>
      {props.children}
    </SessionContext.Provider>
  );
}

export function useRunSession(): RunSessionValue {
  const session = useContext(SessionContext);
  if (!session) {
    throw new Error(
      'A part of a run stands outside RunSession; put it inside.',
    );
  }
  return session;
}
