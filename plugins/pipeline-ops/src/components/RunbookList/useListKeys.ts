import { useEffect, useRef, type RefObject } from 'react';

/** Where letters are text and no command. */
const TEXT_FIELDS = 'input, textarea, select, [contenteditable="true"]';

const STEPS: Record<string, number> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
};

/** What gets the focus for a key that was pressed at `target`, the search or a link of the list; undefined for other keys. */
function nextOf(
  key: string,
  target: Element,
  search: HTMLElement | null,
  links: HTMLElement[],
): HTMLElement | null | undefined {
  const at = links.findIndex(link => link === target);
  if (target === search) {
    return key === 'ArrowDown' ? links[0] : undefined;
  }
  if (at < 0) {
    return undefined;
  }
  if (key === 'Home' || key === 'End') {
    return key === 'Home' ? links[0] : links.at(-1);
  }
  if (!Object.hasOwn(STEPS, key)) {
    return undefined;
  }
  const to = at + STEPS[key];
  return to < 0 ? search : links[to];
}

/**
 * Walks a list of links below a search field by keyboard: arrows, or J and K, from one to the next, Home and End to its
 * ends, up from the first into the search and down again, Enter in the search opens the first, and `/` goes to the search
 * from anywhere on the page where one cannot type.
 */
export function useListKeys(): RefObject<HTMLDivElement> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (
        !(target instanceof Element) ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      ) {
        return;
      }
      const search =
        root.current?.querySelector<HTMLElement>('input[type="search"]') ??
        null;
      const links = [
        ...(root.current?.querySelectorAll<HTMLElement>('nav a') ?? []),
      ];
      if (key === 'Enter' && target === search) {
        links[0]?.click();
        return;
      }
      const next =
        key === '/' && !target.closest(TEXT_FIELDS)
          ? search
          : nextOf(key, target, search, links);
      if (next) {
        event.preventDefault();
        // The same keys mean something else in a run that is shown beside the list.
        event.stopPropagation();
        next.focus();
      }
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, []);
  return root;
}
