import type { ReactNode } from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  RunbookList as List,
  RunbookStatistics,
  StageSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { Panel } from '../Panel';
import { SearchField } from '../SearchField';
import { findProcedures } from './findProcedures';
import { Coverage, EscalationLine } from './ListEnd';
import { ProcedureEntry } from './ProcedureEntry';
import { ProcedureFilters } from './ProcedureFilters';
import { wordsOf } from './searchWords';
import { useListKeys } from './useListKeys';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1.5), alignSelf: 'start' },
  heading: {
    margin: theme.spacing(2, 0.5, 0.5),
    fontSize: theme.typography.pxToRem(12.5),
    fontWeight: WEIGHT.bold,
    color: quietText(theme),
  },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  quiet: {
    margin: theme.spacing(1.5, 0.5, 0),
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
  },
  all: {
    cursor: 'pointer',
    fontWeight: WEIGHT.bold,
    borderRadius: 4,
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  opened: { marginTop: theme.spacing(1) },
}));

/** On a narrow page the list makes room for what was chosen, unless somebody is searching it. */
function Folding(props: { count: number; children: ReactNode }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  return narrow ? (
    <details
      key={view.procedure ?? view.run}
      open={view.procedureText !== undefined}
    >
      <summary className={classes.all}>
        {t('runbooks.all', { count: props.count })}
      </summary>
      <div className={classes.opened}>{props.children}</div>
    </details>
  ) : (
    <>{props.children}</>
  );
}

/** Every procedure of the pipeline, by kind, with a search and filters; then the way up and what no procedure answers. */
export function RunbookList(props: {
  list: List;
  stages: StageSummary[];
  chosenId: string | undefined;
  /** Names of the alarms that are red now, by the procedure that answers them. */
  redAlarms: ReadonlyMap<string, string[]>;
  /** How often each procedure was run; undefined while that is not known. */
  statistics: RunbookStatistics[] | undefined;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change, searchWith } = useViewState();
  const { root, onKeyDown } = useListKeys();
  const { list, stages, chosenId, redAlarms, statistics } = props;
  const { procedureText, severity, service, stage } = view;
  const words = wordsOf(procedureText ?? '');
  const sections = findProcedures(
    list.runbooks,
    { text: procedureText, severity, service, stage },
    id => redAlarms.has(id),
  );
  const linkTo = (id: string) => {
    const answers = redAlarms.get(id) ?? [];
    const stays = id === chosenId || answers.some(name => name === view.alarm);
    return searchWith({
      procedure: id,
      step: undefined,
      run: undefined,
      runs: undefined,
      alarm: stays ? view.alarm : answers[0],
    });
  };
  return (
    <Panel className={classes.root}>
      <Folding count={list.runbooks.length}>
        <div ref={root} role="presentation" onKeyDown={onKeyDown}>
          <SearchField
            wide
            label={t('runbooks.find')}
            value={procedureText ?? ''}
            onChange={text =>
              change({ procedureText: text || undefined }, { replace: true })
            }
          />
          <ProcedureFilters procedures={list.runbooks} stages={stages} />
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
                  {section.procedures.map(procedure => (
                    <li key={procedure.id}>
                      <ProcedureEntry
                        procedure={procedure}
                        to={linkTo(procedure.id)}
                        chosen={procedure.id === chosenId}
                        words={words}
                        answers={redAlarms.get(procedure.id) ?? []}
                        statistics={statistics?.find(
                          one => one.runbookId === procedure.id,
                        )}
                        statisticsKnown={statistics !== undefined}
                      />
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </nav>
          {list.escalation.length > 0 && (
            <>
              <h3 className={classes.heading}>{t('runbooks.escalation')}</h3>
              <EscalationLine levels={list.escalation} />
            </>
          )}
          <Coverage coverage={list.coverage} />
        </div>
      </Folding>
    </Panel>
  );
}
