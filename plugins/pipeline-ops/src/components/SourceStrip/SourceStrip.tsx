import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, SOURCE_TONES, statusPalette, type Tone } from '../../theme';
import { formatDuration, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { CopyButton } from '../CopyButton';
import { NextTry } from './NextTry';
import { policyStatement } from './policyStatement';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  const dot = (tone: Tone) => ({ backgroundColor: palette[tone].main });
  return {
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 1.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: theme.typography.pxToRem(12.5),
      color: quietText(theme),
      minWidth: 0,
    },
    source: { overflowWrap: 'anywhere' },
    dot: {
      display: 'inline-block',
      width: 8,
      height: 8,
      borderRadius: 4,
      margin: theme.spacing(0, 0.625),
    },
    ok: dot('ok'),
    warn: dot('warn'),
    bad: dot('bad'),
    idle: dot('idle'),
    info: dot('info'),
    problem: { color: theme.palette.text.primary },
  };
});

/** Each account and region with the age of its data; what is wrong with it in words, the missing IAM action with the policy statement to copy, when it is tried again. */
export function SourceStrip(props: { sources: SourceState[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow();
  return (
    <ul className={classes.list} aria-label={t('sources.title')}>
      {props.sources.map(source => {
        const asOf = Date.parse(source.asOf);
        const age = Number.isFinite(asOf)
          ? t('sources.age', { age: formatDuration(now - asOf) })
          : '';
        const healthy = source.status === 'ok';
        return (
          <li
            key={source.id}
            className={classes.source}
            title={t('sources.account', {
              id: source.id,
              account: source.account,
            })}
          >
            {source.region}
            <span
              aria-hidden="true"
              className={clsx(
                classes.dot,
                classes[SOURCE_TONES[source.status]],
              )}
            />
            {healthy ? (
              age
            ) : (
              <span className={classes.problem}>
                {[
                  t(`sources.status.${source.status}`),
                  source.missingAction &&
                    t('sources.missingAction', {
                      action: source.missingAction,
                    }),
                  source.message,
                  age,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                {source.retryAt && <NextTry retryAt={source.retryAt} />}
                {source.missingAction && (
                  <CopyButton
                    text={policyStatement(source.missingAction, source.region)}
                    label={t('sources.policy', {
                      action: source.missingAction,
                    })}
                    words={t('sources.copyPolicy')}
                  />
                )}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
