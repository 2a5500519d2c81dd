import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AlarmBandSegment } from '@pipeline-ops/plugin-pipeline-ops-common';
import { statusPalette } from '../../theme';
import { formatMoment, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    band: {
      position: 'relative',
      height: 5,
      // Under the plotting area: the axis and the right padding stay free.
      margin: theme.spacing(0.25, 0.75, 0.5, '58px'),
      borderRadius: 3,
      overflow: 'hidden',
      backgroundColor: theme.palette.action.hover,
    },
    segment: { position: 'absolute', top: 0, bottom: 0 },
    OK: { backgroundColor: palette.ok.main, opacity: 0.55 },
    ALARM: { backgroundColor: palette.bad.main },
    INSUFFICIENT_DATA: { backgroundColor: palette.idle.main, opacity: 0.5 },
  };
});

/** State of the chart's alarms over time, along the same axis. */
export function AlarmBand(props: {
  segments: AlarmBandSegment[];
  /** Unix seconds. */
  from: number;
  to: number;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { segments, from, to, zone } = props;
  const span = to - from || 1;
  const share = (at: number) =>
    (Math.min(Math.max(at, from), to) - from) / span;
  const words = segments.map(segment =>
    t('chart.bandSegment', {
      state: t(`alarmState.${segment.state}`),
      from: formatMoment(segment.from * 1000, zone),
      to: formatMoment(segment.to * 1000, zone),
    }),
  );
  return (
    <div
      className={classes.band}
      role="img"
      aria-label={t('chart.band', { states: words.slice(-6).join('; ') })}
    >
      {segments.map((segment, i) => (
        <div
          key={i}
          className={clsx(classes.segment, classes[segment.state])}
          title={words[i]}
          style={{
            left: `${share(segment.from) * 100}%`,
            width: `${(share(segment.to) - share(segment.from)) * 100}%`,
          }}
        />
      ))}
    </div>
  );
}
