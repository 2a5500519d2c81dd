import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookList as List } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, SEVERITY_TONES, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { Panel } from '../Panel';
import { SearchField } from '../SearchField';
import { StatusPill } from '../StatusPill';
import { findProcedures } from './findProcedures';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1.5), alignSelf: 'start' },
  heading: {
    margin: theme.spacing(2, 0.5, 0.5),
    fontSize: theme.typography.pxToRem(12.5),
    fontWeight: WEIGHT.bold,
    color: quietText(theme),
  },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  entry: {
    display: 'block',
    padding: theme.spacing(0.75, 1),
    borderRadius: 6,
    color: theme.palette.text.primary,
    overflowWrap: 'anywhere',
    '&:hover': { backgroundColor: theme.palette.action.hover },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  chosen: {
    backgroundColor: theme.palette.action.hover,
    boxShadow: `inset 3px 0 0 ${theme.palette.primary.main}`,
    fontWeight: WEIGHT.bold,
  },
  meta: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    fontWeight: WEIGHT.regular,
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
  },
  quiet: {
    margin: theme.spacing(1.5, 0.5, 0),
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
  },
}));

/** Every procedure of the pipeline, by kind, with a search. */
export function RunbookList(props: {
  list: List;
  chosenId: string | undefined;
  /** Procedures that answer an alarm which is red now. */
  redRunbookIds: ReadonlySet<string>;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change, searchWith } = useViewState();
  const { list, chosenId, redRunbookIds } = props;
  const sections = findProcedures(
    list.runbooks,
    view.procedureText ?? '',
    redRunbookIds,
  );
  return (
    <Panel className={classes.root}>
      <SearchField
        wide
        label={t('runbooks.find')}
        value={view.procedureText ?? ''}
        onChange={procedureText =>
          change(
            { procedureText: procedureText || undefined },
            { replace: true },
          )
        }
      />
      <nav aria-label={t('runbooks.title')}>
        {sections.length === 0 && (
          <p className={classes.quiet}>{t('runbooks.noMatch')}</p>
        )}
        {sections.map(section => (
          <div key={section.kind}>
            <h3 className={classes.heading}>
              {section.kind === 'answers-now'
                ? t('runbooks.answersNow')
                : t(`runbooks.kind.${section.kind}`)}
            </h3>
            <ul className={classes.list}>
              {section.procedures.map(procedure => {
                const chosen = procedure.id === chosenId;
                return (
                  <li key={procedure.id}>
                    <Link
                      underline="none"
                      to={searchWith({
                        procedure: procedure.id,
                        step: undefined,
                        ...(chosen ? {} : { alarm: undefined }),
                      })}
                      className={clsx(classes.entry, chosen && classes.chosen)}
                      aria-current={chosen ? 'page' : undefined}
                    >
                      {procedure.title}
                      <span className={classes.meta}>
                        {procedure.severity && (
                          <StatusPill tone={SEVERITY_TONES[procedure.severity]}>
                            {t(`severity.${procedure.severity}`)}
                          </StatusPill>
                        )}
                        {[
                          procedure.estimatedTime,
                          procedure.stepCount > 0 &&
                            t('runbooks.steps', {
                              count: procedure.stepCount,
                            }),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    </Link>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </nav>
      {list.coverage.alarms > 0 && (
        <p className={classes.quiet}>
          {t('runbooks.coverage', {
            answered: String(list.coverage.answered),
            alarms: String(list.coverage.alarms),
          })}
        </p>
      )}
    </Panel>
  );
}
