import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunStepState } from '@pipeline-ops/plugin-pipeline-ops-common';
import { statusPalette, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  const filled = (color: string) => ({
    color: theme.palette.getContrastText(color),
    backgroundColor: color,
  });
  return {
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      justifySelf: 'start',
      width: 24,
      height: 24,
      borderRadius: 12,
      fontSize: theme.typography.pxToRem(13),
      lineHeight: 1,
      fontWeight: WEIGHT.bold,
    },
    nested: { width: 20, height: 20, margin: 2 },
    done: filled(palette.ok.main),
    skipped: filled(palette.idle.main),
    failed: filled(palette.bad.main),
  };
});

const SIGNS = { done: '✓', skipped: '–', failed: '✕' } as const;

/** The number of a step that is open; what became of one that is not. */
export function StepMarker(props: {
  state: RunStepState;
  nested: boolean;
  numberLink: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { state, nested, numberLink } = props;
  return state === 'open' ? (
    <>{numberLink}</>
  ) : (
    <span
      role="img"
      aria-label={t(`runs.stepState.${state}`)}
      className={clsx(classes.root, classes[state], nested && classes.nested)}
    >
      {SIGNS[state]}
    </span>
  );
}
