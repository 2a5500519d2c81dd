import { useEffect, useRef, useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  outer: {
    display: 'flex',
    flexDirection: 'column',
    flex: '1 1 auto',
    minWidth: 0,
    minHeight: 0,
    overflow: 'auto',
    // Room for the outlines of what has the keyboard; the edge would cut them off.
    margin: -4,
    padding: 4,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  inner: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flex: '1 0 auto',
    minWidth: 0,
  },
}));

/** What scrolls must be reachable by keyboard; what does not scroll is no stop on the way. */
const KEYBOARD_SCROLLING = { tabIndex: 0, role: 'group' };

/** Fills its place; what is higher scrolls inside it. */
export function ScrollWhenFull(props: { label: string; children: ReactNode }) {
  const classes = useStyles();
  const outer = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const [full, setFull] = useState(false);
  useEffect(() => {
    const place = outer.current;
    const content = inner.current;
    if (!place || !content) {
      return undefined;
    }
    const observer = new ResizeObserver(() =>
      setFull(
        place.scrollHeight > place.clientHeight + 1 ||
          place.scrollWidth > place.clientWidth + 1,
      ),
    );
    observer.observe(place);
    observer.observe(content);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={outer}
      className={classes.outer}
      aria-label={full ? props.label : undefined}
      {...(full ? KEYBOARD_SCROLLING : undefined)}
    >
      <div ref={inner} className={classes.inner}>
        {props.children}
      </div>
    </div>
  );
}
