import { useRef, useState, type KeyboardEvent } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  checklistUpdatePermission,
  type Checklist,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { ChecklistConflictError } from '../../api';
import { useAnswers, useScope, type Answer } from '../../queries';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import type { Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';
import type { OpenQuestion } from './AnswerButtons';
import { ChecklistRow } from './ChecklistRow';
import { groupItems } from './groupItems';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  group: {
    margin: 0,
    padding: theme.spacing(1.5, 2, 0.75),
    fontSize: theme.typography.pxToRem(12.5),
    fontWeight: WEIGHT.bold,
    color: quietText(theme),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  conflict: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 2),
    color: statusPalette(theme).warn.text,
    backgroundColor: statusPalette(theme).warn.soft,
  },
  empty: { padding: theme.spacing(1, 2, 2) },
}));

/** Walks the periods of one list. */
export interface PeriodSteps {
  onPrevious: () => void;
  onNext: () => void;
  onToday: () => void;
}

/** One list in one period: walk it and answer it, also without the mouse. */
export function ChecklistPanel(props: {
  checklist: Checklist;
  steps: PeriodSteps;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { entityRef } = useScope();
  const { checklist, steps, zone } = props;
  const { items, period, position } = checklist;
  const permission = usePermission({
    permission: checklistUpdatePermission,
    resourceRef: entityRef,
  });
  const { answerItem, pending, error, dismissError } = useAnswers(checklist);
  const [current, setCurrent] = useState(0);
  const [question, setQuestion] = useState<{
    itemId: string;
    kind: OpenQuestion;
  }>();
  const rows = useRef(new Map<string, HTMLLIElement>());
  const groups = groupItems(items);
  const ordered = groups.flatMap(group => group.items);

  const locked = (() => {
    if (!period.isCurrent) {
      return t('checklists.pastLocked');
    }
    return permission.loading || permission.allowed
      ? undefined
      : t('checklists.notAllowed');
  })();

  const answer = (given: Answer) => {
    dismissError();
    answerItem(given);
  };
  const go = (index: number) => {
    const bounded = Math.min(ordered.length - 1, Math.max(0, index));
    setCurrent(bounded);
    rows.current.get(ordered[bounded]?.id)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement;
    const item = ordered[current];
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !item) {
      return;
    }
    const keys: Record<string, () => void> = {
      j: () => go(current + 1),
      k: () => go(current - 1),
      ...(locked === undefined && {
        d: () => answer({ itemId: item.id, state: 'done' }),
        n: () => setQuestion({ itemId: item.id, kind: 'not-done' }),
        a: () => setQuestion({ itemId: item.id, kind: 'not-applicable' }),
      }),
    };
    const act = keys[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  };

  const href = safeHref(position?.url);
  return (
    <Panel
      flush
      title={`${checklist.title}, ${period.title}`}
      aside={
        <>
          {!period.isCurrent && (
            <StatusPill tone="idle">{t('checklists.past')}</StatusPill>
          )}
          {position && (
            <span className={classes.quiet}>
              {href ? <Link to={href}>{position.path}</Link> : position.path}{' '}
              {t('checklists.lines', {
                from: String(position.startLine),
                to: String(position.endLine),
              })}
            </span>
          )}
        </>
      }
      actions={
        <>
          <ActionButton
            aria-label={t('checklists.previous')}
            onClick={steps.onPrevious}
          >
            ‹
          </ActionButton>
          <ActionButton disabled={period.isCurrent} onClick={steps.onToday}>
            {t('checklists.today')}
          </ActionButton>
          <ActionButton
            aria-label={t('checklists.next')}
            disabled={period.isCurrent}
            onClick={steps.onNext}
          >
            ›
          </ActionButton>
        </>
      }
    >
      {error && (
        <div role="alert" className={classes.conflict}>
          {error instanceof ChecklistConflictError ? (
            t('checklists.conflict')
          ) : (
            <Failure what={t('checklists.answer')} error={error} />
          )}
          <ActionButton onClick={dismissError}>
            {t('checklists.dismiss')}
          </ActionButton>
        </div>
      )}
      {ordered.length === 0 && (
        <div className={classes.empty}>{t('checklists.noItems')}</div>
      )}
      {/* The rows inside take the focus; the keys work wherever it is among them. */}
      <div role="presentation" onKeyDown={onKeyDown}>
        {groups.map((group, i) => (
          <div key={group.title ?? `group ${i}`}>
            {group.title && <h3 className={classes.group}>{group.title}</h3>}
            <ul className={classes.list}>
              {group.items.map(item => {
                const index = ordered.indexOf(item);
                return (
                  <ChecklistRow
                    key={item.id}
                    rowRef={element => {
                      if (element) {
                        rows.current.set(item.id, element);
                      } else {
                        rows.current.delete(item.id);
                      }
                    }}
                    item={item}
                    pending={pending[item.id]}
                    zone={zone}
                    current={index === current}
                    question={
                      question?.itemId === item.id ? question.kind : undefined
                    }
                    locked={locked}
                    onFocus={() => setCurrent(index)}
                    onAsk={kind =>
                      setQuestion(kind && { itemId: item.id, kind })
                    }
                    onAnswer={answer}
                  />
                );
              })}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  );
}
