import { useRef, type KeyboardEvent } from 'react';

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
 * ends, up from the first into the search and down again, Enter in the search opens the first, and `/` goes to the search.
 * Only while the focus is in the list: letters that do something anywhere on a page are pressed by accident, and by
 * people who speak to their computer (WCAG 2.1.4).
 */
export function useListKeys() {
  const root = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
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
      root.current?.querySelector<HTMLElement>('input[type="search"]') ?? null;
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
      next.focus();
    }
  };
  return { root, onKeyDown };
}
