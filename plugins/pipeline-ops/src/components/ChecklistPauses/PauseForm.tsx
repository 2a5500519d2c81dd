import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PauseRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette } from '../../theme';
import { fromInputValue, toInputValue, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';

const LONGEST_REASON = 500;
const DAY_MS = 86_400_000;

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: theme.spacing(1),
  },
  label: {
    display: 'grid',
    gap: theme.spacing(0.25),
    flex: '1 1 180px',
    minWidth: 0,
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  reason: { flexBasis: '100%' },
  input: {
    font: 'inherit',
    fontSize: theme.typography.pxToRem(13),
    width: '100%',
    minWidth: 0,
    minHeight: 32,
    padding: theme.spacing(0.25, 1),
    color: theme.palette.text.primary,
    colorScheme: theme.palette.type,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  problem: {
    flexBasis: '100%',
    color: statusPalette(theme).bad.text,
    fontSize: theme.typography.pxToRem(13),
  },
}));

/** Asks from when until when the pipeline is away, and why. Times are in the page's clock. */
export function PauseForm(props: {
  zone: Zone;
  busy: boolean;
  onPause: (pause: PauseRequest) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { zone, busy, onPause } = props;
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState(() =>
    toInputValue(Date.now() + DAY_MS, zone),
  );
  const [reason, setReason] = useState('');
  const end = fromInputValue(until, zone);
  const start = from ? fromInputValue(from, zone) : Date.now();
  const inOrder = end > start && end > Date.now();
  const zoneName = zone === 'utc' ? 'UTC' : t('toolbar.localTime');
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault();
        onPause({
          ...(from && { from: new Date(start).toISOString() }),
          until: new Date(end).toISOString(),
          reason: reason.trim(),
        });
        setReason('');
      }}
    >
      <label className={classes.label}>
        {`${t('pauses.from')} (${zoneName}, ${t('pauses.fromNow')})`}
        <input
          type="datetime-local"
          className={classes.input}
          value={from}
          onChange={event => setFrom(event.target.value)}
        />
      </label>
      <label className={classes.label}>
        {`${t('pauses.until')} (${zoneName})`}
        <input
          type="datetime-local"
          className={classes.input}
          value={until}
          required
          onChange={event => setUntil(event.target.value)}
        />
      </label>
      <label className={`${classes.label} ${classes.reason}`}>
        {t('pauses.reason')}
        <input
          className={classes.input}
          value={reason}
          maxLength={LONGEST_REASON}
          required
          onChange={event => setReason(event.target.value)}
        />
      </label>
      {!inOrder && (
        <div role="alert" className={classes.problem}>
          {t('pauses.order')}
        </div>
      )}
      <ActionButton
        type="submit"
        emphasis="main"
        disabled={busy || !inOrder || !reason.trim()}
      >
        {t('pauses.add')}
      </ActionButton>
    </form>
  );
}
