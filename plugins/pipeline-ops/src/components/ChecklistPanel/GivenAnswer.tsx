import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChecklistItem } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, WEIGHT } from '../../theme';
import { formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { CheckAnswerView } from '../CheckAnswerView';
import { StatusPill } from '../StatusPill';
import { ANSWER_WORDS } from './answerWords';
import { EvidenceText } from './EvidenceText';
import { personOf } from './personOf';

const useStyles = makeStyles(theme => ({
  root: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
    overflowWrap: 'anywhere',
    minWidth: 0,
  },
  state: { color: theme.palette.text.primary, fontWeight: WEIGHT.bold },
  note: {
    marginTop: theme.spacing(0.5),
    padding: theme.spacing(0.5, 1),
    borderRadius: 6,
    backgroundColor: theme.palette.action.hover,
    color: theme.palette.text.primary,
  },
  small: {
    fontSize: theme.typography.pxToRem(12.5),
    minHeight: 24,
    padding: 0,
  },
  saving: { opacity: 0.75 },
}));

/** Who answered an item how and when, with note and evidence. */
export function GivenAnswer(props: {
  item: ChecklistItem;
  saving: boolean;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  const [shown, setShown] = useState(false);
  const { item, saving, zone } = props;
  const { completion } = item;
  if (saving) {
    return (
      <div className={clsx(classes.root, classes.saving)} role="status">
        {t('checklists.saving')}
      </div>
    );
  }
  if (!completion) {
    return <div className={classes.root}>{t('checklists.open')}</div>;
  }
  const { by, answer, note, evidence } = completion;
  return (
    <div className={classes.root}>
      <span className={classes.state}>{t(ANSWER_WORDS[completion.state])}</span>
      {' · '}
      <span title={by}>
        {completion.automatic || !by ? t('checklists.byMachine') : personOf(by)}
      </span>
      {', '}
      {formatRecent(Date.parse(completion.at), zone, now)}{' '}
      {completion.override && (
        <StatusPill tone="warn">{t('checklists.correction')}</StatusPill>
      )}
      {evidence && (
        <div>
          <EvidenceText evidence={evidence} request={item.evidence} />
        </div>
      )}
      {note && <div className={classes.note}>{note}</div>}
      {answer && (
        <div>
          {t('checklists.evidenceKept')}
          {' · '}
          <ActionButton
            emphasis="bare"
            className={classes.small}
            aria-expanded={shown}
            aria-label={t(
              shown ? 'checklists.hideEvidence' : 'checklists.showEvidence',
              { item: item.text },
            )}
            onClick={() => setShown(!shown)}
          >
            {shown ? t('checklists.hide') : t('checklists.show')}
          </ActionButton>
          {shown && <CheckAnswerView answer={answer} zone={zone} kept />}
        </div>
      )}
    </div>
  );
}
