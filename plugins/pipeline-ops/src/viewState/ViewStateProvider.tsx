import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  type PropsWithChildren,
} from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  readViewState,
  writeViewState,
  type ViewDefaults,
  type ViewState,
} from './viewState';

const DefaultsContext = createContext<ViewDefaults>({});

export function ViewDefaultsProvider(
  props: PropsWithChildren<{ defaults: ViewDefaults }>,
) {
  return (
    <DefaultsContext.Provider value={props.defaults}>
      {props.children}
    </DefaultsContext.Provider>
  );
}

/** The view in the address, and the way to change it. `replace` leaves no trace in the browser's history (typing). */
export function useViewState(): {
  view: ViewState;
  change: (change: Partial<ViewState>, options?: { replace?: boolean }) => void;
  /** Query string of a link that opens the page with the change applied. */
  searchWith: (change: Partial<ViewState>) => string;
} {
  const defaults = useContext(DefaultsContext);
  const [params, setParams] = useSearchParams();
  const view = useMemo(
    () => readViewState(params, defaults),
    [params, defaults],
  );
  const change = useCallback(
    (next: Partial<ViewState>, options?: { replace?: boolean }) =>
      setParams(current => writeViewState(current, next), {
        replace: options?.replace,
        preventScrollReset: true,
      }),
    [setParams],
  );
  const searchWith = useCallback(
    (next: Partial<ViewState>) => `?${writeViewState(params, next)}`,
    [params],
  );
  return { view, change, searchWith };
}
