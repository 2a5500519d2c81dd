import type { ReactNode } from 'react';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatMoment, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useNewerFrom } from '../ChecklistCards';
import { StatusPill } from '../StatusPill';
import { useNoticeStyles } from './noticeStyles';
import { personOf } from './personOf';

function Difference(props: { words: string; texts: string[] }) {
  const classes = useNoticeStyles();
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
  const classes = useNoticeStyles();
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
