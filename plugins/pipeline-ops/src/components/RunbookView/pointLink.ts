import { createContext, useContext } from 'react';
import { useViewState, writeViewState } from '../../viewState';

/** Id of the procedure that links to its points lead to. */
export const LinkedProcedure = createContext<string | undefined>(undefined);

export interface PointLinks {
  /** Query string that points at the step here, with everything else as it is. */
  here: (pointId: string) => string;
  /** Address for a message or an alarm's description: what is only passing (the alarm, the search) is left out. */
  stable: (pointId?: string) => string;
}

/** Links to the shown procedure, or to the run that is shown of it, and to each of their points. */
export function usePointLinks(): PointLinks {
  const procedure = useContext(LinkedProcedure);
  const { view, searchWith } = useViewState();
  const { pipeline, env, run } = view;
  const shown = run ? { run } : { procedure };
  return {
    here: step => searchWith({ ...shown, step }),
    stable: step => {
      const params = writeViewState(new URLSearchParams(), {
        pipeline,
        env,
        ...shown,
        step,
      });
      return new URL(`?${params}`, window.location.href).href;
    },
  };
}
