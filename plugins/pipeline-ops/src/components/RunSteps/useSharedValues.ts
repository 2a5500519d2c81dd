import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TypedValues } from '../CommandBlock';
import { useRunSession } from '../RunSession';

/** Milliseconds of silence after which what somebody types is shared. */
const PAUSE_MS = 900;

interface Unshared {
  value: string;
  timer: ReturnType<typeof setTimeout>;
}

/** The values that everybody in the run has given; what is typed here is shared when the typing pauses, or ends. */
export function useSharedValues(): {
  typed: TypedValues;
  onType: (name: string, value: string) => void;
} {
  const { run, act, locked } = useRunSession();
  const [typing, setTyping] = useState<TypedValues>({});
  const unshared = useRef(new Map<string, Unshared>());
  const latest = useRef({ act, shared: run.variables, locked });
  useEffect(() => {
    latest.current = { act, shared: run.variables, locked };
  });

  const share = useCallback((name: string) => {
    const one = unshared.current.get(name);
    unshared.current.delete(name);
    const now = latest.current;
    if (!one || now.locked) {
      return;
    }
    clearTimeout(one.timer);
    if ((now.shared[name] ?? '') !== one.value) {
      now.act({ type: 'variable', name, value: one.value });
    }
    // From here on the shared value is shown, which somebody else may change.
    setTyping(({ [name]: _typed, ...others }) => others);
  }, []);
  useEffect(() => {
    const waiting = unshared.current;
    return () => [...waiting.keys()].forEach(share);
  }, [share]);

  const onType = useCallback(
    (name: string, value: string) => {
      clearTimeout(unshared.current.get(name)?.timer);
      unshared.current.set(name, {
        value,
        timer: setTimeout(() => share(name), PAUSE_MS),
      });
      setTyping(current => ({ ...current, [name]: value }));
    },
    [share],
  );
  const typed = useMemo(
    () => ({ ...run.variables, ...typing }),
    [run.variables, typing],
  );
  return { typed, onType };
}
