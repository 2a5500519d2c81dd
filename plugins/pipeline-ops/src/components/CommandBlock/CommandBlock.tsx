import { lazy, Suspense, useMemo, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookCommand } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { CopyButton } from '../CopyButton';
import { ScrollText } from '../ScrollArea';
import { Skeleton } from '../Skeleton';
import { codeTokens } from './codeTokens';
import { useCommandValues } from './CommandContext';
import { commandPieces } from './commandPieces';
import { fillSegments } from './fillSegments';
import { OpenValues } from './OpenValues';
import { openValuesOf } from './openValuesOf';

const QueryHere = lazy(() =>
  import('./QueryHere').then(m => ({ default: m.QueryHere })),
);

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
      position: 'absolute',
      top: 1,
      right: 1,
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0.25, 1, 0),
      borderRadius: 6,
      fontSize: theme.typography.pxToRem(12),
      color: quietText(theme),
      backgroundColor: theme.palette.background.default,
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
      // Only the first line makes room for what stands in the corner.
      '&::before': {
        content: '""',
        float: 'right',
        width: 112,
        height: '1.55em',
      },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
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
    comment: { color: quietText(theme), fontStyle: 'italic' },
    string: { color: palette.ok.text },
    keyword: { fontWeight: WEIGHT.bold },
    name: { color: palette.info.text },
    flag: { color: quietText(theme) },
    number: { color: palette.ok.text },
  };
});

/** A documented command with its values in place. It is shown and copied, never run. */
export function CommandBlock(props: { command: RunbookCommand }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { typed } = useCommandValues();
  const [asking, setAsking] = useState(false);
  const { command } = props;
  const you = t('runbooks.fromYou');
  const { text, pieces, open } = useMemo(() => {
    const segments = fillSegments(command, typed, you);
    const joined = segments.map(segment => segment.text).join('');
    const language = command.queryId ? 'query' : command.language;
    return {
      text: joined,
      pieces: commandPieces(segments, codeTokens(joined, language)),
      open: openValuesOf(segments, typed),
    };
  }, [command, typed, you]);
  return (
    <div className={classes.block}>
      <div className={classes.bar}>
        {command.language && <span>{command.language}</span>}
        {open.length > 0 ? (
          <ActionButton
            emphasis="bare"
            aria-label={t('runbooks.copyAsks')}
            aria-expanded={asking}
            onClick={() => setAsking(!asking)}
          >
            {t('copy.copy')}
          </ActionButton>
        ) : (
          <CopyButton text={text} label={t('runbooks.command')} />
        )}
      </div>
      <ScrollText className={classes.code} label={t('runbooks.command')}>
        {pieces.map((piece, i) => {
          const { kind, from } = piece.segment;
          if (kind !== 'literal') {
            return (
              <span
                key={i}
                className={clsx(classes.value, classes[kind])}
                title={from}
              >
                {piece.text}
              </span>
            );
          }
          return piece.token ? (
            <span key={i} className={classes[piece.token]}>
              {piece.text}
            </span>
          ) : (
            piece.text
          );
        })}
      </ScrollText>
      {(open.length > 0 || asking) && (
        <OpenValues
          open={open}
          text={text}
          asking={asking}
          onClose={() => setAsking(false)}
        />
      )}
      {command.queryId && (
        <Suspense fallback={<Skeleton lines={1} height={30} />}>
          <QueryHere queryId={command.queryId} />
        </Suspense>
      )}
    </div>
  );
}
