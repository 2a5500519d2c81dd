import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  RunbookSummary,
  Severity,
  StageSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { Choice, type ChoiceOption } from '../Choice';
import { kindName } from '../Components/kindNames';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.75),
    marginTop: theme.spacing(1),
    '&:empty': { display: 'none' },
  },
}));

const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'warning', 'low'];

/** Whether the choice would ever take something away; a choice that was made stays to be taken back. */
function isWorthChoosing<T>(
  procedures: RunbookSummary[],
  values: T[],
  has: (procedure: RunbookSummary, value: T) => boolean,
  chosen: string | undefined,
): boolean {
  return (
    chosen !== undefined ||
    values.some(value => procedures.some(one => !has(one, value)))
  );
}

/** Narrows the list down by severity, service and stage, where these tell procedures apart. */
export function ProcedureFilters(props: {
  procedures: RunbookSummary[];
  stages: StageSummary[];
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const { procedures, stages } = props;
  const severities = SEVERITIES.filter(severity =>
    procedures.some(one => one.severity === severity),
  );
  const services = [...new Set(procedures.flatMap(one => one.services))].sort();
  const stageIds = [...new Set(procedures.flatMap(one => one.stageIds))];
  const withAny = (
    any: string,
    options: ChoiceOption<string>[],
  ): ChoiceOption<string>[] => [{ value: '', label: any }, ...options];
  return (
    <div className={classes.root}>
      {isWorthChoosing(
        procedures,
        severities,
        (one, severity) => one.severity === severity,
        view.severity,
      ) && (
        <Choice
          label={t('runbooks.filterSeverity')}
          value={view.severity ?? ''}
          options={withAny(
            t('runbooks.anySeverity'),
            severities.map(value => ({
              value,
              label: t(`severity.${value}`),
            })),
          )}
          onChange={value =>
            change({ severity: severities.find(one => one === value) })
          }
        />
      )}
      {isWorthChoosing(
        procedures,
        services,
        (one, service) => one.services.includes(service),
        view.service,
      ) && (
        <Choice
          label={t('runbooks.filterService')}
          value={view.service ?? ''}
          options={withAny(
            t('runbooks.anyService'),
            services.map(value => ({ value, label: kindName(value) })),
          )}
          onChange={service => change({ service: service || undefined })}
        />
      )}
      {isWorthChoosing(
        procedures,
        stageIds,
        (one, stage) => one.stageIds.includes(stage),
        view.stage,
      ) && (
        <Choice
          label={t('runbooks.filterStage')}
          value={view.stage ?? ''}
          options={withAny(
            t('runbooks.anyStage'),
            stageIds.map(value => ({
              value,
              label: stages.find(({ id }) => id === value)?.title ?? value,
            })),
          )}
          onChange={stage => change({ stage: stage || undefined })}
        />
      )}
    </div>
  );
}
