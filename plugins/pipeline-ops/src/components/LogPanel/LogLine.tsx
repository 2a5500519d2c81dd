import { useMemo, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LogEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { formatMoment, formatPrecise, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { CopyButton } from '../CopyButton';
import { prettyJson } from './prettyJson';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    event: {
      display: 'grid',
      gridTemplateColumns: 'max-content 56px minmax(0, 1fr)',
      gap: theme.spacing(0, 2),
      padding: theme.spacing(0.625, 2),
      borderTop: `1px solid ${theme.palette.divider}`,
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'max-content minmax(0, 1fr)',
      },
      '& $tools': { opacity: 0 },
      '&:hover $tools, &:focus-within $tools': { opacity: 1 },
    },
    fresh: { backgroundColor: palette.info.soft },
    time: { color: quietText(theme) },
    message: {
      position: 'relative',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('xs')]: { gridColumn: '1 / -1' },
    },
    tools: {
      position: 'absolute',
      top: -5,
      right: 0,
      fontFamily: theme.typography.fontFamily,
      backgroundColor: theme.palette.background.paper,
      borderRadius: 6,
    },
    toggle: {
      font: 'inherit',
      color: theme.palette.link,
      background: 'none',
      border: 0,
      padding: theme.spacing(0, 0.75, 0, 0),
      cursor: 'pointer',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    key: { color: palette.info.text },
    string: { color: palette.ok.text },
    number: { color: palette.warn.text },
    word: { color: palette.warn.text },
    plain: {},
    ERROR: { color: palette.bad.text, fontWeight: WEIGHT.bold },
    WARN: { color: palette.warn.text, fontWeight: WEIGHT.bold },
    INFO: { color: quietText(theme) },
    DEBUG: { color: quietText(theme) },
  };
});

/** Longer messages are cut; the console has them whole. */
const LONGEST_SHOWN = 4000;

/** One event of a log. A JSON object in it is laid out on request. */
export function LogLine(props: {
  event: LogEvent;
  zone: Zone;
  /** Came in while the reader was following. */
  fresh?: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [open, setOpen] = useState(false);
  const { event, zone, fresh } = props;
  const { message } = event;
  const json = useMemo(() => prettyJson(message), [message]);
  const time = formatPrecise(event.timestamp, zone);
  return (
    <li className={clsx(classes.event, fresh && classes.fresh)}>
      <time
        className={classes.time}
        dateTime={new Date(event.timestamp).toISOString()}
        title={`${formatMoment(event.timestamp, zone)} · ${event.stream}`}
      >
        {time}
      </time>
      <span className={clsx(event.level && classes[event.level])}>
        {event.level}
      </span>
      <span className={classes.message}>
        {json && (
          <button
            type="button"
            className={classes.toggle}
            aria-expanded={open}
            aria-label={t('logs.expand', { time })}
            onClick={() => setOpen(!open)}
          >
            {open ? '▾' : '▸'}
          </button>
        )}
        {json && open
          ? json.map(({ text, kind }, index) => (
              <span key={index} className={classes[kind]}>
                {text}
              </span>
            ))
          : `${message.slice(0, LONGEST_SHOWN)}${message.length > LONGEST_SHOWN ? ' …' : ''}`}
        <span className={classes.tools}>
          <CopyButton text={message} label={t('logs.copyLine', { time })} />
        </span>
      </span>
    </li>
  );
}
