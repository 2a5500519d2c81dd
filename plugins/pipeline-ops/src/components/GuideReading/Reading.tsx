import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DocumentReading } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, WEIGHT } from '../../theme';
import { formatRecent, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState, type GuideShown } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';
import { EntryRow } from './EntryRow';
import { guideEntries, isShown } from './guideEntries';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.25),
    padding: theme.spacing(1.25, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
    fontSize: theme.typography.pxToRem(13),
  },
  path: {
    margin: 0,
    fontSize: theme.typography.pxToRem(14),
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  quiet: { color: quietText(theme) },
  version: {
    padding: theme.spacing(0, 2, 1.25),
    fontSize: theme.typography.pxToRem(13.5),
    overflowWrap: 'anywhere',
  },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  padded: {
    padding: theme.spacing(0, 2, 1.5),
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13.5),
  },
}));

/** A longer list would make the page heavy. */
const SHOWN = 100;

function Version(props: { reading: DocumentReading }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const now = useNow(60_000);
  const { version, readAt } = props.reading;
  if (version.state === 'current') {
    return null;
  }
  const time = (iso: string) => formatRecent(Date.parse(iso), view.zone, now);
  return (
    <div className={classes.version} role="note">
      <StatusPill tone={version.state === 'none' ? 'bad' : 'warn'}>
        {t(`guide.version.${version.state}`)}
      </StatusPill>{' '}
      {version.state === 'last-good' &&
        `${t('guide.inUse', {
          since: time(version.since),
          read: readAt ? time(readAt) : '–',
        })} `}
      {version.reason}
    </div>
  );
}

/** One document: which version is in use, and every entry by its line. */
export function Reading(props: {
  reading: DocumentReading;
  shown: GuideShown;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const now = useNow(60_000);
  const [most, setMost] = useState(SHOWN);
  const { reading, shown } = props;
  const { path, url, editUrl, readAt, version } = reading;
  const { environments, placeholders } = reading;
  const entries = guideEntries(reading).filter(entry => isShown(entry, shown));
  const link = safeHref(url);
  const edit = safeHref(editUrl);
  const hidden = entries.length - most;
  return (
    <section aria-label={path}>
      <div className={classes.head}>
        <h3 className={classes.path}>
          {link ? <Link to={link}>{path}</Link> : path}
        </h3>
        {edit && (
          <Link to={edit} aria-label={`${path}: ${t('runbooks.edit')}`}>
            {t('runbooks.edit')}
          </Link>
        )}
        {readAt && version.state === 'current' && (
          <span className={classes.quiet}>
            {t('guide.readAt', {
              time: formatRecent(Date.parse(readAt), view.zone, now),
            })}
          </span>
        )}
      </div>
      <Version reading={reading} />
      {environments.length + placeholders.length > 0 && shown === 'all' && (
        <div className={classes.padded}>
          {t('guide.names', {
            environments: environments.join(', ') || '–',
            placeholders: placeholders.join(', ') || '–',
          })}
        </div>
      )}
      {version.state !== 'none' && entries.length === 0 && (
        <div className={classes.padded}>
          {shown === 'all' ? t('guide.nothing') : t('guide.noneOfKind')}
        </div>
      )}
      <ul className={classes.list}>
        {entries.slice(0, most).map(entry => (
          <EntryRow key={entry.key} entry={entry} />
        ))}
      </ul>
      {hidden > 0 && (
        <div className={classes.padded}>
          <ActionButton emphasis="bare" onClick={() => setMost(most + SHOWN)}>
            {t('guide.more', { count: Math.min(hidden, SHOWN) })}
          </ActionButton>
        </div>
      )}
    </section>
  );
}
