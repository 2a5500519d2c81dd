import { useCallback, useState } from 'react';

const PREFIX = 'pipeline-ops.run-text.';

function storage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    // Blocked by the browser: text then lives as long as the page.
    return undefined;
  }
}

/** Names of the places of a run that hold text which was not recorded yet. */
export function keptPlaces(runId: string): string[] {
  const kept = storage();
  const prefix = `${PREFIX}${runId}.`;
  return kept
    ? Object.keys(kept)
        .filter(key => key.startsWith(prefix))
        .map(key => key.slice(prefix.length))
    : [];
}

/** Text that outlives a reload of the page, in this browser tab only. Empty text is forgotten. */
export function useKeptText(
  runId: string,
  place: string,
): [string, (text: string) => void] {
  const key = `${PREFIX}${runId}.${place}`;
  const [text, setText] = useState(() => storage()?.getItem(key) ?? '');
  const keep = useCallback(
    (next: string) => {
      setText(next);
      try {
        if (next) {
          storage()?.setItem(key, next);
        } else {
          storage()?.removeItem(key);
        }
      } catch {
        // Full: the text still stands in its field.
      }
    },
    [key],
  );
  return [text, keep];
}
