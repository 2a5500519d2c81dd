import type { ReactNode } from 'react';

/** What scrolls must be reachable by keyboard, also where the browser does not see to it. */
const KEYBOARD_SCROLLING = { tabIndex: 0 };

/** A named part of the page that scrolls by itself. */
export function ScrollArea(props: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <div
      {...KEYBOARD_SCROLLING}
      role="region"
      aria-label={props.label}
      className={props.className}
    >
      {props.children}
    </div>
  );
}

/** Preformatted text that may scroll, such as a command. */
export function ScrollText(props: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <pre
      {...KEYBOARD_SCROLLING}
      role="group"
      aria-label={props.label}
      className={props.className}
    >
      {props.children}
    </pre>
  );
}
