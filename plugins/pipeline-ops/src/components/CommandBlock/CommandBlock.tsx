import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookCommand } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { CopyButton } from '../CopyButton';
import { ScrollText } from '../ScrollArea';
import { useCommandValues } from './CommandContext';
import { fillSegments } from './fillSegments';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    block: {
      position: 'relative',
      borderRadius: 6,
      backgroundColor: theme.palette.background.default,
      border: `1px solid ${theme.palette.divider}`,
      minWidth: 0,
    },
    bar: {
      display: 'flex',
      justifyContent: 'flex-end',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0.25, 1, 0),
      fontSize: theme.typography.pxToRem(12),
      color: quietText(theme),
      float: 'right',
    },
    code: {
      margin: 0,
      padding: theme.spacing(1.125, 1.5),
      overflow: 'auto',
      maxHeight: 420,
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
      fontSize: theme.typography.pxToRem(12.5),
      lineHeight: 1.55,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
    value: {
      borderRadius: 2,
      padding: '0 2px',
      fontWeight: WEIGHT.medium,
    },
    filled: {
      color: palette.info.text,
      backgroundColor: palette.info.soft,
      borderBottom: `1.5px solid ${palette.info.main}`,
    },
    open: {
      color: palette.warn.text,
      backgroundColor: palette.warn.soft,
      borderBottom: `1.5px dashed ${palette.warn.main}`,
    },
    hint: {
      padding: theme.spacing(0, 1.5, 1),
      fontSize: theme.typography.pxToRem(12.5),
      color: palette.warn.text,
    },
  };
});

/** A documented command with its values in place. It is shown and copied, never run. */
export function CommandBlock(props: { command: RunbookCommand }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { typed } = useCommandValues();
  const { command } = props;
  const segments = fillSegments(command, typed, t('runbooks.fromYou'));
  const text = segments.map(segment => segment.text).join('');
  const open = [
    ...new Set(segments.filter(({ kind }) => kind === 'open').map(s => s.text)),
  ];
  return (
    <div className={classes.block}>
      <div className={classes.bar}>
        {command.language && <span>{command.language}</span>}
        <CopyButton text={text} label={t('runbooks.command')} />
      </div>
      <ScrollText className={classes.code} label={t('runbooks.command')}>
        {segments.map((segment, i) =>
          segment.kind === 'literal' ? (
            segment.text
          ) : (
            <span
              key={i}
              className={clsx(classes.value, classes[segment.kind])}
              title={segment.from}
            >
              {segment.text}
            </span>
          ),
        )}
      </ScrollText>
      {open.length > 0 && (
        <div className={classes.hint}>
          {t('runbooks.openValue', { names: open.join(', ') })}
        </div>
      )}
    </div>
  );
}
