import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LogEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ScrollArea } from '../ScrollArea';
import { LogLine } from './LogLine';

const useStyles = makeStyles(theme => ({
  scroll: { maxHeight: 480, overflow: 'auto' },
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
    fontSize: theme.typography.pxToRem(12.5),
  },
}));

/** Events, newest first. */
export function LogEventList(props: {
  events: LogEvent[];
  zone: Zone;
  /** Ids of events that came in while the reader was following. */
  fresh?: ReadonlySet<string>;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (
    <ScrollArea className={classes.scroll} label={t('logs.events')}>
      <ol className={classes.list}>
        {props.events.map(event => (
          <LogLine
            key={event.id}
            event={event}
            zone={props.zone}
            fresh={props.fresh?.has(event.id)}
          />
        ))}
      </ol>
    </ScrollArea>
  );
}
