import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import type { RunStep } from '@pipeline-ops/plugin-pipeline-ops-common';
import { keptPlaces, useRunSession, type TextKind } from '../RunSession';
import { afterStepId, nextStepId } from './stepOrder';

export type StepText = Extract<TextKind, 'skip' | 'fail' | 'note' | 'output'>;
const STEP_TEXTS: StepText[] = ['skip', 'fail', 'note', 'output'];

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select') !== null
  );
}

/** Texts that were not recorded are asked for again, so that nobody has to remember them. */
function keptTexts(runId: string): Record<string, StepText> {
  const texts: Record<string, StepText> = {};
  for (const place of keptPlaces(runId)) {
    const [kind] = place.split('.', 1);
    const known = STEP_TEXTS.find(one => one === kind);
    if (known) {
      texts[place.slice(known.length + 1)] = known;
    }
  }
  return texts;
}

export interface StepCursor {
  /** Id of the step that keys act on. */
  currentId: string | undefined;
  /** Text that is asked for, by step id. */
  texts: Record<string, StepText>;
  place: (stepId: string, element: HTMLElement | null) => void;
  choose: (stepId: string) => void;
  ask: (stepId: string, text: StepText | undefined) => void;
  markDone: (step: RunStep, checkId?: string) => void;
  /** Goes on after a step was answered. */
  goOn: (step: RunStep) => void;
  reopen: (step: RunStep) => void;
  /** Gives a step the focus; without an id, the current one. */
  focusOn: (stepId?: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Which step is looked at, and what keys do to it. */
export function useStepCursor(): StepCursor {
  const { run, act, closed, locked } = useRunSession();
  const [chosenId, choose] = useState<string>();
  const [texts, setTexts] = useState(() => keptTexts(run.id));
  const elements = useRef(new Map<string, HTMLElement>());
  const currentId = chosenId ?? nextStepId(run);

  const place = useCallback((stepId: string, element: HTMLElement | null) => {
    if (element) {
      elements.current.set(stepId, element);
    } else {
      elements.current.delete(stepId);
    }
  }, []);
  /** The focus goes along with the answer: the button that was pressed is gone. */
  const follows = useRef(false);
  const focus = useCallback((stepId: string | undefined) => {
    const element = stepId && elements.current.get(stepId);
    if (element) {
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: 'nearest' });
    }
  }, []);
  useEffect(() => {
    if (follows.current) {
      follows.current = false;
      focus(currentId);
    }
  }, [currentId, focus]);
  const ask = useCallback(
    (stepId: string, text: StepText | undefined) =>
      setTexts(({ [stepId]: _before, ...others }) =>
        text ? { ...others, [stepId]: text } : others,
      ),
    [],
  );

  return useMemo(() => {
    const goOn = (step: RunStep) => {
      follows.current = true;
      choose(afterStepId(run, step));
    };
    const markDone = (step: RunStep, checkId?: string) => {
      act({ type: 'step-done', step: step.id, ...(checkId && { checkId }) });
      goOn(step);
    };
    const reopen = (step: RunStep) => {
      act({ type: 'step-reopened', step: step.id });
      follows.current = true;
      choose(step.id);
    };
    const index = run.steps.findIndex(({ id }) => id === currentId);
    const walk = (by: number) => {
      const last = run.steps.length - 1;
      const to = run.steps[Math.min(last, Math.max(0, index + by))]?.id;
      choose(to);
      focus(to);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const step = run.steps[index];
      if (
        isTyping(event.target) ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        !run.steps.length
      ) {
        return;
      }
      const isOpen = step?.state === 'open';
      const keys: Record<string, (() => void) | false | undefined> = {
        j: () => walk(1),
        k: () => walk(-1),
        d: !locked && isOpen && (() => markDone(step)),
        s: !locked && isOpen && (() => ask(step.id, 'skip')),
        f: !locked && isOpen && (() => ask(step.id, 'fail')),
        r: !locked && step && !isOpen && (() => reopen(step)),
        n: !closed && step && (() => ask(step.id, 'note')),
        o: !closed && step && (() => ask(step.id, 'output')),
      };
      const key = event.key.toLowerCase();
      const does = Object.hasOwn(keys, key) && keys[key];
      if (does) {
        event.preventDefault();
        does();
      }
    };
    return {
      currentId,
      texts,
      place,
      choose,
      ask,
      markDone,
      goOn,
      reopen,
      focusOn: (stepId = currentId) => focus(stepId),
      onKeyDown,
    };
  }, [run, act, closed, locked, currentId, texts, place, focus, ask]);
}
