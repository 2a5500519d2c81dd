import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { ChecklistConflictError } from '../../api';
import type { RefusedEvent } from '../../queries';
import { statusPalette, WEIGHT } from '../../theme';
import { formatMoment, formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { useNewerFrom } from '../ChecklistCards';
import { Failure } from '../Failure';
import { StatusPill } from '../StatusPill';
import { ANSWER_WORDS } from './answerWords';
import { personOf } from './personOf';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    notice: {
      display: 'flex',
      alignItems: 'baseline',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 1),
      padding: theme.spacing(1, 2),
      overflowWrap: 'anywhere',
      fontSize: theme.typography.pxToRem(13),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    warn: { color: palette.warn.text, backgroundColor: palette.warn.soft },
    words: { flex: '1 1 240px', minWidth: 0 },
    difference: {
      flexBasis: '100%',
      '& summary': { cursor: 'pointer' },
      '& ul': { margin: theme.spacing(0.25, 0, 0.5), paddingLeft: 20 },
    },
    kind: { fontWeight: WEIGHT.bold },
  };
});

function useRefusalWords(zone: Zone) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  return (checklist: Checklist, refused: RefusedEvent): string => {
    const item = checklist.items.find(({ id }) => id === refused.itemId);
    if (!item) {
      return t('checklists.conflict');
    }
    const { completion, assignee } = item;
    if (refused.type === 'assignment') {
      return assignee
        ? t('checklists.conflictTaken', {
            who: personOf(assignee),
            item: item.text,
          })
        : t('checklists.conflict');
    }
    return completion
      ? t('checklists.conflictBy', {
          who: completion.by
            ? personOf(completion.by)
            : t('checklists.machine'),
          item: item.text,
          answer: t(ANSWER_WORDS[completion.state]),
          when: formatRecent(Date.parse(completion.at), zone, now),
        })
      : t('checklists.conflictUndone', { item: item.text });
  };
}

/** Why an answer was not kept: who was faster with what, or what went wrong. */
export function Refusal(props: {
  checklist: Checklist;
  refused: RefusedEvent;
  zone: Zone;
  onDismiss: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const wordsOf = useRefusalWords(props.zone);
  const { checklist, refused, onDismiss } = props;
  const dismiss = (
    <ActionButton onClick={onDismiss}>{t('checklists.dismiss')}</ActionButton>
  );
  if (!(refused.error instanceof ChecklistConflictError)) {
    return (
      <div className={clsx(classes.notice, classes.warn)}>
        <Failure what={t('checklists.answer')} error={refused.error} />
        {dismiss}
      </div>
    );
  }
  return (
    <div role="alert" className={clsx(classes.notice, classes.warn)}>
      <span className={classes.words}>{wordsOf(checklist, refused)}</span>
      {dismiss}
    </div>
  );
}

function Difference(props: { words: string; texts: string[] }) {
  const classes = useStyles();
  return props.texts.length === 0 ? null : (
    <>
      <span className={classes.kind}>{props.words}</span>
      <ul>
        {props.texts.map((text, i) => (
          <li key={i}>{text}</li>
        ))}
      </ul>
    </>
  );
}

/** What is worth knowing about the list before it is answered: a broken document, a newer list, an absence. */
export function Notices(props: { checklist: Checklist; zone: Zone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const newerFrom = useNewerFrom();
  const { checklist, zone } = props;
  const { newer, excuse } = checklist.period;
  const notices: ReactNode[] = [];
  if (checklist.warning) {
    notices.push(
      <div key="warning" className={clsx(classes.notice, classes.warn)}>
        <StatusPill tone="warn">{t('checklists.lastGood')}</StatusPill>
        <span className={classes.words}>{checklist.warning}</span>
      </div>,
    );
  }
  if (excuse) {
    notices.push(
      <div key="excuse" className={classes.notice}>
        {t('pauses.now', {
          until: formatMoment(Date.parse(excuse.until), zone),
          reason: excuse.reason,
          who: personOf(excuse.by),
        })}
      </div>,
    );
  }
  if (newer) {
    notices.push(
      <div key="newer" className={classes.notice}>
        {t('checklists.newer', { when: newerFrom(checklist) })}
        <details className={classes.difference}>
          <summary>{t('checklists.whatDiffers')}</summary>
          <Difference words={t('checklists.added')} texts={newer.added} />
          <Difference words={t('checklists.removed')} texts={newer.removed} />
        </details>
      </div>,
    );
  }
  return <>{notices}</>;
}
