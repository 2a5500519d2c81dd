import { useCallback, useMemo, useRef, useState } from 'react';

/** How it stands with a question that somebody put to the data by itself. */
export type Asked = 'asking' | { error: unknown };

export interface Asking {
  /** Puts the question, unless it is on its way already. */
  ask: (id: string) => void;
  /** By id; nothing of one that was not put, or was answered. */
  asked: ReadonlyMap<string, Asked>;
}

/** Questions that cost something, put one by one; `answer` keeps what came. */
export function useAsking(answer: (id: string) => Promise<void>): Asking {
  const [asked, setAsked] = useState<ReadonlyMap<string, Asked>>(new Map());
  const newest = useRef(answer);
  newest.current = answer;
  const ask = useCallback(async (id: string) => {
    const stands = (how: Asked | undefined) =>
      setAsked(current => {
        const next = new Map(current);
        if (how) next.set(id, how);
        else next.delete(id);
        return next;
      });
    stands('asking');
    try {
      await newest.current(id);
      stands(undefined);
    } catch (error) {
      stands({ error });
    }
  }, []);
  return useMemo(() => ({ ask, asked }), [ask, asked]);
}
