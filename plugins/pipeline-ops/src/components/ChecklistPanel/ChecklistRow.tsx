import type { Ref } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChecklistItem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Answer } from '../../queries';
import { formatRecent, useNow, type Zone } from '../../time';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { safeHref } from '../SafeMarkdown';
import { AnswerButtons, type OpenQuestion } from './AnswerButtons';
import { AnswerForm } from './AnswerForm';
import { personOf } from './personOf';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 220px) 300px',
    gap: theme.spacing(1, 2),
    alignItems: 'start',
    padding: theme.spacing(1.25, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      '& > :first-child': { gridColumn: '1 / -1' },
    },
  },
  current: { backgroundColor: theme.palette.action.hover },
  text: {
    fontWeight: WEIGHT.medium,
    overflowWrap: 'anywhere',
  },
  details: {
    margin: theme.spacing(0.25, 0, 0),
    paddingLeft: theme.spacing(2.25),
    overflowWrap: 'anywhere',
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  note: {
    marginTop: theme.spacing(0.5),
    padding: theme.spacing(0.5, 1),
    borderRadius: 6,
    backgroundColor: theme.palette.action.hover,
    overflowWrap: 'anywhere',
  },
  pending: { opacity: 0.6 },
}));

function Given(props: {
  item: ChecklistItem;
  pending: Answer | undefined;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  const { item, pending, zone } = props;
  if (pending) {
    return (
      <div className={clsx(classes.quiet, classes.pending)} role="status">
        {t('checklists.saving')}
      </div>
    );
  }
  const { completion } = item;
  if (!completion) {
    return <div className={classes.quiet}>{t('checklists.open')}</div>;
  }
  return (
    <div className={classes.quiet}>
      <span title={completion.by}>{personOf(completion.by)}</span>
      {', '}
      {formatRecent(Date.parse(completion.at), zone, now)}
      {completion.note && <div className={classes.note}>{completion.note}</div>}
    </div>
  );
}

/** One item: what to do, who answered it and when, and the answers. */
export function ChecklistRow(props: {
  rowRef: Ref<HTMLLIElement>;
  item: ChecklistItem;
  pending: Answer | undefined;
  zone: Zone;
  current: boolean;
  question: OpenQuestion | undefined;
  /** Why no answer may be given; undefined when one may. */
  locked: string | undefined;
  onFocus: () => void;
  onAsk: (question: OpenQuestion | undefined) => void;
  onAnswer: (answer: Answer) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { item, pending, question, locked } = props;
  const href = safeHref(item.position?.url);
  // One stop for the Tab key; J and K walk from there.
  const focus = { tabIndex: props.current ? 0 : -1 };
  const state = pending?.state ?? item.completion?.state;
  return (
    <li
      ref={props.rowRef}
      {...focus}
      aria-label={item.text}
      aria-current={props.current || undefined}
      className={clsx(classes.row, props.current && classes.current)}
      onFocus={props.onFocus}
    >
      <div>
        <div className={classes.text}>{item.text}</div>
        {item.details.length > 0 && (
          <ul className={clsx(classes.details, classes.quiet)}>
            {item.details.map((detail, i) => (
              <li key={i}>{detail}</li>
            ))}
          </ul>
        )}
        {href && item.position && (
          <Link to={href} className={classes.quiet}>
            {t('chart.line', { line: String(item.position.startLine) })}
          </Link>
        )}
      </div>
      <Given item={item} pending={pending} zone={props.zone} />
      <div>
        <AnswerButtons
          text={item.text}
          state={state === 'undone' ? undefined : state}
          locked={locked}
          onDone={() => props.onAnswer({ itemId: item.id, state: 'done' })}
          onAsk={props.onAsk}
        />
        {item.completion && !locked && !pending && (
          <ActionButton
            emphasis="bare"
            aria-label={t('checklists.undoItem', { item: item.text })}
            onClick={() => props.onAnswer({ itemId: item.id, state: 'undone' })}
          >
            {t('checklists.undo')}
          </ActionButton>
        )}
      </div>
      {question && !locked && (
        <AnswerForm
          label={
            question === 'not-done'
              ? t('checklists.whyNotDone')
              : t('checklists.whyNotApplicable')
          }
          onCancel={() => props.onAsk(undefined)}
          onSave={note => {
            props.onAsk(undefined);
            props.onAnswer({ itemId: item.id, state: question, note });
          }}
        />
      )}
    </li>
  );
}
