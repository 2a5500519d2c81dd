import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { shiftRange, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import {
  REFRESH_CHOICES,
  useViewState,
  type RefreshSeconds,
} from '../../viewState';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';
import { RangeChoice } from './RangeChoice';
import { ScopeChoice } from './ScopeChoice';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    // The clock and the ways to each part stay at hand.
    position: 'sticky',
    top: 0,
    zIndex: 3,
    padding: theme.spacing(1, 0),
    margin: theme.spacing(-1, 0),
    // The ground of the portal's own frame, where it has one.
    backgroundColor: `var(--bui-bg-app, ${theme.palette.background.default})`,
  },
  group: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  time: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  },
}));

const ZONES: Zone[] = ['utc', 'local'];

/** What is looked at and when: pipeline and environment on the left, the clock on the right; it stays in view. */
export function Toolbar(props: {
  environments: EnvironmentSummary[];
  environment: string | undefined;
  /** Between the two: the ways to the parts of the page. */
  children?: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const refreshLabels: Record<RefreshSeconds, string> = {
    0: t('toolbar.refreshOff'),
    30: '⟳ 30 s',
    60: '⟳ 1 min',
    300: '⟳ 5 min',
  };
  const zoneLabels: Record<Zone, string> = {
    utc: 'UTC',
    local: t('toolbar.localTime'),
  };
  return (
    <div className={classes.root} role="group" aria-label={t('toolbar.title')}>
      <div className={classes.group}>
        <ScopeChoice
          environments={props.environments}
          environment={props.environment}
        />
      </div>
      {props.children}
      <div className={classes.time}>
        <ActionButton
          aria-label={t('toolbar.previous')}
          onClick={() => change({ range: shiftRange(view.range, -1) })}
        >
          ‹
        </ActionButton>
        <RangeChoice />
        <ActionButton
          aria-label={t('toolbar.next')}
          disabled={view.range.type === 'relative'}
          onClick={() => change({ range: shiftRange(view.range, 1) })}
        >
          ›
        </ActionButton>
        <Choice
          label={t('toolbar.zone')}
          value={view.zone}
          options={ZONES.map(zone => ({
            value: zone,
            label: zoneLabels[zone],
          }))}
          onChange={zone => change({ zone })}
        />
        <Choice
          label={t('toolbar.refresh')}
          value={String(view.refresh)}
          options={REFRESH_CHOICES.map(seconds => ({
            value: String(seconds),
            label: refreshLabels[seconds],
          }))}
          onChange={seconds =>
            change({ refresh: Number(seconds) as RefreshSeconds })
          }
        />
      </div>
    </div>
  );
}
