import { useRef, useState, type KeyboardEvent } from 'react';
import type { ChecklistItem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ItemActions } from './useItemActions';

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}

/** Walks the items of a list and answers them without the mouse: one row is current, and letters act on it. */
export function useItemKeys(options: {
  items: ChecklistItem[];
  locked: boolean;
  actionsOf: (item: ChecklistItem) => ItemActions;
}) {
  const { items, locked, actionsOf } = options;
  const [current, setCurrent] = useState(0);
  const rows = useRef(new Map<string, HTMLLIElement>());

  const go = (index: number) => {
    const bounded = Math.min(items.length - 1, Math.max(0, index));
    setCurrent(bounded);
    rows.current.get(items[bounded]?.id)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[current];
    if (
      isTyping(event.target) ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      !item
    ) {
      return;
    }
    const actions = actionsOf(item);
    const keys: Record<string, (() => void) | undefined> = {
      j: () => go(current + 1),
      k: () => go(current - 1),
      ...(!locked && {
        c: actions.canConfirm ? actions.confirm : undefined,
        d: actions.done,
        n: () => actions.ask('not-done'),
        a: () => actions.ask('not-applicable'),
        u: item.completion && actions.undo,
        t: actions.take,
      }),
    };
    const act = Object.hasOwn(keys, event.key.toLowerCase())
      ? keys[event.key.toLowerCase()]
      : undefined;
    if (act) {
      event.preventDefault();
      act();
    }
  };

  const rowRef = (itemId: string) => (element: HTMLLIElement | null) => {
    if (element) {
      rows.current.set(itemId, element);
    } else {
      rows.current.delete(itemId);
    }
  };

  return { current, setCurrent, onKeyDown, rowRef };
}
