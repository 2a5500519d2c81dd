import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LogEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { formatMoment, formatPrecise, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ScrollArea } from '../ScrollArea';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    scroll: { maxHeight: 480, overflow: 'auto' },
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
      fontSize: theme.typography.pxToRem(12.5),
    },
    event: {
      display: 'grid',
      gridTemplateColumns: 'max-content 56px minmax(0, 1fr)',
      gap: theme.spacing(0, 2),
      padding: theme.spacing(0.625, 2),
      borderTop: `1px solid ${theme.palette.divider}`,
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'max-content minmax(0, 1fr)',
      },
    },
    time: { color: quietText(theme) },
    message: {
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('xs')]: { gridColumn: '1 / -1' },
    },
    ERROR: {
      color: palette.bad.text,
      fontWeight: WEIGHT.bold,
    },
    WARN: {
      color: palette.warn.text,
      fontWeight: WEIGHT.bold,
    },
    INFO: { color: quietText(theme) },
    DEBUG: { color: quietText(theme) },
  };
});

/** Longer messages are cut; the console has them whole. */
const LONGEST_SHOWN = 4000;

export function LogEventList(props: { events: LogEvent[]; zone: Zone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (
    <ScrollArea className={classes.scroll} label={t('logs.events')}>
      <ol className={classes.list}>
        {props.events.map(event => (
          <li key={event.id} className={classes.event}>
            <time
              className={classes.time}
              dateTime={new Date(event.timestamp).toISOString()}
              title={`${formatMoment(event.timestamp, props.zone)} · ${event.stream}`}
            >
              {formatPrecise(event.timestamp, props.zone)}
            </time>
            <span className={clsx(event.level && classes[event.level])}>
              {event.level}
            </span>
            <span className={classes.message}>
              {event.message.slice(0, LONGEST_SHOWN)}
              {event.message.length > LONGEST_SHOWN && ' …'}
            </span>
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}
