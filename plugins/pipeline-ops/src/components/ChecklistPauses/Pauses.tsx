import { useState } from 'react';
import Dialog from '@material-ui/core/Dialog';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Pause } from '@pipeline-ops/plugin-pipeline-ops-common';
import { usePauses } from '../../queries';
import { quietText, WEIGHT } from '../../theme';
import { formatMoment, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { personOf } from '../ChecklistPanel';
import { Failure } from '../Failure';
import { PauseForm } from './PauseForm';

const TITLE_ID = 'pipeline-ops-pauses-title';

const useStyles = makeStyles(theme => ({
  body: {
    display: 'grid',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    fontSize: theme.typography.pxToRem(14),
  },
  title: {
    margin: 0,
    fontSize: theme.typography.pxToRem(18),
    fontWeight: WEIGHT.bold,
  },
  heading: {
    margin: 0,
    fontSize: theme.typography.pxToRem(14),
    fontWeight: WEIGHT.bold,
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  one: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 1),
    padding: theme.spacing(0.5, 0),
    overflowWrap: 'anywhere',
    '& > span': { flex: '1 1 220px', minWidth: 0 },
  },
  close: { justifySelf: 'end' },
}));

/** Present and coming absences of the pipeline, and the way to plan one and to end one. */
export function Pauses(props: { pauses: Pause[]; zone: Zone; open: boolean }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [shown, setShown] = useState(false);
  const { begin, end } = usePauses();
  const { pauses, zone } = props;
  const error = begin.error ?? end.error;
  const close = () => setShown(false);
  return (
    <>
      <ActionButton aria-haspopup="dialog" onClick={() => setShown(true)}>
        {t('pauses.open')}
      </ActionButton>
      <Dialog
        open={shown}
        maxWidth="sm"
        fullWidth
        aria-labelledby={TITLE_ID}
        onClose={close}
      >
        <div className={classes.body}>
          <h2 id={TITLE_ID} className={classes.title}>
            {t('pauses.title')}
          </h2>
          <div className={classes.quiet}>{t('pauses.hint')}</div>
          {props.open && (
            <PauseForm
              zone={zone}
              busy={begin.isPending}
              onPause={pause => begin.mutate(pause)}
            />
          )}
          {error && <Failure what={t('pauses.what')} error={error} />}
          <h3 className={classes.heading}>{t('pauses.present')}</h3>
          {pauses.length === 0 && (
            <div className={classes.quiet}>{t('pauses.none')}</div>
          )}
          <ul className={classes.list}>
            {pauses.map(pause => (
              <li key={pause.id} className={classes.one}>
                <span>
                  {t('pauses.one', {
                    from: formatMoment(Date.parse(pause.from), zone),
                    until: formatMoment(Date.parse(pause.until), zone),
                    who: personOf(pause.by),
                    reason: pause.reason,
                  })}
                </span>
                {props.open && (
                  <ActionButton
                    disabled={end.isPending}
                    aria-label={t('pauses.endOne', { reason: pause.reason })}
                    onClick={() => end.mutate(pause.id)}
                  >
                    {t('pauses.end')}
                  </ActionButton>
                )}
              </li>
            ))}
          </ul>
          <ActionButton className={classes.close} onClick={close}>
            {t('pauses.close')}
          </ActionButton>
        </div>
      </Dialog>
    </>
  );
}
