import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { quietText, WEIGHT, type Tone } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';
import type { GuideEntry } from './guideEntries';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: '72px minmax(110px, max-content) minmax(0, 1fr)',
    alignItems: 'baseline',
    gap: theme.spacing(0.25, 1.5),
    padding: theme.spacing(0.75, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
    fontSize: theme.typography.pxToRem(13.5),
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
    },
  },
  line: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  words: {
    minWidth: 0,
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('xs')]: { gridColumn: '1 / -1' },
  },
  title: { fontWeight: WEIGHT.medium },
  summary: { color: quietText(theme) },
}));

function toneOf({ kind }: GuideEntry): Tone {
  if (kind === 'problem') {
    return 'bad';
  }
  return kind === 'near-miss' ? 'warn' : 'idle';
}

/** An element with what it came out as, or a near miss with why it is none. */
export function EntryRow(props: { entry: GuideEntry }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { entry } = props;
  const { kind, title, words, nearly, position } = entry;
  const href = safeHref(position.url);
  const edit =
    kind === 'near-miss' || kind === 'problem'
      ? safeHref(position.editUrl)
      : undefined;
  const line = t('findings.line', { line: String(position.startLine) });
  return (
    <li className={classes.row}>
      <span className={classes.line}>
        {href ? (
          <Link
            to={href}
            aria-label={`${title ?? t(`guide.kind.${kind}`)}: ${line}`}
          >
            {line}
          </Link>
        ) : (
          line
        )}
      </span>
      <span>
        <StatusPill tone={toneOf(entry)}>{t(`guide.kind.${kind}`)}</StatusPill>
      </span>
      <div className={classes.words}>
        {title && <span className={classes.title}>{title}</span>}{' '}
        {nearly && (
          <span className={classes.title}>
            {t('guide.nearly', { what: nearly })}
          </span>
        )}{' '}
        {words && (
          <span className={title ? classes.summary : undefined}>{words}</span>
        )}{' '}
        {edit && (
          <Link to={edit} aria-label={`${line}: ${t('runbooks.edit')}`}>
            {t('runbooks.edit')}
          </Link>
        )}
      </div>
    </li>
  );
}
