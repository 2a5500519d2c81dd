import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  HEALTH_TONES,
  quietText,
  statusPalette,
  type Tone,
  WEIGHT,
} from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { StatusPill } from '../StatusPill';
import { groupResources, mostUrgent } from './groupResources';
import { kindName } from './kindNames';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  const dot = (tone: Tone) => ({ backgroundColor: palette[tone].main });
  return {
    root: {
      // As running text, so that a group may break and no line stays half empty.
      margin: theme.spacing(-0.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      '& > li': { display: 'inline', marginRight: theme.spacing(1.5) },
    },
    kind: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(12),
      fontWeight: WEIGHT.bold,
      marginRight: theme.spacing(0.75),
    },
    chip: {
      position: 'relative',
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      minHeight: 26,
      verticalAlign: 'middle',
      margin: theme.spacing(0.5, 0.5, 0, 0),
      maxWidth: '100%',
      font: 'inherit',
      fontSize: theme.typography.pxToRem(12.5),
      lineHeight: theme.typography.pxToRem(18),
      color: 'inherit',
      textAlign: 'left',
      overflowWrap: 'anywhere',
      cursor: 'pointer',
      padding: theme.spacing(0.25, 1),
      backgroundColor: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      '&:hover': { borderColor: quietText(theme) },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    spoken: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
    dot: { flex: 'none', width: 8, height: 8, borderRadius: 4 },
    ok: dot('ok'),
    warn: dot('warn'),
    bad: dot('bad'),
    idle: dot('idle'),
    info: dot('info'),
  };
});

/** More would take the place of the alarms; the rest on request. */
const SHOWN = 14;

function Component(props: {
  resource: ResourceSummary;
  onOpen: (resourceId: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { resource, onOpen } = props;
  const { health, title, name, kind, reason } = resource;
  const tone = HEALTH_TONES[health];
  // The group's heading, the dot's colour and the tooltip, for who cannot see them.
  const spoken = [
    health === 'healthy' && t('health.healthy'),
    kindName(kind),
    reason,
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <button
      type="button"
      className={classes.chip}
      title={reason ?? name}
      onClick={() => onOpen(resource.id)}
    >
      {health === 'healthy' && (
        <span aria-hidden className={clsx(classes.dot, classes[tone])} />
      )}
      {title}
      {health !== 'healthy' && (
        <StatusPill tone={tone}>{t(`health.${health}`)}</StatusPill>
      )}
      <span className={classes.spoken}>{spoken}</span>
    </button>
  );
}

/** Each AWS resource of the pipeline with its health, by kind; a resource leads to its charts. */
export function Components(props: {
  resources: ResourceSummary[];
  onOpen: (resourceId: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [all, setAll] = useState(false);
  const { resources, onOpen } = props;
  if (resources.length === 0) {
    return null;
  }
  const hidden = resources.length - SHOWN;
  return (
    <ul className={classes.root} aria-label={t('components.title')}>
      {groupResources(all ? resources : mostUrgent(resources, SHOWN)).map(
        group => (
          <li key={group.kind}>
            <span className={classes.kind}>{kindName(group.kind)}</span>
            {group.resources.map(resource => (
              <Component
                key={resource.id}
                resource={resource}
                onOpen={onOpen}
              />
            ))}
          </li>
        ),
      )}
      {hidden > 0 && (
        <li>
          <ActionButton
            emphasis="bare"
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all
              ? t('components.fewer')
              : t('components.all', { count: hidden })}
          </ActionButton>
        </li>
      )}
    </ul>
  );
}
