import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StageSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatRate, formatRatio } from '../../format';
import { HEALTH_TONES, quietText, statusPalette, WEIGHT } from '../../theme';
import { formatDuration, formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { Sparkline } from '../Sparkline';
import { StatusPill } from '../StatusPill';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    flow: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))',
      gap: theme.spacing(1.5, 3),
      // The last stage of a row has no arrow; outlines still have room.
      clipPath: 'inset(-4px)',
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    stage: {
      position: 'relative',
      minWidth: 0,
      // The arrow to the next stage, in the gap between them.
      '&:not(:last-child)::after': {
        content: '"→"',
        position: 'absolute',
        right: theme.spacing(-2.5),
        top: '50%',
        transform: 'translateY(-50%)',
        color: quietText(theme),
      },
    },
    card: {
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'flex-start',
      gap: theme.spacing(0.5),
      width: '100%',
      height: '100%',
      font: 'inherit',
      textAlign: 'left',
      color: 'inherit',
      cursor: 'pointer',
      padding: theme.spacing(1, 1.5),
      backgroundColor: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 8,
      '&:hover': { borderColor: quietText(theme) },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    bad: {
      borderColor: palette.bad.main,
      boxShadow: `inset 4px 0 0 ${palette.bad.main}`,
    },
    warn: { boxShadow: `inset 4px 0 0 ${palette.warn.main}` },
    ok: {},
    idle: {},
    info: {},
    title: { fontWeight: WEIGHT.bold, overflowWrap: 'anywhere' },
    figure: {
      fontSize: theme.typography.pxToRem(20),
      lineHeight: 1.2,
      fontWeight: WEIGHT.bold,
      whiteSpace: 'nowrap',
    },
    rate: {
      fontSize: theme.typography.pxToRem(12.5),
      fontWeight: WEIGHT.regular,
      color: quietText(theme),
      marginLeft: theme.spacing(1),
    },
    row: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      minWidth: 0,
    },
    // It gives way to the figures.
    sparkline: {
      display: 'block',
      flex: '1 1 0',
      minWidth: 0,
      maxWidth: 84,
      height: 24,
    },
    reason: {
      fontSize: theme.typography.pxToRem(12.5),
      color: quietText(theme),
      overflowWrap: 'anywhere',
      // The whole is in the tooltip and in the alarms below.
      display: '-webkit-box',
      '-webkit-line-clamp': 2,
      '-webkit-box-orient': 'vertical',
      overflow: 'hidden',
    },
  };
});

function Stage(props: {
  stage: StageSummary;
  zone: Zone;
  onOpen: (stageId: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow();
  const { stage, zone } = props;
  const tone = HEALTH_TONES[stage.health];
  const lastAt = stage.lastDataAt && stage.lastDataAt * 1000;
  const silent = stage.health === 'no-data' && lastAt;
  return (
    <button
      type="button"
      className={clsx(classes.card, classes[tone])}
      onClick={() => props.onOpen(stage.id)}
    >
      <span className={classes.row}>
        <span className={classes.title}>{stage.title}</span>
        <StatusPill tone={tone}>
          {t(`health.${stage.health}`)}
          {silent ? ` ${formatDuration(now - silent)}` : ''}
        </StatusPill>
      </span>
      <span className={classes.row}>
        <span className={classes.figure}>
          {stage.successRate === undefined
            ? '–'
            : formatRatio(stage.successRate)}
          {stage.throughput !== undefined && (
            <span className={classes.rate}>
              {t('stages.perMinute', { rate: formatRate(stage.throughput) })}
            </span>
          )}
          {stage.throughput === undefined && lastAt && (
            <span className={classes.rate}>
              {t('stages.last', { time: formatRecent(lastAt, zone, now) })}
            </span>
          )}
        </span>
        {stage.sparkline && (
          <Sparkline
            values={stage.sparkline}
            tone={tone === 'bad' ? 'bad' : 'info'}
            className={classes.sparkline}
          />
        )}
      </span>
      {stage.reason && (
        <span className={classes.reason} title={stage.reason}>
          {stage.reason}
        </span>
      )}
    </button>
  );
}

/** The pipeline as its flow; a stage leads to its charts. */
export function StageFlow(props: {
  stages: StageSummary[];
  zone: Zone;
  onOpen: (stageId: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  if (props.stages.length === 0) {
    return null;
  }
  return (
    <ol className={classes.flow} aria-label={t('stages.title')}>
      {props.stages.map(stage => (
        <li key={stage.id} className={classes.stage}>
          <Stage stage={stage} zone={props.zone} onOpen={props.onOpen} />
        </li>
      ))}
    </ol>
  );
}
